import { afterEach, describe, expect, test } from 'vitest';
import { type Asked, type FakeGraph, fakeGraph, faultOf, mailbox } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const anEvent = (id: string) => ({
  id,
  iCalUId: `ical-${id}`,
  changeKey: 'ck1',
  start: { dateTime: '2026-04-28T08:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-04-28T09:00:00.0000000', timeZone: 'UTC' },
  attendees: [
    {
      emailAddress: { address: 'Marc@chu.example' },
      status: { response: 'declined' },
      proposedNewTime: {
        start: { dateTime: '2026-04-29T08:00:00.0000000', timeZone: 'UTC' },
        end: { dateTime: '2026-04-29T09:00:00.0000000', timeZone: 'UTC' },
      },
    },
  ],
});
const idOf = ({ path }: Asked) => /events\/([^?]+)/.exec(path)?.[1] ?? '';
const ids = (count: number) => Array.from({ length: count }, (_, at) => `id-${at}`);

describe('several events read by their ids', () => {
  test.each([
    [1, [undefined]],
    [2, [2]],
    [20, [20]],
    [21, [20, 1]],
    [41, [20, 20, 1]],
  ])('%i of them go twenty to a request', async (count, groups) => {
    fake = await fakeGraph((asked) => ({ status: 200, body: anEvent(idOf(asked)) }));

    const found = await fake.graph.calendar.read(ids(count));

    expect([...found.keys()]).toEqual(ids(count));
    const sizes = fake.asked.map(({ inBatch }) => inBatch);
    expect(sizes).toEqual(groups.flatMap((size) => Array.from({ length: size ?? 1 }, () => size)));
  });

  test('each keep their own answer: one that is gone hides no other', async () => {
    fake = await fakeGraph((asked) =>
      idOf(asked) === 'id-1'
        ? { status: 404, body: { error: { code: 'ErrorItemNotFound' } } }
        : { status: 200, body: anEvent(idOf(asked)) },
    );

    const found = await fake.graph.calendar.read(ids(3));

    expect(found.get('id-1')).toBe('gone');
    expect(found.get('id-2')).toMatchObject({ graphId: 'id-2' });
  });

  test('tell of a wished time, and ask for neither subject nor body', async () => {
    fake = await fakeGraph((asked) => ({ status: 200, body: anEvent(idOf(asked)) }));

    const found = await fake.graph.calendar.read(ids(2));

    expect(found.get('id-0')).toMatchObject({
      answers: [
        {
          mail: 'marc@chu.example',
          response: 'declined',
          proposed: { start: Date.UTC(2026, 3, 29, 8), end: Date.UTC(2026, 3, 29, 9) },
        },
      ],
    });
    expect(fake.asked[0]?.path).toMatch(`/v1.0/users/${mailbox}/events/id-0?$select=id,`);
    expect(fake.asked[0]?.path).not.toMatch(/subject|body/i);
    expect(fake.asked[0]?.headers.prefer ?? fake.asked[0]?.headers.Prefer).toBe(
      'IdType="ImmutableId"',
    );
  });

  test('that are throttled one by one are a fault that says how long to wait', async () => {
    fake = await fakeGraph(() => ({
      status: 429,
      headers: { 'Retry-After': '7' },
      body: { error: { code: 'ApplicationThrottled' } },
    }));

    expect(await faultOf(fake.graph.calendar.read(ids(2)))).toMatchObject({
      ...{ status: 429, code: 'ApplicationThrottled', retryAfter: 7_000 },
    });
  });

  test('of which the whole batch is refused are a fault too', async () => {
    fake = await fakeGraph(() => 'drop');

    expect(await faultOf(fake.graph.calendar.read(ids(2)))).toMatchObject({ status: undefined });
  });
});
