import type { Kysely, Selectable } from 'kysely';
import type { Meeting, Previous } from '../domain/meeting.ts';
import type { ThemeKey } from '../domain/theme.ts';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

const at = (instant: Instant) => new Date(instant);
const atOrNull = (instant: Instant | null | undefined) =>
  instant === null || instant === undefined ? null : at(instant);

export interface Word {
  person: string;
  held: boolean;
}

/** Meetings, the times proposed for them, what each one said of them, and their themes. */
export const meetings = (sql: Kysely<Schema>) => ({
  async get(id: string): Promise<Meeting | undefined> {
    const [meeting] = await load(sql, (q) => q.where('id', '=', id));
    return meeting;
  },

  /** The meeting, with its pair held for this transaction: nobody else changes it meanwhile. */
  async lock(id: string): Promise<Meeting | undefined> {
    await sql
      .selectFrom('pair')
      .innerJoin('meeting', 'meeting.pair_id', 'pair.id')
      .select('pair.id')
      .where('meeting.id', '=', id)
      .forUpdate('pair')
      .execute();
    return this.get(id);
  },

  /** Every meeting of the pair, in no order. */
  ofPair: (pair: string): Promise<Meeting[]> => load(sql, (q) => q.where('pair_id', '=', pair)),

  /** Every meeting of a year's plan, cancelled ones too, in no order. */
  ofPlan: (plan: string): Promise<Meeting[]> => load(sql, (q) => q.where('plan', '=', plan)),

  async insert(meeting: Meeting, created: Instant): Promise<void> {
    await sql
      .insertInto('meeting')
      .values({ id: meeting.id, created: at(created), ...columns(meeting) })
      .execute();
    await saveProposals(sql, meeting);
  },

  async save(meeting: Meeting): Promise<void> {
    await sql.updateTable('meeting').set(columns(meeting)).where('id', '=', meeting.id).execute();
    await sql.deleteFrom('meeting_slot').where('meeting_id', '=', meeting.id).execute();
    await saveProposals(sql, meeting);
  },

  async words(meeting: string): Promise<Word[]> {
    const rows = await sql
      .selectFrom('meeting_word')
      .selectAll()
      .where('meeting_id', '=', meeting)
      .execute();
    return rows.map((row) => ({ person: row.person_id, held: row.held }));
  },

  async say(meeting: string, person: string, held: boolean): Promise<void> {
    await sql
      .insertInto('meeting_word')
      .values({ meeting_id: meeting, person_id: person, held })
      .onConflict((c) => c.columns(['meeting_id', 'person_id']).doUpdateSet({ held }))
      .execute();
  },

  /** What the two said of it counts no longer; its themes are kept. */
  async unsay(meeting: string): Promise<void> {
    await sql.deleteFrom('meeting_word').where('meeting_id', '=', meeting).execute();
  },

  async themes(meeting: string): Promise<ThemeKey[]> {
    const rows = await sql
      .selectFrom('meeting_theme')
      .innerJoin('theme', (j) =>
        j.onRef('theme.version', '=', 'theme_version').onRef('theme.key', '=', 'theme_key'),
      )
      .select('theme_key')
      .where('meeting_id', '=', meeting)
      .orderBy('theme.rank')
      .execute();
    return rows.map((row) => row.theme_key as ThemeKey);
  },

  async setThemes(meeting: string, version: number, keys: readonly ThemeKey[]): Promise<void> {
    await sql.deleteFrom('meeting_theme').where('meeting_id', '=', meeting).execute();
    if (keys.length === 0) return;
    await sql
      .insertInto('meeting_theme')
      .values(keys.map((key) => ({ meeting_id: meeting, theme_version: version, theme_key: key })))
      .execute();
  },

  /** Booked meetings that have ended and whose people were not asked yet. */
  async toAsk(now: Instant): Promise<string[]> {
    const rows = await sql
      .selectFrom('meeting')
      .select('id')
      .where('state', '=', 'booked')
      .where('asked_at', 'is', null)
      .where('ends_at', '<=', instant(now))
      .execute();
    return rows.map((row) => row.id);
  },
});

type Query = ReturnType<typeof from>;
const from = (sql: Kysely<Schema>) => sql.selectFrom('meeting').selectAll();

async function load(sql: Kysely<Schema>, narrow: (q: Query) => Query): Promise<Meeting[]> {
  const rows = await narrow(from(sql)).execute();
  if (rows.length === 0) return [];
  const slots = await sql
    .selectFrom('meeting_slot')
    .selectAll()
    .where(
      'meeting_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('rank')
    .execute();
  return rows.map((row) => ({
    ...toMeeting(row),
    proposals: slots
      .filter((slot) => slot.meeting_id === row.id)
      .map((slot) => ({ start: slot.starts_at, end: slot.ends_at })),
  }));
}

const toMeeting = (row: Selectable<Schema['meeting']>): Omit<Meeting, 'proposals'> => ({
  id: row.id,
  pair: row.pair_id,
  state: row.state,
  source: row.source,
  version: row.version,
  plan: row.plan,
  proposedBy: row.proposed_by,
  mode: row.mode ?? 'video',
  place: row.place,
  time:
    row.starts_at !== null && row.ends_at !== null
      ? { start: row.starts_at, end: row.ends_at }
      : null,
  agreement: row.agreement,
  answeredBy: row.answered_by,
  heldOn: row.held_on,
  previous: row.previous as Previous | null,
  askedAt: row.asked_at,
});

const columns = (meeting: Meeting) => ({
  pair_id: meeting.pair,
  state: meeting.state,
  source: meeting.source,
  version: meeting.version,
  plan: meeting.plan,
  proposed_by: meeting.proposedBy,
  mode: meeting.mode,
  place: meeting.place,
  starts_at: atOrNull(meeting.time?.start),
  ends_at: atOrNull(meeting.time?.end),
  agreement: meeting.agreement,
  answered_by: meeting.answeredBy,
  held_on: meeting.heldOn,
  previous: meeting.previous ? JSON.stringify(meeting.previous) : null,
  asked_at: atOrNull(meeting.askedAt),
});

async function saveProposals(sql: Kysely<Schema>, meeting: Meeting): Promise<void> {
  if (meeting.proposals.length === 0) return;
  await sql
    .insertInto('meeting_slot')
    .values(
      meeting.proposals.map(({ start, end }, rank) => ({
        meeting_id: meeting.id,
        rank,
        starts_at: at(start),
        ends_at: at(end),
      })),
    )
    .execute();
}
