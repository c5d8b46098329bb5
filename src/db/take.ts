import { type Kysely, type RawBuilder, sql as raw, type Selectable } from 'kysely';
import { type EffectKind, effectKinds, mayRepeat } from '../domain/effect.ts';
import {
  atOnce,
  type Decision,
  decide,
  type Gate,
  gateOf,
  placeIn,
  raised,
  type Waiting,
} from '../domain/pace.ts';
import type { Instant } from '../domain/time.ts';
import { type KeptBudget, mailBudget, pace, tenantBudget, tenantOf } from './pace.ts';
import type { Schema } from './schema.ts';

/** What a statement needs to know of leases; `free` speaks of an effect `c`. */
export interface Lease {
  /** Waiting, or held by somebody who is gone. */
  free: RawBuilder<unknown>;
  end: RawBuilder<unknown>;
}

type Row = Selectable<Schema['effect']>;
type TakenRow = Row & { abandoned: boolean };

export interface TakenRows {
  rows: TakenRow[];
  /** Others may be due: the look was cut short. */
  more: boolean;
  /** When a budget that held some back has a place again. */
  next: Instant | null;
}

interface Candidate {
  id: number;
  kind: EffectKind;
  person: string | null;
  tid: string | null;
  due: Instant;
  abandoned: boolean;
}

const kindsOf = (gate: Gate) => raw.join(effectKinds.filter((kind) => gateOf[kind] === gate));

const firstOfLane = raw`not exists (
  select 1 from effect o
  where o.lane = c.lane and o.id < c.id and o.state in ('waiting', 'running'))`;

/** Places are given out a breath ahead: more than these have none so soon. */
const mostEarly = 12;

/** Where there is something to take; a look that finds nothing costs this one statement. */
export async function isDue(
  sql: Kysely<Schema>,
  { free }: Lease,
  now: Instant,
): Promise<Record<Gate, boolean>> {
  const at = new Date(now);
  const due = (gate: Gate) => raw`exists (
    select 1 from effect c where c.kind in (${kindsOf(gate)}) and c.due <= ${at} and ${free})`;
  const { rows } = await raw<Record<Gate, boolean>>`
    select ${due('list')} as list,
      ${due('mailbox')} or exists (select 1 from pace where tail > ${at} and budget = ${mailBudget})
        as mailbox,
      ${due('chat')} or exists (select 1 from pace where tail > ${at} and budget <> ${mailBudget})
        as chat`.execute(sql);
  return rows[0] ?? { list: false, mailbox: false, chat: false };
}

/** Nothing is documented of a pace for lists: as many as there is room for. */
export async function takeLists(
  sql: Kysely<Schema>,
  { free, end }: Lease,
  now: Instant,
  room: number,
): Promise<TakenRows> {
  const { rows } = await raw<TakenRow>`
    with next as (
      select c.id, c.state = 'running' as abandoned from effect c
      where c.kind in (${kindsOf('list')}) and c.due <= ${new Date(now)} and ${free}
        and ${firstOfLane}
      order by c.due, c.id
      limit ${room}
      for update of c skip locked)
    update effect e
    set state = 'running', tries = e.tries + 1, fence = e.fence + 1, lease_until = ${end}
    from next where e.id = next.id
    returning e.*, next.abandoned`.execute(sql);
  return { rows, more: rows.length === room, next: null };
}

/** Another instance's turn takes some milliseconds. */
const turnMs = 10;

/** In a transaction: what its budgets let leave now, and puts the rest of what is due off. */
export async function takePaced(
  sql: Kysely<Schema>,
  lease: Lease,
  gate: 'mailbox' | 'chat',
  now: Instant,
  asked: number,
): Promise<TakenRows> {
  const shared = pace(sql);
  const behind = await shared.turn(gate, now);
  if (!behind) return { rows: [], more: false, next: now + turnMs };
  const room = gate === 'mailbox' ? Math.min(asked, await freeAtOutlook(sql, lease)) : asked;
  if (room <= 0) return { rows: [], more: false, next: null };

  const most = behind.length > 0 ? Math.min(room, mostEarly) : room;
  const rows = await candidates(sql, gate, takeable(lease, behind, now), most);
  const found = rows.map(toWaiting);
  const budgets = await shared.budgets(unique([...behind, ...of(found, 'budget')]), now);
  const putOff = new Set(
    of(
      found.filter((_, i) => (rows[i]?.due ?? now) > now),
      'budget',
    ),
  );
  for (const [budget, kept] of budgets) {
    const isOver = rows.length < most && !putOff.has(budget);
    await (isOver ? noneWaits : tryMore)(sql, budget, kept, now);
    // More than a window holds is a queue from the first one on.
    if (of(found, 'budget').filter((one) => one === budget).length > kept.pace.most)
      kept.behind = true;
  }
  const chats = await shared.chats(unique(of(found, 'chat')), now);

  const decision = decide(found, budgets, chats, now);
  const taken = await take(sql, lease, decision.go);
  await shared.later(decision.later);
  const due = new Set(rows.flatMap((one) => (one.due <= now ? one.id : [])));
  for (const [budget, from] of decision.spent) {
    const kept = budgets.get(budget);
    const isDue = found.some((one) => one.budget === budget && due.has(one.id));
    if (kept && isDue) await shared.putOff(budget, kept, from, now);
  }
  const abandoned = new Set(rows.flatMap((one) => (one.abandoned ? one.id : [])));
  return {
    rows: taken.map((row) => ({ ...row, abandoned: abandoned.has(Number(row.id)) })),
    more: due.size === most,
    next: soonest(decision, budgets, now),
  };
}

