import { expect, test } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import type { Person } from '../../src/domain/people.ts';
import { aboutAlert, aboutDigest } from '../../src/usecases/alert-mails.ts';
import { closeAlerts } from '../../src/usecases/alerts.ts';
import { handOver } from '../../src/usecases/hand-over.ts';
import { joins, opened, paul } from '../support/alerts.ts';
import { aCohort, awa, marc, nadia, nowhere, p01, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const link = { url: 'https://mentorat.example/l#t', expires: 0 };

async function says(who: Person, alert: string) {
  const notice = { kind: 'alert', pair: p01.id, alert } as const;
  return (await aboutAlert(world.db.read, notice, who, world.clock.now))?.draft(link);
}

test('a mail of an alert says what its card would, to whoever answers for the pair', async () => {
  const alert = await opened(world, 'call');

  expect(await says(rose, alert)).toMatchObject({
    ...{ kind: 'alert', name: rose.name, referent: null, replyTo: 'coachs@body.example' },
    told: { cause: 'call', about: { name: awa.name }, contacts: [{ name: awa.name }, {}] },
  });
  for (const who of [awa, marc, nadia]) expect(await says(who, alert)).toBeUndefined();
});

test('nothing of one that was closed, given away or never was', async () => {
  await joins(world, paul, 'coach');
  const alert = await opened(world);
  await handOver(world.deps, { person: rose.id }, { alert, to: paul.id });
  expect(await says(rose, alert)).toBeUndefined();
  expect(await says(paul, alert)).toMatchObject({ kind: 'alert' });

  await world.db.tx((t) => closeAlerts(world.deps, t, p01.id, ['inactive'], 'acted'));
  expect(await says(paul, alert)).toBeUndefined();
  expect(await says(rose, nowhere)).toBeUndefined();
});

test('a mail of a digest is in the cohort’s name, for its coaches', async () => {
  await opened(world);
  const notice: Extract<Notice, { kind: 'digest' }> = {
    ...{ kind: 'digest', cohort: aCohort.id },
    ...{ from: '2026-04-01T00:00:00.000Z', until: '2026-04-21T07:00:00.000Z' },
  };
  const digest = async (who: Person, what = notice) =>
    (await aboutDigest(world.db.read, what, who, world.clock.now))?.draft(link);

  expect(await digest(rose)).toMatchObject({
    ...{ kind: 'digest', bodyName: 'Agence des directeurs', told: { rows: [{}] } },
  });
  expect(await digest(awa)).toBeUndefined();
  expect(await digest(rose, { ...notice, cohort: nowhere })).toBeUndefined();
});
