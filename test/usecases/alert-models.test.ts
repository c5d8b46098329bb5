import { beforeEach, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { handOver } from '../../src/usecases/hand-over.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { setPause } from '../../src/usecases/set-pause.ts';
import { joins, lea, opened, paul, stopping } from '../support/alerts.ts';
import { aCohort, awa, ines, marc, nadia, nowhere, p01, rose } from '../support/people.ts';
import { aWorld, decides } from '../support/world.ts';

const world = aWorld();

const see = async (who: Person, view: View) =>
  (await readView(world.db.read, who.id, view, world.clock.now))?.model;
const alertView = (alert: string): View => ({ kind: 'alert', pair: p01.id, alert });

beforeEach(async () => {
  await joins(world, paul, 'coach');
  await joins(world, lea, 'none');
});

test('an alert is read by whoever answers for the pair, and by nobody else', async () => {
  const alert = await opened(world);

  expect(await see(rose, alertView(alert))).toMatchObject({ kind: 'alert' });
  for (const who of [awa, marc, ines, nadia, paul, lea]) {
    expect([who.name, await see(who, alertView(alert))]).toEqual([who.name, undefined]);
  }
  expect(await see(rose, alertView(nowhere))).toBeUndefined();
});

test('a coach who never answered for it does not read to whom it was given', async () => {
  const alert = await opened(world);
  await handOver(world.deps, { person: rose.id }, { alert, to: paul.id });

  expect(await see(lea, alertView(alert))).toBeUndefined();
  expect(await see(awa, alertView(alert))).toBeUndefined();
});

test('a silence is counted from the launch or from a meeting, and the mark is the cohort’s', async () => {
  await decides(world, { ladder: { mentee: 30, both: 40, referent: 63, everyDays: 7 } });
  const alert = await opened(world, 'inactive', { since: '2026-04-20' });

  expect(await see(rose, alertView(alert))).toMatchObject({
    ...{ since: { anchor: 'meeting', day: '2026-04-20' }, markDays: 63 },
  });
});

test('no pause is offered while one runs, or when somebody has asked to stop', async () => {
  const call = await opened(world, 'call');
  await setPause(world.deps, { person: rose.id }, { alert: call, until: '2026-05-05' });
  expect(await see(rose, alertView(call))).toMatchObject({ may: { pause: false } });

  const stop = await stopping(world, marc);
  expect(await see(rose, { kind: 'alert-more', pair: p01.id, alert: stop })).toMatchObject({
    ...{ kind: 'alert-more', pauseUntil: [], close: true, coaches: [{ name: paul.name }] },
  });
});

test('no other coach, no pause left in the year: the form has nothing to ask, and is the alert', async () => {
  await world.db.opened.sql.deleteFrom('cohort_role').where('person_id', '=', paul.id).execute();
  const alert = await opened(world);
  world.clock.now = Date.parse('2027-03-20T10:00:00Z');

  expect(await see(rose, { kind: 'alert-more', pair: p01.id, alert })).toMatchObject({
    ...{ kind: 'alert', may: { see: true, pause: false, handOver: false } },
  });
});

test('a digest is a coach’s, of their own cohort', async () => {
  await opened(world);
  const from = '2026-04-01T00:00:00.000Z';
  const until = '2026-04-21T07:00:00.000Z';
  const view: View = { kind: 'digest', cohort: aCohort.id, from, until };

  expect(await see(rose, view)).toMatchObject({ rows: [{ pairCode: 'P01' }], closed: 0 });
  expect(await see(paul, view)).toMatchObject({ rows: [] });
  for (const who of [awa, nadia, lea]) expect(await see(who, view)).toBeUndefined();
  expect(await see(rose, { ...view, cohort: nowhere })).toBeUndefined();
});
