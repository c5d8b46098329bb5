import { describe, expect, test } from 'vitest';
import { slotText } from '../../src/domain/slot-text.ts';
import type { PlanView } from '../../src/domain/view.ts';
import { whyNotWhole } from '../../src/usecases/whole-draft.ts';
import { nowhere, p01, slot } from '../support/people.ts';
import { drafted } from '../support/planned-year.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const dates = (...texts: string[]): PlanView['dates'] => texts.map((text) => ({ slot: text }));
const may = slotText(slot('2026-05-05', '10:00'));
const june = slotText(slot('2026-06-09', '10:00'));

async function why(change: Partial<PlanView>): Promise<string | null> {
  const view = await drafted(world);
  return whyNotWhole(world.db.read, p01, { ...view, ...change });
}

test('a draft as it was drawn up is whole', async () => {
  expect(await why({})).toBeNull();
  expect(await why({ dates: dates(may, june) })).toBeNull();
});

describe('a draft is not one of ours', () => {
  test.each<[string, Partial<PlanView>, string]>([
    ['with words in a date’s place', { dates: dates('demain') }, 'slot-unreadable'],
    [
      'with a day there is not',
      { dates: dates('2026-06-31T10:00/2026-06-31T11:00') },
      'no-such-day',
    ],
    [
      'with a date longer than the others',
      { dates: dates(may, slotText(slot('2026-06-09', '10:00', 61))) },
      'wrong-values',
    ],
    ['with a length that nobody offers', { minutes: 480 }, 'wrong-values'],
    ['in another order', { dates: dates(june, may) }, 'wrong-values'],
    ['with a date twice', { dates: dates(may, may) }, 'wrong-values'],
    [
      'with two dates that overlap by a minute',
      {
        dates: dates(may, slotText(slot('2026-05-05', '10:59'))),
      },
      'wrong-values',
    ],
    [
      'with a meeting put at two dates',
      { dates: [may, june].map((text) => ({ slot: text, meeting: nowhere })) },
      'wrong-values',
    ],
    [
      'before the launch',
      { dates: dates(slotText(slot('2026-04-13', '10:00'))) },
      'outside-programme',
    ],
    [
      'on the closing day',
      { dates: dates(slotText(slot('2027-03-25', '10:00'))) },
      'outside-programme',
    ],
    [
      'with more dates than a year may have',
      {
        dates: dates(
          ...[4, 5, 6, 7, 11, 12, 13, 18, 19].map((day) =>
            slotText(slot(`2026-05-${String(day).padStart(2, '0')}`, '10:00')),
          ),
        ),
      },
      'wrong-values',
    ],
  ])('%s', async (_, change, refusal) => {
    expect(await why(change)).toBe(refusal);
  });

  test('but one date after the other, on the launch day, or on the closing day’s eve, may be', async () => {
    const next = slotText(slot('2026-05-05', '11:00'));
    expect(await why({ dates: dates(may, next) })).toBeNull();
    expect(await why({ dates: dates(slotText(slot('2026-04-14', '10:00'))) })).toBeNull();
    expect(await why({ dates: dates(slotText(slot('2027-03-24', '17:00'))) })).toBeNull();
  });
});
