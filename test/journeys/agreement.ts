import type { Meeting } from '../../src/domain/meeting.ts';
import { type CalendarEvent, hasAction } from './control.ts';
import { awa, marc, meetingsIn, programme } from './steps.ts';
import type { LivingWorld } from './world.ts';

/** What a calendar shows of the pair's meetings: start and end, cancelled copies left out. */
export async function shownIn(world: LivingWorld, mail: string): Promise<string[]> {
  const events = await meetingsIn(world, mail);
  return events.filter(({ isCancelled }) => !isCancelled).map(timeOf);
}

export const timeOf = ({ start, end }: CalendarEvent): string =>
  `${start.dateTime.slice(0, 16)}/${end.dateTime.slice(0, 16)}`;

const inUtc = (at: number) => new Date(at).toISOString().slice(0, 16);

export const meetingsOf = async (world: LivingWorld): Promise<Meeting[]> => {
  const [pair] = await world.product.db.read.pairs.of(await idOf(world, awa));
  return pair === undefined ? [] : world.product.db.read.meetings.ofPair(pair);
};

async function idOf(world: LivingWorld, mail: string): Promise<string> {
  const person = await world.product.db.read.people.byMail(mail);
  if (!person) throw new Error(`nobody has the mail ${mail}`);
  return person.id;
}

/** Everything in which product, calendars and list do not say the same; empty when they agree. */
export async function disagreements(world: LivingWorld): Promise<string[]> {
  const meetings = await meetingsOf(world);
  const now = world.product.deps.now();
  return [
    ...(await calendarFaults(world, meetings, now)),
    ...(await listFaults(world, meetings)),
    ...(await openEffects(world)),
    ...(await staleCards(world)),
  ];
}

/** Ahead: what stands is what is shown. Behind: nothing is made or unmade any more. */
async function calendarFaults(world: LivingWorld, meetings: Meeting[], now: number) {
  const standing = meetings
    .filter(({ state, time }) => state === 'booked' && time && time.start > now)
    .map(({ time }) => `${inUtc(time?.start ?? 0)}/${inUtc(time?.end ?? 0)}`)
    .sort();
  const faults: string[] = [];
  const organised = (await meetingsIn(world, programme)).filter((event) => isAhead(event, now));
  const shown = organised.map(timeOf).sort();
  if (String(shown) !== String(standing)) {
    faults.push(`the mailbox shows [${shown}], the product has [${standing}]`);
    faults.push(...(await whatIsKnownOf(world, organised)));
  }
  for (const mail of [awa, marc]) {
    const copies = (await meetingsIn(world, mail)).filter(
      (event) => !event.isCancelled && isAhead(event, now),
    );
    for (const copy of copies) {
      const source = organised.find(({ iCalUId }) => iCalUId === copy.iCalUId);
      if (!source || timeOf(source) !== timeOf(copy))
        faults.push(`a ghost at ${mail}: ${timeOf(copy)}`);
    }
    if (new Set(copies.map(({ iCalUId }) => iCalUId)).size < copies.length) {
      faults.push(`a doubled copy at ${mail}`);
    }
  }
  return faults;
}

/** For whoever looks for the cause: each event's meeting, and what was last done for it. */
async function whatIsKnownOf(world: LivingWorld, events: CalendarEvent[]): Promise<string[]> {
  const { read } = world.product.db;
  const known = await read.events.byGraphIds(events.map(({ id }) => id));
  return Promise.all(
    events.map(async (event) => {
      const row = known.find(({ graphId }) => graphId === event.id);
      const meeting = row && (await read.meetings.get(row.meeting));
      const effects = row ? await read.effects.byKeyPrefix(`event:${row.meeting}`) : [];
      const done = effects.map((one) => `${one.key.split(':')[2]} ${one.state} ${one.outcome}`);
      const state = `${row?.state} ${row?.incarnation} ${meeting?.state} v${meeting?.version}`;
      return `${timeOf(event)}: ${state} ${meeting?.source}; ${done.join(', ')}`;
    }),
  );
}

const isAhead = (event: CalendarEvent, now: number) =>
  Date.parse(`${event.start.dateTime.slice(0, 19)}Z`) > now;

async function listFaults(world: LivingWorld, meetings: Meeting[]): Promise<string[]> {
  const held = meetings.filter(({ state }) => state === 'held').map(({ heldOn }) => String(heldOn));
  const [list] = await world.lists();
  const days = (list?.items ?? []).map(({ fields }) => String(fields.DateRencontre).slice(0, 10));
  return String(days.sort()) === String(held.sort())
    ? []
    : [`the list has [${days}], held are [${held}]`];
}

async function openEffects(world: LivingWorld): Promise<string[]> {
  const { db, deps } = world.product;
  const { pending } = (await db.read.agenda.at(deps.now())).effects;
  return pending === 0 ? [] : [`${pending} effects are still open`];
}

/** No card offers to answer, move or cancel a meeting that does not stand any more. */
async function staleCards(world: LivingWorld): Promise<string[]> {
  const faults: string[] = [];
  for (const mail of [awa, marc]) {
    for (const { card } of await world.chat(mail)) {
      if (!card || !hasAction(card, 'meeting.cancel')) continue;
      const text = JSON.stringify(card);
      if (text.includes('Annulée')) faults.push(`a card of ${mail} cancels what is cancelled`);
    }
  }
  return faults;
}
