import { beforeEach, describe, expect, test } from 'vitest';
import { cohortOfMany, eachMet, listed } from '../support/cohort-of-many.ts';
import { emptyAudit } from '../support/forced-audit.ts';
import { aCohort, awa, nadia, nowhere, paris, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';
import { answerOf, servedTo, tokenOf } from './served-world.ts';

const world = aWorld();
const as = tokenOf;
const post = servedTo(world, '/api/report', [awa, rose, nadia]);
beforeEach(async () => {
  await emptyAudit(world.db.opened.sql);
  world.clock.now = paris('2026-06-10', '09:00');
  await cohortOfMany(world, 14);
  await listed(world, eachMet(14, '2026-05-05', ['skills']));
});
const noToken = (): string | undefined => undefined;
const csv = { format: 'csv', what: 'aggregates' };

describe('the overview', () => {
  test('is read by the pilot and by a coach', async () => {
    for (const who of [as(nadia, 'Pilot'), as(rose, 'Coach')]) {
      expect(await answerOf(post('read', who))).toMatchObject({
        status: 200,
        body: { page: { until: '2026-05-31', meetings: { held: 14 } } },
      });
    }
  });

  test.each([
    ['without a token', noToken, {}, 401, 'sign-in'],
    ['by somebody without the app’s role', () => as(nadia), {}, 403, 'app-role'],
    ['by a participant', () => as(awa, 'Pilot', 'Coach'), {}, 404, 'not-found'],
    ['of another cohort', () => as(nadia, 'Pilot'), { cohort: nowhere }, 404, 'not-found'],
    ['of no cohort at all', () => as(nadia, 'Pilot'), { cohort: "' or 1=1" }, 404, 'not-found'],
    ['of a pair', () => as(nadia, 'Pilot'), { pair: nowhere }, 400, 'wrong-values'],
    ['with a role it is given', () => as(awa), { roles: ['Pilot'] }, 400, 'wrong-values'],
  ] as const)('is not read %s', async (_how, who, body, status, refused) => {
    expect(await answerOf(post('read', who(), body))).toEqual({ status, body: { refused } });
    const wish = { ...csv, ...body };
    expect(await answerOf(post('export', who(), wish))).toEqual({ status, body: { refused } });
  });
});

describe('a file', () => {
  test('leaves as one that is kept, not shown', async () => {
    const answer = await post('export', as(rose, 'Coach'), { format: 'csv', what: 'meetings' });

    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="telemaque-rencontres-2026-06-10.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toContain('M14;05/05/2026;Développement des compétences\r\n');
  });

  test('is a workbook when that is asked for', async () => {
    const answer = await post('export', as(nadia, 'Pilot'), { ...csv, format: 'xlsx' });

    expect(answer.headers.get('content-disposition')).toContain(
      'telemaque-vue-d-ensemble-2026-06-10.xlsx',
    );
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('of meetings does not leave to the pilot, who is told no more than that it is not there', async () => {
    const wish = { format: 'csv', what: 'meetings', cohort: aCohort.id };

    expect(await answerOf(post('export', as(nadia, 'Pilot'), wish))).toEqual({
      ...{ status: 404, body: { refused: 'not-found' } },
    });
    expect(await world.db.read.audit.looks(nowhere, aCohort.id)).toEqual([]);
  });

  test.each([
    { format: 'pdf', what: 'aggregates' },
    { format: 'csv', what: 'people' },
    { format: 'csv' },
    { ...csv, name: '../x' },
  ])('is none for %j', async (wish) => {
    expect((await post('export', as(rose, 'Coach'), wish)).status).toBe(400);
  });

  test('of meetings is seen by every pair: who took it, and when', async () => {
    await post('export', as(rose, 'Coach'), { format: 'xlsx', what: 'meetings' });

    expect(await world.db.read.audit.looks(nowhere, aCohort.id)).toEqual([
      { at: paris('2026-06-10', '09:00'), name: rose.name, what: 'export' },
    ]);
  });
});