/** Outlook counts all calls for the mailbox, whichever instance makes them. */
async function freeAtOutlook(sql: Kysely<Schema>, { free }: Lease): Promise<number> {
  const { rows } = await raw<{ running: string | number }>`
    select count(*) as running from effect c
    where c.state = 'running' and c.kind in (${kindsOf('mailbox')}) and not ${free}`.execute(sql);
  return atOnce.mailbox - Number(rows[0]?.running ?? 0);
}

/** What is due, and what was put off for a budget that may have a place by now. */
function takeable({ free }: Lease, behind: readonly string[], now: Instant) {
  const due = raw`c.due <= ${new Date(now)} and ${free}`;
  if (behind.length === 0) return due;
  return raw`((${due}) or (c.state = 'waiting' and c.budget in (${raw.join(behind)})))`;
}

async function candidates(
  sql: Kysely<Schema>,
  gate: Gate,
  which: RawBuilder<unknown>,
  most: number,
): Promise<Candidate[]> {
  const { rows } = await raw<Candidate>`
    with held as materialized (
      select c.id, c.kind, c.person_id, c.state, c.due from effect c
      where c.kind in (${kindsOf(gate)}) and ${which} and ${firstOfLane}
      order by c.due, c.id
      limit ${most}
      for update of c skip locked)
    select held.id, held.kind, held.person_id as person, held.due,
      held.state = 'running' as abandoned,       ${tenantOf(raw`held.person_id`)} as tid
    from held order by held.due, held.id`.execute(sql);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** What a dead process held is little, and is taken at once: a budget is no reason to hold it. */
const toWaiting = ({ id, kind, person, tid, abandoned }: Candidate): Waiting => ({
  id,
  budget: abandoned ? null : budgetOf(kind, tid),
  chat: kind === 'card.send' && !abandoned ? person : null,
  still: abandoned && !mayRepeat(kind),
});

function budgetOf(kind: EffectKind, tid: string | null): string | null {
  if (kind === 'mail') return mailBudget;
  return gateOf[kind] === 'chat' && tid !== null ? tenantBudget(tid) : null;
}

const unique = (all: readonly string[]): string[] => [...new Set(all)];

const of = (all: readonly Waiting[], which: 'budget' | 'chat'): string[] =>
  all.flatMap((one) => one[which] ?? []);

/** A budget others wait for may have grown: it tries. */
async function tryMore(sql: Kysely<Schema>, budget: string, kept: KeptBudget, now: Instant) {
  if (!kept.behind) return;
  const tried = raised(kept.pace, kept.documented, now);
  if (tried === kept.pace) return;
  kept.pace = tried;
  await pace(sql).keep(budget, tried, kept.tail);
}

/** None of those put off is left: the next burst is no queue. */
async function noneWaits(sql: Kysely<Schema>, budget: string, kept: KeptBudget, now: Instant) {
  if (!kept.behind) return;
  kept.behind = false;
  await pace(sql).keep(budget, kept.pace, now);
}

async function take(sql: Kysely<Schema>, lease: Lease, go: Decision['go']): Promise<Row[]> {
  if (go.length === 0) return [];
  const places = go.map(({ id, at, budget }) => ({
    ...{ id, budget },
    left_at: at === null ? null : new Date(at),
  }));
  const { rows } = await raw<Row>`
    update effect e
    set state = 'running', tries = e.tries + 1, fence = e.fence + 1, lease_until = ${lease.end},
        budget = coalesce(g.budget, e.budget), left_at = coalesce(g.left_at, e.left_at)
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as g (id bigint, budget text, left_at timestamptz)
    where e.id = g.id
    returning e.*`.execute(sql);
  return rows.sort((a, b) => (a.left_at ?? 0) - (b.left_at ?? 0) || a.id - b.id);
}

/** When to look again for what was held back here. */
function soonest(
  decision: Decision,
  budgets: ReadonlyMap<string, KeptBudget>,
  now: Instant,
): Instant | null {
  const waited = [...budgets.values()].filter((kept) => kept.behind);
  const all = [
    ...decision.spent.values(),
    ...decision.later.map(({ due }) => due),
    ...waited.map((kept) => placeIn(kept, now)),
  ];
  return all.length > 0 ? Math.min(...all) : null;
}
