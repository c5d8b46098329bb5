import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/people.ts';
import { type Action, actions, can, type Subject } from '../../src/domain/policy.ts';

const cohort = 'c2026';
const pair: Subject = { cohort, mentee: 'awa', mentor: 'marc', answering: ['rose'] };

const actors: Record<string, Actor> = {
  mentee: { person: 'awa', coachOf: [], pilotOf: [] },
  mentor: { person: 'marc', coachOf: [], pilotOf: [] },
  'coach who answers for the pair': { person: 'rose', coachOf: [cohort], pilotOf: [] },
  'coach of the cohort': { person: 'paul', coachOf: [cohort], pilotOf: [] },
  'coach of another cohort': { person: 'lea', coachOf: ['c2025'], pilotOf: [] },
  pilot: { person: 'nadia', coachOf: [], pilotOf: [cohort] },
  'mentee of another pair': { person: 'ines', coachOf: [], pilotOf: [] },
  'referent who is no coach any more': { person: 'rose', coachOf: [], pilotOf: [] },
};

const pairOnly = ['mentee', 'mentor'];
/** Who may do what to the pair; everybody else may not. */
const table: Record<Action, string[]> = {
  'meeting.propose': pairOnly,
  'meeting.answer': pairOnly,
  'meeting.move': pairOnly,
  'meeting.cancel': pairOnly,
  'meeting.record': pairOnly,
  'meeting.correct': pairOnly,
  'meetings.read': [...pairOnly, 'coach who answers for the pair', 'coach of the cohort'],
  'referent.call': pairOnly,
  'alert.read': ['coach who answers for the pair'],
  'alert.act': ['coach who answers for the pair'],
  'pair.pause': pairOnly,
  'pair.stop': pairOnly,
  'pair.set-pause': ['coach who answers for the pair'],
  'pair.close': ['coach who answers for the pair'],
};

describe('who may do what to a pair', () => {
  test.each(actions)('%s', (action) => {
    const allowed = Object.keys(actors).filter((name) => {
      const actor = actors[name];
      return actor !== undefined && can(actor, action, pair);
    });

    expect(allowed).toEqual(table[action]);
  });

  test('every action has its line here', () => {
    expect(Object.keys(table).sort()).toEqual([...actions].sort());
  });
});
