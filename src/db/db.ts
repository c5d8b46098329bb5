import type { Kysely } from 'kysely';
import { agenda } from './agenda.ts';
import { alerts } from './alerts.ts';
import { allowances } from './allowances.ts';
import { answering } from './answering.ts';
import { answers } from './answers.ts';
import { appointments } from './appointments.ts';
import { audit } from './audit.ts';
import { ballots } from './ballots.ts';
import { cards } from './cards.ts';
import { census } from './census.ts';
import { coachLists } from './coach-lists.ts';
import { cohortCopy } from './cohort-copy.ts';
import { cohortImport } from './cohort-import.ts';
import { cohortUndo } from './cohort-undo.ts';
import { dayEvents } from './day-events.ts';
import { digests } from './digests.ts';
import { effects } from './effects.ts';
import { endings } from './endings.ts';
import { events } from './events.ts';
import { hints } from './hints.ts';
import { inbound } from './inbound.ts';
import { installations } from './installations.ts';
import { jobs } from './jobs.ts';
import { codeOf, lostPlan } from './kept-plans.ts';
import { links } from './links.ts';
import { listRows } from './list-rows.ts';
import { meetings } from './meetings.ts';
import { behind } from './migrate.ts';
import { nudges } from './nudges.ts';
import { type OnLost, type Opened, openStore, type Where, wipe } from './open.ts';
import { outOfReach } from './out-of-reach.ts';
import { pairs } from './pairs.ts';
import { participation } from './participation.ts';
import { pauses } from './pauses.ts';
import { people } from './people.ts';
import { personFile } from './person-file.ts';
import { programme } from './programme.ts';
import { reach } from './reach.ts';
import { records } from './records.ts';
import { reminders } from './reminders.ts';
import { removals } from './removals.ts';
import { report } from './report.ts';
import type { Schema } from './schema.ts';
import { scrub } from './scrub.ts';
import { stops } from './stops.ts';
import { subscriptions } from './subscriptions.ts';
import { syntheses } from './syntheses.ts';
import { waves } from './waves.ts';

/**
 * What a transaction of one's own works with. `keptApart`: whoever keeps the store has not, by that
 * alone, the folder of keys; only then may an answer without a name be called anonymous.
 */
export const tables = (sql: Kysely<Schema>, keptApart = false) => ({
  keptApart,
  agenda: agenda(sql),
  nudges: nudges(sql),
  pauses: pauses(sql),
  stops: stops(sql),
  alerts: alerts(sql),
  allowances: allowances(sql),
  answering: answering(sql),
  answers: answers(sql),
  audit: audit(sql),
  coachLists: coachLists(sql),
  endings: endings(sql),
  digests: digests(sql),
  reach: reach(sql),
  records: records(sql),
  reminders: reminders(sql),
  removals: removals(sql),
  report: report(sql),
  installations: installations(sql),
  people: people(sql),
  personFile: personFile(sql),
  pairs: pairs(sql),
  meetings: meetings(sql),
  cohortCopy: cohortCopy(sql),
  cohortImport: cohortImport(sql),
  programme: programme(sql),
  cohortUndo: cohortUndo(sql),
  events: events(sql),
  dayEvents: dayEvents(sql),
  appointments: appointments(sql),
  listRows: listRows(sql),
  cards: cards(sql),
  effects: effects(sql),
  census: census(sql),
  inbound: inbound(sql),
  links: links(sql),
  jobs: jobs(sql),
  subscriptions: subscriptions(sql),
  hints: hints(sql),
  waves: waves(sql),
  participation: participation(sql),
  ballots: ballots(sql),
  syntheses: syntheses(sql),
});

/** Every table's questions and writes, inside one transaction or outside any. */
export type Tables = ReturnType<typeof tables>;

export interface Db {
  /** Each call its own statement. Never used inside `tx`: on one session it would wait forever. */
  read: Tables;
  /** All or nothing; begun anew when two got into each other's way, or a kept plan was lost. */
  tx<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** For imports and tests that speak to the store themselves. */
  opened: Opened;
  /** What was deleted is in no file of its own any more; the tables that others held too long. */
  scrub(): Promise<string[]>;
  /** Whether this came of the server's not being there, and not of what was asked. */
  outOfReach(error: unknown): boolean;
  wipe(): Promise<void>;
  /** How many of this version's migrations the store has not seen; throws when it does not answer. */
  behind(): Promise<number>;
  close(): Promise<void>;
}

const gotInEachOthersWay = ['40001', '40P01'];
const mostTries = 5;

export async function openDb(where: Where, onLost?: OnLost): Promise<Db> {
  const opened = await openStore(where, onLost);
  // The embedded store lies on the machine that has the keys.
  const keptApart = !opened.alone;
  const tx = async <T>(work: (tables: Tables) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await opened.sql.transaction().execute((sql) => work(tables(sql, keptApart)));
      } catch (error) {
        const again = gotInEachOthersWay.includes(codeOf(error) ?? '') || lostPlan(error);
        if (attempt >= mostTries || !again) throw error;
      }
    }
  };
  return {
    read: tables(opened.sql, keptApart),
    tx,
    opened,
    scrub: () => scrub(opened.sql, opened.alone),
    outOfReach,
    wipe: () => wipe(opened.sql),
    behind: () => behind(opened.sql),
    close: () => opened.close(),
  };
}
