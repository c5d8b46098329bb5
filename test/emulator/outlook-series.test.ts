import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { asApp, ask, awa, invite, marc, paris, paul, programme, startAnew } from './graph-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startAnew();
});
afterAll(() => emulator.close());
beforeEach(() => ask(emulator, 'POST', '/_emulator/reset'));

const put = (mail: string, event: object) =>
  ask(emulator, 'POST', `/_emulator/calendar/${mail}`, { subject: 'Staff', ...event });
const lasting = (day: string, from = '09:00', to = '10:00', zone = 'Europe/Paris') => ({
  start: { dateTime: `${day}T${from}:00`, timeZone: zone },
  end: { dateTime: `${day}T${to}:00`, timeZone: zone },
});
const repeated = (day: string, pattern: object, range: object = { type: 'noEnd' }) => ({
  ...lasting(day),
  recurrence: { pattern: { interval: 1, ...pattern }, range: { startDate: day, ...range } },
});
const look = async (mail: string, from: string, to: string, interval = 60) => {
  const path = `/v1.0/users/${programme}/calendar/getSchedule`;
  const times = { startTime: paris(from), endTime: paris(to) };
  const body = { schedules: [mail], ...times, availabilityViewInterval: interval };
  return (await asApp(emulator, 'POST', path, body)).body.value[0];
};
/** Starts in UTC, minutes only, of what getSchedule shows as taken. */
const startsOf = async (mail: string, from: string, to: string) =>
  (await look(mail, `${from}T00:00:00`, `${to}T00:00:00`)).scheduleItems.map(
    ({ start }: { start: { dateTime: string } }) => start.dateTime.slice(0, 16),
  );

