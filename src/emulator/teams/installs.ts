import { createHash } from 'node:crypto';
import { personByMail } from '../people.ts';
import type { Table } from '../store.ts';
import type { SeedPerson, World } from '../world.ts';
import { conversationUpdate, installationUpdate } from './activities.ts';
import { queueDelivery } from './deliveries.ts';
import { refuse } from './refuse.ts';

/** Whether one person has the bot, and the ids by which the bot knows them. */
export interface Install {
  mail: string;
  conversationId: string;
  tenant: string;
  /** Teams' own id of the person towards this bot, `29:…`. */
  userId: string;
  installed: boolean;
}

export interface Conversation {
  id: string;
  mail: string;
  tenant: string;
}

export const installs = (world: World): Table<Install> => world.store.table('installs');
export const conversations = (world: World): Table<Conversation> =>
  world.store.table('conversations');

/** The person of that mail, whatever its case; throws a 404 when nobody has it. */
export function knownPerson(world: World, mail: string): SeedPerson {
  const person = personByMail(world, mail);
  if (person) return person;
  throw refuse(404, 'PersonNotFound', `Personne ici n’a l’adresse ${mail}.`);
}

export function installOf(world: World, person: SeedPerson): Install | undefined {
  return installs(world).get(person.mail.toLowerCase());
}

/** That person's installation; throws a 409 when they do not have the bot now. */
export function installedBot(world: World, person: SeedPerson): Install {
  const install = installOf(world, person);
  if (install?.installed) return install;
  throw refuse(409, 'BotNotInstalled', `${person.name} n’a pas le bot.`);
}

/** Adds the bot for a person and queues what Teams tells the bot; nothing when it is there already. */
export function installBot(world: World, person: SeedPerson): void {
  if (installOf(world, person)?.installed) return;
  const install = { ...idsOf(world, person), installed: true };
  installs(world).put(install.mail, install);
  const { conversationId, mail, tenant } = install;
  conversations(world).put(conversationId, { id: conversationId, mail, tenant });
  queueDelivery(world, install, installationUpdate(world, person, install, 'add'));
  queueDelivery(world, install, conversationUpdate(world, person, install, 'membersAdded'));
}

/** Takes the bot away from a person; the conversation and its messages stay, as in Teams. */
export function uninstallBot(world: World, person: SeedPerson): void {
  const install = installOf(world, person);
  if (!install?.installed) return;
  installs(world).put(install.mail, { ...install, installed: false });
  queueDelivery(world, install, installationUpdate(world, person, install, 'remove'));
  queueDelivery(world, install, conversationUpdate(world, person, install, 'membersRemoved'));
}

/** On an empty store: the bot for everyone whose reach is `bot`. Called by the seeding. */
export function installEveryone(world: World): void {
  for (const person of world.seed.people) if (person.reach === 'bot') installBot(world, person);
}

/** The same person keeps the same ids over a removal, a restart and a reset, as in Teams. */
function idsOf(world: World, person: SeedPerson): Omit<Install, 'installed'> {
  const mark = (kind: string) =>
    createHash('sha256')
      .update([kind, world.product.appId, person.tenant, person.id].join('|'))
      .digest('base64url');
  return {
    mail: person.mail.toLowerCase(),
    tenant: person.tenant,
    conversationId: `a:1${mark('conversation')}`,
    userId: `29:1${mark('user')}`,
  };
}
