import { describe, expect, test } from 'vitest';
import { correctMeeting, listDue, recordMeeting } from '../../src/usecases/record-meeting.ts';
import { aCohort, awa, marc, p01, paris } from '../support/people.ts';
import { aWorld, decides } from '../support/world.ts';

const world = aWorld();

const note = (by: { id: string }, date: string) =>
  recordMeeting(world.deps, { person: by.id }, { pair: p01.id, date, themes: ['skills'] });
const correct = (by: { id: string }, meeting: string, date: string, themes: string[]) =>
  correctMeeting(world.deps, { person: by.id }, { meeting, date, themes });

describe('a cohort that records at its checkpoints', () => {
  test('has its rows written at mid-term, and not before', async () => {
    await decides(world, { recording: 'at-checkpoints' });
    await note(awa, '2026-04-20');

    await world.settle(paris('2026-10-08', '08:59'));
    expect(world.list.rows()).toEqual([]);

    await world.settle(paris('2026-10-08', '09:00'));
    expect(world.list.rows()).toHaveLength(1);
  });

  test('sees of a corrected meeting what is true at mid-term', async () => {
    await decides(world, { recording: 'at-checkpoints' });
    const done = await note(awa, '2026-04-20');
    if ('meeting' in done) await correct(marc, done.meeting, '2026-04-19', ['other']);

    await world.settle(paris('2026-10-08', '09:00'));

    expect(world.list.rows()).toEqual([{ pairCode: 'P01', day: '2026-04-19', themes: ['other'] }]);
    expect(world.list.made()).toBe(1);
  });

  const later = {
    ...aCohort,
    settings: { ...aCohort.settings, recording: 'at-checkpoints' as const },
  };
  const midterm = paris('2026-10-08', '09:00');
  const closing = paris('2027-03-25', '09:00');

  test.each([
    ['before mid-term', midterm - 1, midterm],
    ['at mid-term', midterm, closing],
    ['before closing', closing - 1, closing],
    ['at closing', closing, closing],
    ['after closing', closing + 1, closing + 1],
  ])('%s', (_when, now, due) => {
    expect(listDue(later, now)).toBe(due);
    expect(listDue(aCohort, now)).toBe(now);
  });
});
