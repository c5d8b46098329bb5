import { type Kysely, type RawBuilder, sql as raw } from 'kysely';
import {
  type Budget,
  chatWindows,
  freshPace,
  type Gate,
  lowered,
  mailWindow,
  type Pace,
  refusalsCount,
  slackMs,
  tenantWindow,
  type Window,
} from '../domain/pace.ts';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** The programme's one mailbox sends all mails. */
export const mailBudget = 'mail';
const tenantPrefix = 'tenant:';
export const tenantBudget = (tid: string): string => `${tenantPrefix}${tid}`;

const documentedFor = (budget: string): Window =>
  budget === mailBudget ? mailWindow : tenantWindow;

/** A budget as the store has it; `tail` is the due of the last effect put off. */
export interface KeptBudget extends Budget {
  tail: Instant;
}

/** Any number, as long as it stays the same: the lock of whoever gives out places. */
const giving = 20_261_122;

/** A place given out lies this little ahead at most; anything further was before a clock set back. */
const aheadAtMostMs = 1000;

/** What several instances share of the other side's limits. Asked under `turn` alone. */
export const pace = (sql: Kysely<Schema>) => ({
  /**
   * One instance at a time gives out places, until its transaction ends; undefined while another
   * does. Else the budgets for which some wait that were put off.
   */
  async turn(gate: Gate, now: Instant): Promise<string[] | undefined> {
    const { rows } = await raw<{ mine: boolean; behind: string[] }>`
      select pg_try_advisory_xact_lock(${giving}) as mine,
        array(select budget from pace where tail > ${new Date(now)}
          and (budget = ${mailBudget}) = ${gate === 'mailbox'}) as behind`.execute(sql);
    return rows[0]?.mine ? rows[0].behind : undefined;
  },

  async budgets(keys: readonly string[], now: Instant): Promise<Map<string, KeptBudget>> {
    if (keys.length === 0) return new Map();
    const longest = Math.max(...keys.map((key) => documentedFor(key).ms)) + slackMs;
    const { rows } = await raw<KeptRow>`
      select k.budget, p.most, p.good, p.step, p.since, p.wait_ms, p.tail,
        array(select (extract(epoch from e.left_at) * 1000)::float8 from effect e
          where e.budget = k.budget and e.left_at > ${new Date(now - longest)}
            and e.left_at <= ${new Date(now + aheadAtMostMs)}
          order by e.left_at) as left_at
      from unnest(${keys}::text[]) as k (budget) left join pace p on p.budget = k.budget`.execute(
      sql,
    );
    return new Map(rows.map((row) => [row.budget, toKept(row, now)]));
  },

  /** When messages rang in these people's chats, for as long as any limit remembers. */
  async chats(people: readonly string[], now: Instant): Promise<Map<string, Instant[]>> {
    const left = new Map<string, Instant[]>(people.map((person) => [person, []]));
    if (people.length === 0) return left;
    const longest = Math.max(...chatWindows.map(({ ms }) => ms)) + slackMs;
    const rows = await sql
      .selectFrom('effect')
      .select(['person_id', 'left_at'])
      .where('kind', '=', 'card.send')
      .where('person_id', 'in', people)
      .where('left_at', '>', instant(now - longest))
      .where('left_at', '<=', instant(now + aheadAtMostMs))
      .orderBy('left_at')
      .execute();
    for (const { person_id, left_at } of rows) {
      if (person_id !== null && left_at !== null) left.get(person_id)?.push(left_at);
    }
    return left;
  },

  /** Puts off all that is due and counts in a budget that is spent, one after the other from `from`. */
  async putOff(budget: string, kept: KeptBudget, from: Instant, now: Instant): Promise<void> {
    const gap = kept.documented.ms / kept.pace.most;
    const first = Math.max(from, now + 1, kept.behind ? kept.tail + gap : 0);
    const tid = budget === mailBudget ? null : budget.slice(tenantPrefix.length);
    const { rows } = await raw<{ moved: string | number }>`
      with held as (
        select e.id, e.due from effect e
        where e.state = 'waiting' and e.due <= ${new Date(now)}
          and ${tid === null ? raw`e.kind = 'mail'` : inTenant(tid)}
        for update of e skip locked),
      behind as (select id, row_number() over (order by due, id) - 1 as place from held),
      moved as (
        update effect e set budget = ${budget},
          due = ${new Date(first)}::timestamptz + make_interval(secs => round(place * ${gap}::float8) / 1000)
        from behind where e.id = behind.id returning e.id)
      select count(*) as moved from moved`.execute(sql);
    const tail = first + Math.max(0, Number(rows[0]?.moved ?? 0) - 1) * gap;
    await this.keep(budget, kept.pace, Math.max(tail, kept.tail));
  },

  async keep(budget: string, { since, wait, ...known }: Pace, tail: Instant): Promise<void> {
    const row = { ...known, since: new Date(since), wait_ms: wait, tail: new Date(tail) };
    await sql
      .insertInto('pace')
      .values({ budget, ...row })
      .onConflict((c) => c.column('budget').doUpdateSet(row))
      .execute();
  },

  /** One alone puts it off: its own chat is full. Taken again when due, by no budget's leave. */
  async later(all: readonly { id: number; due: Instant }[]): Promise<void> {
    if (all.length === 0) return;
    const rows = all.map(({ id, due }) => ({ id, due: new Date(due) }));
    await raw`
      update effect e set due = l.due, budget = null
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (id bigint, due timestamptz)
      where e.id = l.id`.execute(sql);
  },

  /** What left at `left` was refused as too much: the budget learns from it. */
  async refused(budget: string, left: Instant, now: Instant): Promise<void> {
    await raw`select pg_advisory_xact_lock(${giving})`.execute(sql);
    const kept = (await this.budgets([budget], now)).get(budget);
    if (!kept) return;
    const { ms } = kept.documented;
    const near = raw`left_at > ${new Date(left - ms - slackMs)} and left_at <= ${new Date(left)}`;
    const { rows } = await raw<Record<'accepted' | 'refused' | 'lately', string | number>>`
      select
        count(*) filter (where state <> 'waiting' and ${near}) as accepted,
        count(*) filter (where state = 'waiting' and outcome like '429%' and ${near}) as refused,
        count(*) filter (where state = 'waiting' and outcome like '429%') as lately
      from effect
      where budget = ${budget} and left_at > ${new Date(left - refusalsCount * ms)}
        and left_at <= ${new Date(now + aheadAtMostMs)}`.execute(sql);
    const [counts] = rows;
    if (!counts) return;
    const refusal = {
      left,
      accepted: Number(counts.accepted),
      refused: Number(counts.refused),
      refusedLately: Number(counts.lately),
    };
    const learned = lowered(kept.pace, kept.documented, refusal, now);
    if (learned !== kept.pace) await this.keep(budget, learned, kept.tail);
  },
});

/**
 * The tenant of the chat a person is written to in. Aggregated, so that the planner looks for the
 * person's few chats and never walks through all of them in the order of their ids.
 */
export const tenantOf = (person: RawBuilder<unknown>) => raw`(
  select (array_agg(v.tid order by v.id))[1] from conversation v
  where v.person_id = ${person} and v.open)`;

const inTenant = (tid: string) =>
  raw`e.kind in ('card.send', 'card.update') and ${tenantOf(raw`e.person_id`)} = ${tid}::uuid`;

interface KeptRow {
  budget: string;
  most: number | null;
  good: number;
  step: number;
  since: Instant;
  wait_ms: number;
  tail: Instant;
  left_at: Instant[];
}

/** A budget that never held anybody back has no row. */
function toKept({ budget, most, left_at: left, tail, wait_ms, ...row }: KeptRow, now: Instant) {
  const documented = documentedFor(budget);
  if (most === null) {
    return { pace: freshPace(documented, now), documented, left, tail: now, behind: false };
  }
  const { good, step, since } = row;
  const pace: Pace = { most, good, step, since, wait: wait_ms };
  return { pace, documented, left, tail, behind: tail > now };
}
