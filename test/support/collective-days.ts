import { type Effects, openEffects } from '../../src/effects/run.ts';
import { planDays } from '../../src/usecases/plan-days.ts';
import { type DayDeps, syncDay } from '../../src/usecases/sync-day.ts';
import { erasesNothing } from './erases-nothing.ts';
import { aCohort, marc } from './people.ts';
import type { World } from './world.ts';

export const daySubjects = { launch: 'Launch', midterm: 'Mid-term', closing: 'Closing' };

export const dayDeps = (world: World): DayDeps => ({ ...world.deps, daySubjects });

/** Carries out what is to be done for collective days, and nothing else. */
export async function settleDays(world: World): Promise<void> {
  const never = () => Promise.reject(new Error('no such effect here'));
  const handlers = { event: never, list: never, mail: never };
  const effects: Effects = openEffects({
    db: world.db,
    now: world.deps.now,
    chance: () => 0,
    log: world.deps.log,
    whenUnknown: async () => {},
    whenFailed: async () => {},
    handlers: {
      ...erasesNothing,
      ...handlers,
      'card.send': never,
      'card.update': never,
      day: (effect) => syncDay(dayDeps(world), effect.ids),
    },
  });
  await effects.drain();
}

/** What an import does for the collective days, then all that follows from it. */
export async function importDays(world: World): Promise<void> {
  await world.db.tx((t) => planDays(world.deps, t, aCohort.id, 'import'));
  await settleDays(world);
}

/** More mentees of Marc's, until the cohort's days are for that many people. */
export async function growTo(world: World, people: number): Promise<void> {
  const { sql } = world.db.opened;
  const known = (await world.db.read.dayEvents.people(aCohort.id)).length;
  const numbers = Array.from({ length: people - known }, (_, at) => known + at);
  const idOf = (group: string, number: number) =>
    `0000000${group}-0000-4000-8000-${String(number).padStart(12, '0')}`;
  for (let start = 0; start < numbers.length; start += 500) {
    const some = numbers.slice(start, start + 500);
    await sql
      .insertInto('person')
      .values(
        some.map((number) => ({
          id: idOf('b', number),
          mail: `mentee.${String(number).padStart(4, '0')}@mentorat.example`,
          name: `Mentee ${number}`,
          time_zone: 'Europe/Paris',
        })),
      )
      .execute();
    await sql
      .insertInto('pair')
      .values(
        some.map((number) => ({
          ...{ id: idOf('c', number), cohort_id: aCohort.id, code: `M${number}` },
          ...{ mentee_id: idOf('b', number), mentor_id: marc.id },
        })),
      )
      .execute();
  }
}

/** The pair is closed: its people leave the cohort's days, unless they are there for more. */
export async function closes(world: World, pair: string): Promise<void> {
  await world.db.opened.sql
    .updateTable('pair')
    .set({ state: 'closed' })
    .where('id', '=', pair)
    .execute();
}

/** The cohort's day is another one from now on, as an import of the file would write it. */
export async function putOff(
  world: World,
  kind: 'launch' | 'midterm' | 'closing',
  day: string,
): Promise<void> {
  await world.db.opened.sql
    .updateTable('cohort_day')
    .set({ day })
    .where('kind', '=', kind)
    .execute();
}

/** Events that stand, by subject: when, and how many are invited. */
export const standingDays = (world: World): [string, number, number][] =>
  world.calendar.events
    .map(({ state, draft }): [string, number, number] => [
      draft.subject,
      state.startsAt,
      draft.attendees.length,
    ])
    .sort(([a, , m], [b, , n]) => a.localeCompare(b) || n - m);

/** How often each window was called, in the order of the calls. */
export const written = (world: World): string[] =>
  world.calendar.calls.filter((call) => call !== 'busy');