describe('what repeats in one’s own calendar', () => {
  test('keeps its hour on the wall over the night the clocks change', async () => {
    await put(marc.mail, repeated('2026-10-20', { type: 'weekly', daysOfWeek: ['tuesday'] }));

    expect(await startsOf(marc.mail, '2026-10-19', '2026-11-04')).toEqual([
      '2026-10-20T07:00',
      '2026-10-27T08:00',
      '2026-11-03T08:00',
    ]);
  });

  test.each([
    [
      'every day, four times',
      repeated('2026-05-29', { type: 'daily' }, { type: 'numbered', numberOfOccurrences: 4 }),
      ['05-29', '05-30', '05-31', '06-01'],
    ],
    [
      'every third day until the 7th',
      repeated(
        '2026-06-01',
        { type: 'daily', interval: 3 },
        { type: 'endDate', endDate: '2026-06-07' },
      ),
      ['06-01', '06-04', '06-07'],
    ],
    [
      'Mondays and Thursdays of every second week, from a Thursday on',
      repeated(
        '2026-05-28',
        { type: 'weekly', interval: 2, daysOfWeek: ['thursday', 'monday'] },
        { type: 'numbered', numberOfOccurrences: 4 },
      ),
      ['05-28', '06-08', '06-11', '06-22'],
    ],
    [
      'the Sunday of a week that opens on Monday, every second week',
      repeated(
        '2026-05-28',
        { type: 'weekly', interval: 2, daysOfWeek: ['sunday'], firstDayOfWeek: 'monday' },
        { type: 'numbered', numberOfOccurrences: 2 },
      ),
      ['05-31', '06-14'],
    ],
    [
      'the 31st, or the last day of a shorter month',
      repeated('2026-05-31', { type: 'absoluteMonthly', dayOfMonth: 31 }),
      ['05-31', '06-30'],
    ],
  ])('%s', async (_what, event, days) => {
    expect((await put(awa.mail, event)).status).toBe(201);

    const found = await startsOf(awa.mail, '2026-05-20', '2026-07-10');
    expect(found.map((start: string) => start.slice(5, 10))).toEqual(days);
  });

  test('is not free in the availability view, with the digit of its kind', async () => {
    const off = { showAs: 'oof' };
    await put(marc.mail, { ...repeated('2026-05-05', { type: 'daily' }), ...off });

    const view = (await look(marc.mail, '2026-05-11T08:00:00', '2026-05-11T11:00:00'))
      .availabilityView;
    expect(view).toBe('030');
  });

  test('is read in the calendar view as occurrences of one series', async () => {
    const weekly = { type: 'weekly', daysOfWeek: ['tuesday'] };
    const made = (await put(programme, repeated('2026-05-05', weekly))).body;
    const window = 'startDateTime=2026-05-01T00:00:00Z&endDateTime=2026-05-15T00:00:00Z';
    const prefer = { prefer: 'IdType="ImmutableId"' };

    const path = `/v1.0/users/${programme}/calendarView?${window}`;
    const { value } = (await asApp(emulator, 'GET', path, undefined, prefer)).body;
    const again = (await asApp(emulator, 'GET', path, undefined, prefer)).body.value;

    expect(made).toMatchObject({ type: 'seriesMaster', seriesMasterId: null });
    expect(value).toMatchObject([
      {
        type: 'occurrence',
        seriesMasterId: made.id,
        start: { dateTime: '2026-05-05T07:00:00.0000000' },
      },
      {
        type: 'occurrence',
        seriesMasterId: made.id,
        start: { dateTime: '2026-05-12T07:00:00.0000000' },
      },
    ]);
    expect(new Set([made, ...value].map(({ id }) => id)).size).toBe(3);
    expect(new Set([made, ...value].map(({ iCalUId }) => iCalUId)).size).toBe(3);
    expect(again).toEqual(value);
    const read = (id: string, method = 'GET', body?: object) =>
      asApp(emulator, method, `/v1.0/users/${programme}/events/${id}`, body, prefer);
    expect((await read(value[1].id)).body).toEqual(value[1]);
    expect((await read(value[1].id, 'PATCH', { subject: 'Autre' })).status).toBe(501);
    expect((await read(value[1].id.replace('20260512', '20260513'))).status).toBe(404);
  });

  test('fills a year of the calendar page, and leaves it with its series', async () => {
    const weekly = { type: 'weekly', daysOfWeek: ['tuesday'] };
    const { id } = (await put(awa.mail, repeated('2026-04-14', weekly))).body;
    const list = async () => (await ask(emulator, 'GET', `/_emulator/calendar/${awa.mail}`)).body;

    const found = await list();
    expect(found).toHaveLength(48);
    expect(found.at(-1).start.dateTime).toContain('2027-03-09T08:00');
    await ask(emulator, 'DELETE', `/_emulator/calendar/${awa.mail}/${id}`);
    expect(await list()).toEqual([]);
  });

  test('is counted from where it was made, for somebody far away', async () => {
    const daily = repeated('2026-05-05', { type: 'daily' });
    await put(paul.mail, {
      ...daily,
      ...lasting('2026-05-05', '08:00', '09:00', 'Indian/Reunion'),
    });

    const starts = await startsOf(paul.mail, '2026-05-05', '2026-05-07');
    expect(starts).toEqual(['2026-05-05T04:00', '2026-05-06T04:00']);
  });

  const daily = { type: 'daily' };
  test.each([
    ['attendees', { ...repeated('2026-05-05', daily), attendees: invite(marc.mail) }, 501],
    ['a pattern not imitated', repeated('2026-05-05', { type: 'relativeMonthly' }), 501],
    ['another first day', { ...repeated('2026-05-05', daily), ...lasting('2026-05-06') }, 400],
    ['no day of the week', repeated('2026-05-05', { type: 'weekly', daysOfWeek: [] }), 400],
    ['an interval of none', repeated('2026-05-05', { type: 'daily', interval: 0 }), 400],
    ['a 32nd', repeated('2026-05-05', { type: 'absoluteMonthly', dayOfMonth: 32 }), 400],
  ])('with %s is refused', async (_what, event, status) => {
    expect((await put(awa.mail, event)).status).toBe(status);
    expect((await ask(emulator, 'GET', `/_emulator/calendar/${awa.mail}`)).body).toEqual([]);
  });

  test('is not moved as a whole, and Graph makes none', async () => {
    const { id } = (await put(awa.mail, repeated('2026-05-05', daily))).body;
    const move = lasting('2026-05-06');

    const moved = await ask(emulator, 'PATCH', `/_emulator/calendar/${awa.mail}/${id}`, move);
    const graph = await asApp(
      emulator,
      'POST',
      `/v1.0/users/${programme}/events`,
      repeated('2026-05-05', daily),
    );

    expect(moved.status).toBe(501);
    expect(graph.status).toBe(501);
  });
});

describe('a whole day', () => {
  const wholeDay = (from: string, to: string, zone = 'Europe/Paris') => ({
    start: { dateTime: `${from}T00:00:00`, timeZone: zone },
    end: { dateTime: `${to}T00:00:00`, timeZone: zone },
    isAllDay: true,
  });

  test('takes every hour from midnight to midnight of its zone', async () => {
    await put(awa.mail, { ...wholeDay('2026-03-29', '2026-03-30'), showAs: 'oof' });

    // The day on which the clocks go forward has 23 hours.
    const { availabilityView, scheduleItems } = await look(
      awa.mail,
      '2026-03-28T23:00:00',
      '2026-03-30T01:00:00',
    );
    expect(availabilityView).toBe(`0${'3'.repeat(23)}0`);
    expect(scheduleItems).toHaveLength(1);
  });

  test.each([
    ['from midnight to the next midnight', wholeDay('2026-05-05', '2026-05-06'), 201],
    ['of three days', wholeDay('2026-05-05', '2026-05-08'), 201],
    ['of no day', wholeDay('2026-05-05', '2026-05-05'), 400],
    ['of some hours', { ...lasting('2026-05-05'), isAllDay: true }, 400],
    [
      'that ends in another zone',
      { ...wholeDay('2026-05-05', '2026-05-06'), end: wholeDay('', '2026-05-07', 'UTC').end },
      400,
    ],
  ])('%s', async (_what, event, status) => {
    expect((await put(awa.mail, event)).status).toBe(status);
  });
});
