import { choices } from '../journeys/control.ts';
import { openSheet } from './measure.ts';
import { openTown } from './town.ts';

/**
 * Not times but requests: what a booked meeting, a followed change and a year's plan ask of
 * Microsoft Graph, beside the least they could.
 */

const awa = 'awa.lemoine@andah.example';
const marc = 'marc.delcourt@andah.example';
const programme = 'mentorat@andah.example';

const sheet = openSheet('requests', 'Requests to Microsoft Graph for what people do');
const town = await openTown();
const { control } = town;
// A subscription is made once a start, and renewed every other day: not part of any act.
await control.settle();

type Count = Record<string, number>;

async function counts(): Promise<Count> {
  const { requests } = await control.state();
  const graph = requests.filter(({ path }) => path.startsWith('/v1.0'));
  const sums: Count = {};
  for (const { method, path, count } of graph) {
    const name = `${method} ${path.replace('/v1.0/users/*', '')}`;
    sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

/** Requests that left between before and after; steps inside a batch are told apart from it. */
async function asked(work: () => Promise<unknown>): Promise<Count> {
  const before = await counts();
  await work();
  const after = await counts();
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}

const told = (count: Count): string =>
  Object.entries(count)
    .map(([name, times]) => `${times} × ${name}`)
    .join(', ') || 'none';

function line(what: string, count: Count, least: number, why: string): void {
  const batches = count['POST /v1.0/$batch'] ?? 0;
  const all = Object.values(count).reduce((sum, one) => sum + one, 0);
  sheet.say(`${what}: ${all} (${told(count)}); least possible ${least}: ${why}`);
  if (batches > 0) sheet.say(`  of these, ${batches} went over the wire as a batch`);
}

const found = await asked(async () => {
  await control.say(awa, 'réserver');
  await control.pressLatest(awa, 'meeting.find', { mode: 'video', minutes: '60' });
});
line('times for a booking are looked for', found, 1, 'one getSchedule for the two');

const [, second] = await slotsOf();
const booked = await asked(() => control.pressLatest(awa, 'meeting.book', { slot: second }));
line(
  'a meeting is booked',
  booked,
  1,
  'the event; the calendars are looked at once more, and its key comes back',
);

const agreed = await asked(async () => {
  const [event] = await eventsOf(marc);
  await control.call('PATCH', `/_emulator/calendar/${marc}/${event?.id}`, { response: 'accepted' });
  await control.settle();
});
line('an acceptance in Outlook is followed', agreed, 1, 'the event is read once');

const moved = await asked(async () => {
  const [event] = await eventsOf(programme);
  const at = (hour: string) => ({ dateTime: `2026-04-29T${hour}:00`, timeZone: 'UTC' });
  await control.call('PATCH', `/_emulator/calendar/${programme}/${event?.id}`, {
    start: at('08:00'),
    end: at('09:00'),
  });
  await control.settle();
});
line('a move in Outlook is followed', moved, 1, 'the event is read once');

const planned = await asked(async () => {
  await control.say(awa, 'planifier');
});
line('a year is planned', planned, 1, 'six windows of getSchedule, in one batch');
const confirmed = await asked(() => control.pressLatest(awa, 'plan.confirm'));
line('and confirmed', confirmed, 7, 'an event a meeting, and the calendars once more');

const quiet = await asked(() => control.advance('PT1H'));
line('an hour with nothing new', quiet, 4, 'a look every quarter of an hour');

const before = await counts();
sheet.ledger(
  'events read more than once a version',
  Math.max(0, (agreed['GET /events/*'] ?? 0) - 1) + Math.max(0, (moved['GET /events/*'] ?? 0) - 1),
  0,
);
sheet.ledger('deltas asked for', before['GET /calendarView/delta'] ?? 0, 0);
await town.close();
sheet.close();

async function slotsOf(): Promise<string[]> {
  const chat = await control.chat(awa);
  const card = chat.findLast((message) => message.card && choices(message.card, 'slot').length > 0);
  return card?.card ? choices(card.card, 'slot') : [];
}

async function eventsOf(mail: string) {
  const events = await control.calendar(mail);
  return events.filter(({ subject }) => subject === 'Rendez-vous Télémaque');
}
