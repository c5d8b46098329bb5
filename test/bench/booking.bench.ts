import { choices } from '../journeys/control.ts';
import { openSheet, times } from './measure.ts';
import { letTimePass, openTown, post, pressFrom, signed, textFrom, turnMs } from './town.ts';

const awa = 'awa.lemoine@andah.example';
const marc = 'marc.delcourt@andah.example';
const programme = 'mentorat@andah.example';
const rounds = 20;
const echoesARound = 10;

const sheet = openSheet('booking', 'From the press « réserver » to the event in both calendars');
const town = await openTown();
const { control } = town;

const standing = async (mail: string): Promise<number> =>
  (await control.calendar(mail)).filter(({ isCancelled }) => !isCancelled).length;

/** Awa's form with its times, ready to be pressed; which card it is, and its first time. */
async function openForm(): Promise<{ card: string; slot: string }> {
  await control.advance('PT1M');
  await control.say(awa, 'réserver');
  await control.advance('PT1M');
  const found = await control.pressLatest(awa, 'meeting.find', { mode: 'video', minutes: '60' });
  const [slot] = found.card ? choices(found.card, 'slot') : [];
  const card = found.messages.findLast((message) => message.card === found.card || message.card);
  if (slot === undefined || !card) throw new Error('no times were found');
  return { card: card.id, slot };
}

/** Organising writes every attendee's copy before it answers: then the event stands everywhere. */
async function bookMs(): Promise<{ event: number; answer: number }> {
  const { card, slot } = await openForm();
  const request = await signed(town, pressFrom(town, awa, card, 'meeting.book', { slot }));
  let stands: ((at: number) => void) | undefined;
  const written = new Promise<number>((resolve) => {
    stands = resolve;
  });
  town.listen((method, path, status) => {
    if (method === 'POST' && status === 201 && path === '/v1.0/users/*/events')
      stands?.(performance.now());
  });
  const start = performance.now();
  await post(town.product, request);
  const answer = performance.now() - start;
  const event = (await written) - start;
  town.listen(undefined);
  return { event, answer };
}

const events: number[] = [];
const answers: number[] = [];
const echo: number[] = [];
let seen = 0;
let gone = 0;
for (let round = 0; round < rounds; round++) {
  const { event, answer } = await bookMs();
  events.push(event);
  answers.push(answer);
  const both = await Promise.all([awa, marc, programme].map(standing));
  if (both.every((count) => count === 1)) seen += 1;
  for (let i = 0; i < echoesARound; i++)
    echo.push(await turnMs(town, town.echo, textFrom(town, awa, 'aide')));
  letTimePass(town);
  await control.settle();
  await control.pressLatest(awa, 'meeting.cancel');
  const after = await Promise.all([awa, marc, programme].map(standing));
  if (after.every((count) => count === 0)) gone += 1;
}
const { requests } = await control.state();
const created = requests
  .filter(({ method, path }) => method === 'POST' && path === '/v1.0/users/*/events')
  .reduce((sum, { count }) => sum + count, 0);

const event = sheet.line('press meeting.book to the event', events, 'ms');
sheet.line('press meeting.book to its answer', answers, 'ms');
const bare = sheet.line('echo', echo, 'ms');
sheet.say(`booking to event: ${times(event, bare)} a turn of the echo`);
sheet.ledger('bookings with one event in each calendar', seen, rounds);
sheet.ledger('cancellings that left none', gone, rounds);
sheet.ledger('events asked of Graph', created, rounds);
await town.close();
sheet.close();
