import type { Kysely } from 'kysely';
import { agenda } from './agenda.ts';
import { alerts } from './alerts.ts';
import { answering } from './answering.ts';
import { answers } from './answers.ts';
import { appointments } from './appointments.ts';
import { audit } from './audit.ts';
import { ballots } from './ballots.ts';
import { cards } from './cards.ts';
import { coachLists } from './coach-lists.ts';
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
import { links } from './links.ts';
import { listRows } from './list-rows.ts';
import { meetings } from './meetings.ts';
import { nudges } from './nudges.ts';
import { type OnLost, type Opened, openStore, type Where, wipe } from './open.ts';
import { pairs } from './pairs.ts';
import { participation } from './participation.ts';
import { pauses } from './pauses.ts';
import { people } from './people.ts';
import { programme } from './programme.ts';
import { reach } from './reach.ts';
import { reminders } from './reminders.ts';
import { report } from './report.ts';
import type { Schema } from './schema.ts';
import { stops } from './stops.ts';
import { subscriptions } from './subscriptions.ts';
import { syntheses } from './syntheses.ts';
import { waves } from './waves.ts';

/** What a transaction of one's own works with. */
export const tables = (sql: Kysely<Schema>) => ({
  agenda: agenda(sql),
  nudges: nudges(sql),
  pauses: pauses(sql),
  stops: stops(sql),
  alerts: alerts(sql),
  answering: answering(sql),
  answers: answers(sql),
  audit: audit(sql),
  coachLists: coachLists(sql),
  endings: endings(sql),
  digests: digests(sql),
  reach: reach(sql),
  reminders: reminders(sql),
  report: report(sql),
  installations: installations(sql),
  people: people(sql),
  pairs: pairs(sql),
  meetings: meetings(sql),
  cohortImport: cohortImport(sql),
  programme: programme(sql),
  cohortUndo: cohortUndo(sql),
  events: events(sql),
  dayEvents: dayEvents(sql),
  appointments: appointments(sql),
  listRows: listRows(sql),
  cards: cards(sql),
  effects: effects(sql),
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
  /** All or nothing; retried when two transactions got into each other's way. */
  tx<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** For imports and tests that speak to the store themselves. */
  opened: Opened;
  wipe(): Promise<void>;
  close(): Promise<void>;
}

const gotInEachOthersWay = ['40001', '40P01'];
const mostTries = 5;

export async function openDb(where: Where, onLost?: OnLost): Promise<Db> {
  const opened = await openStore(where, onLost);
  const tx = async <T>(work: (tables: Tables) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await opened.sql.transaction().execute((sql) => work(tables(sql)));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (attempt >= mostTries || !gotInEachOthersWay.includes(code)) throw error;
      }
    }
  };
  return {
    read: tables(opened.sql),
    tx,
    opened,
    wipe: () => wipe(opened.sql),
    close: () => opened.close(),
  };
}
