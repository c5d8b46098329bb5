import type { ThemeKey } from '../../src/domain/theme.ts';
import { nadia, p01, rose } from './people.ts';
import type { World } from './world.ts';

/** A meeting that stands in the list. */
export interface Listed {
  /** The number of its pair, from 1. */
  pair: number;
  day: string;
  themes: ThemeKey[];
}

const numbered = (group: string, number: number) =>
  `0000000${group}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The id of the pair of this number. */
export const pairId = (number: number): string => numbered('d', number);
export const pairCode = (number: number): string => `M${String(number).padStart(2, '0')}`;

/** In the place of the two pairs of the world, so many others; nobody answers for them. */
export async function cohortOfMany(world: World, pairs: number): Promise<void> {
  const { sql } = world.db.opened;
  await sql.deleteFrom('pair').execute();
  const numbers = Array.from({ length: pairs }, (_, at) => at + 1);
  const people = numbers.flatMap((number) => [2 * number, 2 * number + 1]);
  await sql
    .insertInto('person')
    .values(
      people.map((number) => ({
        ...{ id: numbered('e', number), name: `Personne ${number}` },
        mail: `personne-${number}@mentorat.example`,
      })),
    )
    .execute();
  await sql
    .insertInto('pair')
    .values(
      numbers.map((number) => ({
        ...{ id: pairId(number), cohort_id: p01.cohort.id, code: pairCode(number) },
        ...{ mentee_id: numbered('e', 2 * number), mentor_id: numbered('e', 2 * number + 1) },
      })),
    )
    .execute();
}

/** These meetings were held, and stand in the list. */
export async function listed(world: World, meetings: readonly Listed[]): Promise<string[]> {
  const { sql } = world.db.opened;
  const rows = meetings.map((meeting) => ({ ...meeting, id: world.deps.newId() }));
  const created = new Date(world.clock.now);
  await sql
    .insertInto('meeting')
    .values(
      rows.map(({ id, pair, day }) => ({
        ...{ id, pair_id: pairId(pair), state: 'held' as const, source: 'record' as const },
        ...{ plan: null, proposed_by: null, mode: null, place: null, answered_by: null },
        ...{ held_on: day, created },
      })),
    )
    .execute();
  await sql
    .insertInto('list_row')
    .values(
      rows.map(({ id, day, themes }) => ({
        ...{ meeting_id: id, key: id, item_id: id, etag: '1', hash: null },
        written: JSON.stringify({ day, themes }),
      })),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Each of so many pairs met on this day. */
export const eachMet = (pairs: number, day: string, themes: ThemeKey[]): Listed[] =>
  Array.from({ length: pairs }, (_, at) => ({ pair: at + 1, day, themes }));

/** Rose, who coaches the cohort, and Nadia, who heads the programme, as their tokens have them. */
export const asCoach = { person: rose.id, roles: ['Coach'] };
export const asPilot = { person: nadia.id, roles: ['Pilot'] };
