import { describe, expect, test } from 'vitest';
import { readSchedule } from '../../src/graph/schedule.ts';

/** Tuesday 28 April 2026, two hours from 10:00 in Paris. */
const ten = Date.UTC(2026, 3, 28, 8);
const quarter = 15 * 60_000;
const window = { start: ten, end: ten + 8 * quarter };

const item = (status: string, from: number, to: number) => ({
  status,
  start: graph(from),
  end: graph(to),
  subject: 'Entretien délicat',
  location: 'Bureau 12',
});
const graph = (at: number) => ({
  dateTime: `${new Date(at).toISOString().slice(0, 19)}.0000000`,
  timeZone: 'UTC',
});

describe('an item of a schedule', () => {
  test.each([
    ['tentative', 'tentative'],
    ['busy', 'busy'],
    ['oof', 'oof'],
    ['workingElsewhere', 'working-elsewhere'],
    ['unknown', 'busy'],
    ['a status of tomorrow', 'busy'],
    ['constructor', 'busy'],
    ['free', null],
  ])('that is %s takes the time as %s', (status, kind) => {
    const told = { availabilityView: '', scheduleItems: [item(status, ten, ten + quarter)] };

    const free = readSchedule(told, window);

    const busy = kind ? [{ start: ten, end: ten + quarter, kind }] : [];
    expect(free).toEqual({ known: true, busy, hours: null });
  });

  test('keeps its exact times, whatever the slots of the view say', () => {
    const minutes = (count: number) => ten + count * 60_000;
    const told = {
      availabilityView: '22000000',
      scheduleItems: [item('busy', minutes(5), minutes(20))],
    };

    expect(readSchedule(told, window)).toEqual({
      known: true,
      busy: [{ start: minutes(5), end: minutes(20), kind: 'busy' }],
      hours: null,
    });
  });

  test('does not hide what only the view tells of', () => {
    const told = {
      availabilityView: '20000330',
      scheduleItems: [item('busy', ten, ten + quarter)],
    };

    expect(readSchedule(told, window)).toMatchObject({
      busy: [
        { start: ten, end: ten + quarter, kind: 'busy' },
        { start: ten + 5 * quarter, end: ten + 7 * quarter, kind: 'oof' },
      ],
    });
  });

  test('that ends before it begins makes the calendar unknown', () => {
    const told = { scheduleItems: [item('busy', ten + quarter, ten)] };

    expect(readSchedule(told, window)).toEqual({ known: false, reason: 'malformed' });
  });

  test('beside a view that cannot be read leaves the calendar unknown', () => {
    const told = { availabilityView: '2x', scheduleItems: [item('busy', ten, ten + quarter)] };

    expect(readSchedule(told, window)).toEqual({ known: false, reason: 'malformed' });
  });

  test('gives away neither subject nor place', () => {
    const free = readSchedule({ scheduleItems: [item('busy', ten, ten + quarter)] }, window);

    expect(JSON.stringify(free)).not.toMatch(/Entretien|Bureau/);
  });
});

describe('a view without items', () => {
  test.each([
    ['00000000', []],
    ['44440000', [[0, 4, 'working-elsewhere']]],
    [
      '02100300',
      [
        [1, 2, 'busy'],
        [2, 3, 'tentative'],
        [5, 6, 'oof'],
      ],
    ],
    ['22222222', [[0, 8, 'busy']]],
  ] as [string, [number, number, string][]][])(
    '%s is read by its slots',
    (availabilityView, runs) => {
      const busy = runs.map(([from, to, kind]) => ({
        start: ten + from * quarter,
        end: ten + to * quarter,
        kind,
      }));

      expect(readSchedule({ availabilityView, scheduleItems: [] }, window)).toEqual({
        known: true,
        busy,
        hours: null,
      });
    },
  );

  test.each([
    ['empty', ''],
    ['a slot short', '0000000'],
    ['of other characters', '0000x000'],
    ['absent', null],
  ])('%s is unknown, never free', (_what, availabilityView) => {
    expect(readSchedule({ availabilityView }, window)).toEqual({
      known: false,
      reason: 'malformed',
    });
  });
});

describe('a calendar that cannot be read is unknown', () => {
  test.each([
    ['elsewhere', { error: { responseCode: '5009' }, availabilityView: '00000000' }, '5009'],
    ['for a reason not given', { error: {} }, 'error'],
    ['for a reason in words', { error: { responseCode: 'Awa is away' } }, 'error'],
    ['in another zone', { scheduleItems: [aParisItem()] }, 'malformed'],
    ['as nonsense', { scheduleItems: 'none' }, 'malformed'],
  ])('%s', (_where, told, reason) => {
    expect(readSchedule(told, window)).toEqual({ known: false, reason });
  });
});

function aParisItem() {
  const dateTime = '2026-04-28T10:00:00.0000000';
  const moment = { dateTime, timeZone: 'Romance Standard Time' };
  return { status: 'busy', start: moment, end: moment };
}
