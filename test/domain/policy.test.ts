import { describe, expect, test } from 'vitest';
import {
  actions,
  can,
  canInCohort,
  cohortActions,
  confirmed,
  onPage,
} from '../../src/domain/policy.ts';
import { actors, cohorts, expected, pairs, standingRules, tableOf } from './policy-cells.ts';

const table = tableOf(standingRules);
const people = Object.entries(actors);

describe('who may do what to which pair', () => {
  const cells = actions.flatMap((action) =>
    Object.keys(pairs).map((pair) => [action, pair] as const),
  );

  test.each(cells)('%s, of %s', (action, pair) => {
    const on = pairs[pair];
    const allowed = people.filter(([, actor]) => on !== undefined && can(actor, action, on));

    expect(allowed.map(([name]) => name).join(' ')).toBe(expected[action]?.[pair]);
  });
});

describe('who may do what to which cohort', () => {
  const cells = cohortActions.flatMap((action) =>
    Object.keys(cohorts).map((cohort) => [action, cohort] as const),
  );

  test.each(cells)('%s, %s', (action, cohort) => {
    const on = cohorts[cohort];
    const allowed = people.filter(
      ([, actor]) => on !== undefined && canInCohort(actor, action, on),
    );

    expect(allowed.map(([name]) => name).join(' ')).toBe(expected[action]?.[cohort]);
  });
});

test('every action has its line in the table, and the table no other', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(expected).sort());
});

test('a pilot may do nothing to any pair', () => {
  const { nadia } = actors;

  for (const action of actions)
    for (const on of Object.values(pairs)) expect(nadia && can(nadia, action, on)).toBe(false);
});

describe('on a page, the token confirms what the cohort’s table says', () => {
  const rose = { person: 'rose', coachOf: ['c2026'], pilotOf: ['c2026'] };

  test.each([
    [[], [], []],
    [['Coach'], ['c2026'], []],
    [['Pilot'], [], ['c2026']],
    [['Coach', 'Pilot'], ['c2026'], ['c2026']],
    [['coach', 'Coaches', 'Admin', ''], [], []],
  ])('%j', (roles, coachOf, pilotOf) => {
    expect(confirmed(rose, roles)).toEqual({ person: 'rose', coachOf, pilotOf });
  });

  test('a role of the token alone gives nothing', () => {
    const ines = { person: 'ines', coachOf: [], pilotOf: [] };

    expect(confirmed(ines, ['Coach', 'Pilot'])).toEqual(ines);
  });

  const lists = (cohort: string) => (actor: typeof rose) =>
    canInCohort(actor, 'pairs.list', { cohort });
  test.each([
    ['both give it', ['Coach'], 'c2026', 'yes'],
    ['the token lacks it', ['Pilot'], 'c2026', 'app-role'],
    ['the token has none', [], 'c2026', 'app-role'],
    ['the table lacks it', ['Coach'], 'c2025', 'not-found'],
    ['neither gives it', [], 'c2025', 'not-found'],
  ] as const)('%s', (_, roles, cohort, verdict) => {
    expect(onPage(rose, roles, lists(cohort))).toBe(verdict);
  });
});
