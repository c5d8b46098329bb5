import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Asked, type FakeGraph, fakeGraph, faultOf } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const day = 86_400_000;
const monday = Date.UTC(2026, 3, 20);
const mails = (count: number) => Array.from({ length: count }, (_, i) => `p${i}@chu.example`);

const asking = z.object({
  schedules: z.array(z.string()),
  startTime: z.object({ dateTime: z.string(), timeZone: z.literal('UTC') }),
  endTime: z.object({ dateTime: z.string(), timeZone: z.literal('UTC') }),
});
const daysOf = (asked: Asked) => {
  const { startTime, endTime } = asking.parse(asked.body);
  return (Date.parse(`${endTime.dateTime}Z`) - Date.parse(`${startTime.dateTime}Z`)) / day;
};

/** Everybody busy for the first hour of what is asked, but those named, who cannot be read. */
const schedules = (asked: Asked, unreadable: string[] = []) => {
  const { schedules: people, startTime } = asking.parse(asked.body);
  const end = new Date(Date.parse(`${startTime.dateTime}Z`) + 3_600_000).toISOString();
  const hour = { start: startTime, end: { dateTime: end.slice(0, 19), timeZone: 'UTC' } };
  const value = people.map((scheduleId) =>
    unreadable.includes(scheduleId)
      ? { scheduleId, error: { responseCode: '5009' } }
      : { scheduleId: scheduleId.toUpperCase(), scheduleItems: [{ status: 'busy', ...hour }] },
  );
  return { status: 200, body: { value } };
};

test.each([
  [1, 1, [1]],
  [20, 1, [20]],
  [21, 2, [20, 1]],
])(
  '%i people are asked for in %i request(s), twenty at most in each',
  async (count, _n, groups) => {
    fake = await fakeGraph((asked) => schedules(asked));

    const found = await fake.graph.calendar.busy(mails(count), {
      start: monday,
      end: monday + day,
    });

    expect(fake.asked.map(({ body }) => asking.parse(body).schedules.length)).toEqual(groups);
    expect([...found.keys()]).toEqual(mails(count));
  },
);

test.each([
  [61, [61]],
  [62, [61, 1]],
  [130, [61, 61, 8]],
])('%i days are asked for in pieces of 61 at most', async (days, pieces) => {
  fake = await fakeGraph((asked) => schedules(asked));

  const found = await fake.graph.calendar.busy(['awa@chu.example'], {
    start: monday,
    end: monday + days * day,
  });

  expect(fake.asked.map(daysOf)).toEqual(pieces);
  const awa = found.get('awa@chu.example');
  expect(awa).toMatchObject({ known: true, busy: pieces.map(() => expect.anything()) });
});

test('who cannot be read in one piece of the window is unknown for all of it', async () => {
  let piece = 0;
  fake = await fakeGraph((asked) => {
    piece += 1;
    return schedules(asked, piece === 1 ? ['awa@chu.example'] : []);
  });

  const window = { start: monday, end: monday + 100 * day };
  const found = await fake.graph.calendar.busy(['awa@chu.example', 'marc@chu.example'], window);

  expect(found.get('awa@chu.example')).toEqual({ known: false, reason: '5009' });
  expect(found.get('marc@chu.example')).toMatchObject({ known: true });
});

test('one mail in two spellings is one person, by the lower-case one', async () => {
  fake = await fakeGraph((asked) => schedules(asked));

  const window = { start: monday, end: monday + day };
  const found = await fake.graph.calendar.busy(['Awa@Chu.example', 'awa@chu.example'], window);

  expect([...found.keys()]).toEqual(['awa@chu.example']);
});

test('somebody the answer leaves out is unknown', async () => {
  fake = await fakeGraph(() => ({ status: 200, body: { value: [] } }));

  const window = { start: monday, end: monday + day };
  const found = await fake.graph.calendar.busy(['awa@chu.example'], window);

  expect(found.get('awa@chu.example')).toEqual({ known: false, reason: 'no-answer' });
});

test('a call refused as a whole leaves everybody unknown, with the reason', async () => {
  const refusal = { error: { code: 'ErrorAccessDenied', message: 'Access is denied.' } };
  fake = await fakeGraph(() => ({ status: 403, body: refusal }));

  const window = { start: monday, end: monday + day };
  const found = await fake.graph.calendar.busy(mails(2), window);

  const unknown = { known: false, reason: 'ErrorAccessDenied' };
  expect([...found.values()]).toEqual([unknown, unknown]);
});

test('a call that fails tells nothing of anybody: it is a fault', async () => {
  fake = await fakeGraph(() => ({ status: 503, body: {} }));

  const window = { start: monday, end: monday + day };

  expect(await faultOf(fake.graph.calendar.busy(mails(1), window))).toMatchObject({ status: 503 });
});
