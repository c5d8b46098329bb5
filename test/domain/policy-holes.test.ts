import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/people.ts';
import {
  type Action,
  type CohortAction,
  type CohortSubject,
  cohortRules,
  pairRules,
  type Rule,
  type Subject,
} from '../../src/domain/policy.ts';
import { coachRoutes } from '../../src/web/coach-routes.ts';
import { programmeRoutes } from '../../src/web/programme-routes.ts';
import { reportRoutes } from '../../src/web/report-routes.ts';
import { type Route, routes } from '../../src/web/routes.ts';
import { ballotRoute, surveyLinkRoutes, surveyTabRoutes } from '../../src/web/survey-routes.ts';
import { tabRoutes } from '../../src/web/tab-routes.ts';
import { waveRoutes } from '../../src/web/wave-routes.ts';
import { expected, type Rules, standingRules, tableOf } from './policy-cells.ts';

const everybody = () => true;
const nobody = () => false;
const coachHere = (actor: Actor, on: CohortSubject) => actor.coachOf.includes(on.cohort);
const pilotHere = (actor: Actor, on: CohortSubject) => actor.pilotOf.includes(on.cohort);
const anyCoach = (actor: Actor) => actor.coachOf.length > 0;
const named = (actor: Actor, on: Subject) => on.answering.includes(actor.person);
const mentee = (actor: Actor, on: Subject) => actor.person === on.mentee;

const pair = (action: Action, rule: Rule<Subject>): Rules => ({
  ...standingRules,
  pair: { ...pairRules, [action]: rule },
});
const cohort = (action: CohortAction, rule: Rule<CohortSubject>): Rules => ({
  ...standingRules,
  cohort: { ...cohortRules, [action]: rule },
});

/** One rule is another one: what somebody in a hurry may write, and what nobody may miss. */
const holes: [hole: string, rules: Rules, where: string][] = [
  ['anybody reads a pair', pair('pair.read', everybody), 'pair.read'],
  [
    'the pilot reads a pair',
    pair('pair.read', (a, on) => coachHere(a, on) || pilotHere(a, on)),
    'pair.read',
  ],
  ['a coach of any cohort reads a pair', pair('pair.read', anyCoach), 'pair.read'],
  ['the two read their coach’s sheet', pair('pair.read', pairRules['meetings.read']), 'pair.read'],
  ['every coach reads alerts', pair('alert.read', coachHere), 'alert.read'],
  ['every coach acts on alerts', pair('alert.act', coachHere), 'alert.act'],
  ['who is named is asked for no role', pair('alert.act', named), 'alert.act'],
  [
    'nobody named is nobody’s',
    pair('alert.read', (a, on) => coachHere(a, on) && named(a, on)),
    'alert.read',
  ],
  ['the pilot hands a pair over', pair('pair.hand-over', pilotHere), 'pair.hand-over'],
  ['any coach takes a pair over', pair('pair.hand-over', coachHere), 'pair.hand-over'],
  ['the two close their pair', pair('pair.close', pairRules['pair.stop']), 'pair.close'],
  ['a coach asks for a stop', pair('pair.stop', pairRules['pair.close']), 'pair.stop'],
  ['the mentor is left out', pair('meeting.answer', mentee), 'meeting.answer'],
  [
    'a coach records a meeting',
    pair('meeting.record', pairRules['meetings.read']),
    'meeting.record',
  ],
  ['every coach ends a pause', pair('pair.resume', pairRules['meetings.read']), 'pair.resume'],
  ['nobody sets a pause', pair('pair.set-pause', nobody), 'pair.set-pause'],
  ['the pilot lists pairs', cohort('pairs.list', cohortRules['report.read']), 'pairs.list'],
  [
    'the pilot takes the meetings away',
    cohort('meetings.export', cohortRules['report.export']),
    'meetings.export',
  ],
  ['any coach reads any report', cohort('report.read', anyCoach), 'report.read'],
  ['the pilot imports a cohort', cohort('programme.import', pilotHere), 'programme.import'],
  ['everybody saves the settings', cohort('programme.save', everybody), 'programme.save'],
  ['the pilot has no report', cohort('report.read', coachHere), 'report.read'],
  [
    'the pilot sees what is asked, and how far a questionnaire is',
    cohort('waves.read', cohortRules['synthesis.read']),
    'waves.read',
  ],
  ['any coach sees any questionnaire', cohort('waves.read', anyCoach), 'waves.read'],
  [
    'the pilot reads a synthesis before it is shared',
    cohort('synthesis.preview', cohortRules['synthesis.read']),
    'synthesis.preview',
  ],
  ['the pilot shares a synthesis', cohort('synthesis.release', pilotHere), 'synthesis.release'],
  ['anybody shares a synthesis', cohort('synthesis.release', everybody), 'synthesis.release'],
  ['any coach shares any synthesis', cohort('synthesis.release', anyCoach), 'synthesis.release'],
  ['the pilot has no synthesis', cohort('synthesis.read', coachHere), 'synthesis.read'],
  [
    'anybody reads a synthesis as the committee',
    cohort('synthesis.read', everybody),
    'synthesis.read',
  ],
];

describe('a hole in the policy shows in the table of cells', () => {
  test('the policy as it stands has none', () => {
    expect(tableOf(standingRules)).toEqual(expected);
  });

  test.each(holes)('%s', (_, rules, where) => {
    const table = tableOf(rules);
    const differs = Object.keys(expected).filter(
      (action) => JSON.stringify(table[action]) !== JSON.stringify(expected[action]),
    );

    expect(differs).toEqual([where]);
  });
});

/** What stands before people's data: rows that anybody may knock at are named, each with its reason. */
const open: Record<string, string> = {
  '/healthz': 'says nothing of anybody',
  '/api/link/read': 'the link’s own token says whose it is',
  '/api/link/act': 'the link’s own token says whose it is',
  '/api/link/renew': 'answers the same to everybody',
  '/api/link/survey-sign': 'the link’s own token says whose it is',
  '/api/survey/ballot': 'the token that was signed unseen says that it may be counted, and no more',
};
const unguarded = (all: readonly Route[]) =>
  all
    .filter(({ path, signedIn }) => !signedIn && !Object.hasOwn(open, path))
    .map(({ path }) => path);

describe('a row of the API without its check', () => {
  const all = [
    ...[...routes, ...surveyLinkRoutes, ballotRoute, ...tabRoutes, ...surveyTabRoutes],
    ...[...coachRoutes, ...programmeRoutes, ...reportRoutes, ...waveRoutes],
  ];

  test('stands nowhere', () => {
    expect(unguarded(all)).toEqual([]);
  });

  test.each(all.filter(({ signedIn }) => signedIn).map(({ path }) => path))(
    '%s is noticed',
    (path) => {
      const planted = all.map((row) => {
        const { signedIn: _, ...rest } = row;
        return row.path === path ? rest : row;
      });

      expect(unguarded(planted)).toEqual([path]);
    },
  );

  test.each(all.filter(({ signedIn }) => signedIn))(
    '$path answers nobody when it is reached',
    async (row) => {
      // Neither store nor body is looked at: there is none here.
      const answer = await row.handle({} as never, {});

      expect(answer).toEqual({ status: 401, body: { refused: 'sign-in' } });
    },
  );
});
