import type { Answer, Call, Route, SeedPerson, World } from '../world.ts';

export const peopleRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/people', token: 'none', handle: people },
  // Nobody's own: it stands apart from the people, with no chat and no tab.
  { method: 'GET', path: '/_emulator/programme-mailbox', token: 'none', handle: programmeMailbox },
];

/** Everybody, the first pair's two people before all others. */
function people(_call: Call, world: World): Answer {
  const pairs = world.seed.people.flatMap(({ pair }) => (pair === undefined ? [] : [pair]));
  const [first] = pairs.sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }));
  const isFirst = (person: SeedPerson) => first !== undefined && person.pair === first;
  const { people: all } = world.seed;
  const ordered = [...all.filter(isFirst), ...all.filter((person) => !isFirst(person))];
  return { status: 200, body: ordered.map((person) => shown(person, world)) };
}

function shown(person: SeedPerson, world: World): Record<string, unknown> {
  const { id, name, mail, roles, tenant, reach, mailbox, pair, locale, timeZone } = person;
  const organisation = world.seed.tenants.find((known) => known.id === tenant)?.name;
  const base = { id, name, mail, roles, tenant, organisation, reach, mailbox, locale, timeZone };
  return pair === undefined ? base : { ...base, pair };
}

function programmeMailbox(_call: Call, world: World): Answer {
  return { status: 200, body: world.seed.home.programmeMailbox };
}
