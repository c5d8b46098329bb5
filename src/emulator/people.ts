import type { SeedPerson, World } from './world.ts';

/** The person with this mail address, case left aside. */
export function personByMail(world: World, mail: string): SeedPerson | undefined {
  const wanted = mail.toLowerCase();
  return world.seed.people.find((person) => person.mail.toLowerCase() === wanted);
}

export function personByIdentity(
  world: World,
  tenant: unknown,
  objectId: unknown,
): SeedPerson | undefined {
  return world.seed.people.find((person) => person.tenant === tenant && person.id === objectId);
}

export function isProgrammeMailbox(world: World, mail: string): boolean {
  return mail.toLowerCase() === world.seed.home.programmeMailbox.mail.toLowerCase();
}

/** Whether the mailbox lies in the home tenant's Exchange, and so can be read from there. */
export function hasMailboxHere(world: World, mail: string): boolean {
  return isProgrammeMailbox(world, mail) || personByMail(world, mail)?.mailbox === 'here';
}

/** Whether the home tenant may see this person's free and busy times. */
export function sharesFreeBusy(world: World, mail: string): boolean {
  const tenant = personByMail(world, mail)?.tenant;
  return world.seed.tenants.some((known) => known.id === tenant && known.sharesFreeBusy);
}

/** The name Exchange would show for an address; the address itself when nobody is known by it. */
export function nameOf(world: World, mail: string): string {
  const { programmeMailbox } = world.seed.home;
  if (isProgrammeMailbox(world, mail)) return programmeMailbox.name;
  return personByMail(world, mail)?.name ?? mail;
}
