import { choices } from '../journeys/control.ts';
import { openSheet, timed, times } from './measure.ts';
import { openTown, textFrom, turnMs } from './town.ts';

const awa = 'awa.lemoine@andah.example';
const days = 3;
const echoesADay = 100;
/** A look at the calendar every quarter of an hour, while a meeting lies ahead. */
const looksADay = 96;

const sheet = openSheet(
  'day',
  'A virtual day, with one meeting ahead that is looked for in Outlook',
);
const town = await openTown();
const { control } = town;
await control.say(awa, 'réserver');
const found = await control.pressLatest(awa, 'meeting.find', { mode: 'video', minutes: '60' });
const last = found.card ? choices(found.card, 'slot').at(-1) : undefined;
if (last === undefined) throw new Error('no times were found');
const ahead =
  (Date.parse(last.split('/')[0] ?? '') - town.world.clock.now().getTime()) / 86_400_000;
if (ahead < days) throw new Error(`the last time is only ${ahead.toFixed(1)} days ahead`);
await control.pressLatest(awa, 'meeting.book', { slot: last });

const looks = async () => {
  const { requests } = await control.state();
  return requests
    .filter(({ path }) => path === '/v1.0/users/*/calendarView')
    .reduce((sum, { count }) => sum + count, 0);
};

const perLook: number[] = [];
const echo: number[] = [];
const counts: number[] = [];
await control.advance('PT1H');
for (let day = 0; day < days; day++) {
  const before = await looks();
  const ms = await timed(() => control.advance('PT23H'));
  counts.push((await looks()) - before);
  perLook.push(ms / (counts.at(-1) ?? 1));
  for (let i = 0; i < echoesADay; i++)
    echo.push(await turnMs(town, town.echo, textFrom(town, awa, 'aide')));
}
const look = sheet.line('a look at the calendar, clock moved to it', perLook, 'ms');
const bare = sheet.line('echo', echo, 'ms');
sheet.say(
  `${((look.median * looksADay) / 1000).toFixed(1)} s for a virtual day of ${looksADay} looks`,
);
sheet.say(`look: ${times(look, bare)} a turn of the echo`);
// Each look comes a quarter of an hour after the one before it ended: one may fall out at the edge.
const full = counts.filter((count) => count === 92 || count === 91);
sheet.ledger('days with all their looks', full.length, days);
await town.close();
sheet.close();
