import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { readSlot } from '../../src/domain/slot-text.ts';
import { acceptMeeting, declineMeeting } from '../../src/usecases/answer-meeting.ts';
import { bookMeeting } from '../../src/usecases/book-meeting.ts';
import { cancelMeeting, undoMeeting } from '../../src/usecases/cancel-meeting.ts';
import type { By } from '../../src/usecases/deps.ts';
import { findSlots } from '../../src/usecases/find-slots.ts';
import { sayHeld, sayNotHeld } from '../../src/usecases/record-meeting.ts';
import { type Chance, chanceOf } from '../support/chance.ts';
import { disagreements, meetingsOf } from './agreement.ts';
import type { CalendarEvent } from './control.ts';
import { awa, denySchedules, marc, meetingsIn, programme } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

/**
 * What an organiser and two attendees can do to a pair's meetings in Outlook and by the bot, in any
 * order, while notifications are lost, doubled and late. `npm run soak` walks five hundred rows of
 * two hundred changes, half of them on each engine; `npm test` the first of each, one that reads
 * calendars and one that cannot.
 */
const soak = process.env.SOAK === '1';
const first = inject('engine') === 'postgres' ? 251 : 1;
const rows = Array.from({ length: soak ? 250 : 2 }, (_, at) => first + at);
const changes = 200;

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01'] });
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const people = [awa, marc];
const notifications = '/api/notifications/calendar';

type Change = (by: Chance) => Promise<unknown>;

const idOf = async (mail: string): Promise<string> =>
  (await world.product.db.read.people.byMail(mail))?.id ?? '';

const aPerson = async (by: Chance) => ({ person: await idOf(by.oneOf(people) ?? awa) });

/** The acts behind the cards; what they lead to outside is done before the next change. */
async function book(by: Chance) {
  const { deps, settle } = world.product;
  const who = await aPerson(by);
  const [pair = ''] = await deps.db.read.pairs.of(who.person);
  const wish = { pair, mode: 'video', minutes: 60, place: 'neutral' } as const;
  const found = await findSlots(deps, who, wish);
  const read = 'slots' in found && readSlot(by.oneOf(found.slots) ?? '', 'UTC', 60);
  if (!read || !('slot' in read)) return;
  await bookMeeting(deps, who, { ...wish, slots: [read.slot], source: 'bot' });
  await settle();
}

async function acts(by: Chance) {
  const { deps, settle } = world.product;
  const meeting = by.oneOf((await meetingsOf(world)).slice(-8));
  if (!meeting) return;
  const which = { meeting: meeting.id };
  const [slot] = meeting.proposals;
  const act = by.oneOf([
    (who: By) => acceptMeeting(deps, who, { ...which, slot }),
    (who: By) => declineMeeting(deps, who, which),
    (who: By) => cancelMeeting(deps, who, which),
    (who: By) => undoMeeting(deps, who, which),
    (who: By) => sayHeld(deps, who, { ...which, themes: ['networks'] }),
    (who: By) => sayNotHeld(deps, who, which),
  ]);
  await act?.(await aPerson(by));
  await settle();
}

async function anEvent(by: Chance, mail: string): Promise<CalendarEvent | undefined> {
  const events = (await meetingsIn(world, mail)).filter(({ isCancelled }) => !isCancelled);
  return by.oneOf(events);
}

/** Some hour of some day around now: mostly ahead, now and then behind. */
function someTime(by: Chance) {
  const day = by.below(40) - 6;
  const start = new Date(world.product.deps.now() + day * 86_400_000);
  start.setUTCHours(7 + by.below(9), 15 * by.below(4), 0, 0);
  const at = (instant: number) => ({
    dateTime: new Date(instant).toISOString().slice(0, 19),
    timeZone: 'UTC',
  });
  return { start: at(start.getTime()), end: at(start.getTime() + 3_600_000) };
}

const inOutlook = (method: string, mail: string, id: string, body: object) =>
  world.call(method, `/_emulator/calendar/${mail}/${encodeURIComponent(id)}`, body);

async function organiserMoves(by: Chance) {
  const event = await anEvent(by, programme);
  if (event) await inOutlook('PATCH', programme, event.id, someTime(by));
}

/** Always with notice: of a cancellation that is not sent, Exchange itself leaves the copies behind. */
async function organiserCancels(by: Chance) {
  const event = await anEvent(by, programme);
  if (event) await inOutlook('DELETE', programme, event.id, { notify: true });
}

async function organiserUninvites(by: Chance) {
  const event = await anEvent(by, programme);
  const attendees = (event?.attendees ?? []) as { emailAddress: { address: string } }[];
  const left = attendees.filter(({ emailAddress }) => emailAddress.address !== by.oneOf(people));
  if (event) await inOutlook('PATCH', programme, event.id, { attendees: left });
}

async function answers(by: Chance) {
  const who = by.oneOf(people) ?? awa;
  const event = await anEvent(by, who);
  const response = by.oneOf(['accepted', 'tentativelyAccepted', 'declined']);
  if (event) await inOutlook('PATCH', who, event.id, { response, notify: by.next() < 0.8 });
}

async function proposes(by: Chance) {
  const who = by.oneOf(people) ?? awa;
  const event = await anEvent(by, who);
  const response = by.oneOf(['tentativelyAccepted', 'declined']);
  const reply = { response, notify: true, proposedNewTime: someTime(by) };
  if (event) await inOutlook('PATCH', who, event.id, reply);
}

async function dropsCopy(by: Chance) {
  const who = by.oneOf(people) ?? awa;
  const event = await anEvent(by, who);
  if (event) await inOutlook('DELETE', who, event.id, { notify: by.next() < 0.5 });
}

const timePasses = (by: Chance) => world.advance(`PT${[1, 5, 20, 90][by.below(4)] ?? 1}M`);

const disturbNotifications = (by: Chance) =>
  world.arm(
    'POST',
    notifications,
    by.oneOf(['notify-drop', 'notify-double', 'notify-late']) ?? 'notify-drop',
    1 + by.below(5),
  );

const disturbWriting = (by: Chance) =>
  world.arm(
    by.oneOf(['POST', 'PATCH']) ?? 'POST',
    '/v1.0/users/*/events',
    by.oneOf(['503', '504-after-write', 'drop-after-write', '429']) ?? '503',
  );

/** Each change as often as it stands here. */
const all: Change[] = [
  ...[organiserMoves, organiserMoves, organiserMoves],
  ...[organiserCancels, organiserUninvites],
  ...[answers, answers, answers, answers, proposes, proposes, dropsCopy],
  ...[book, acts, acts, acts],
  ...[timePasses, timePasses, timePasses],
  ...[disturbNotifications, disturbNotifications, disturbWriting],
];

describe('after the sweep, product, calendars and list agree exactly', () => {
  test.each(rows)('row %i', async (row) => {
    const by = chanceOf(row);
    // Every other row knows nobody's calendar.
    if (row % 2 === 0) await denySchedules(world);
    for (let change = 0; change < changes; change += 1) await by.oneOf(all)?.(by);

    await world.call('DELETE', '/_emulator/faults');
    // Late notifications, what Teams put off, the working morning of a question, and the sweep.
    await world.advance('P1D');

    expect(await disagreements(world)).toEqual([]);
  });
});
