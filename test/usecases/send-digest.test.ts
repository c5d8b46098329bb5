import { beforeEach, describe, expect, test } from 'vitest';
import type { DigestModel } from '../../src/domain/rhythm-model.ts';
import { closeAlerts } from '../../src/usecases/alerts.ts';
import { handOver } from '../../src/usecases/hand-over.ts';
import { seeAlert } from '../../src/usecases/see-alert.ts';
import { sendDigests } from '../../src/usecases/send-digest.ts';
import { joins, opened, paul } from '../support/alerts.ts';
import { awa, ines, karim, marc, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld, cardsTo, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

const digestsTo = (who = rose): DigestModel[] =>
  cardsTo(world, who).flatMap(({ model }) => (model.kind === 'digest' ? [model] : []));

/** What the job does at that moment; when it wants to be woken next. */
async function at(day: string, time: string): Promise<number> {
  await world.settle(paris(day, time));
  const next = await sendDigests(world.deps);
  await world.settle();
  return next;
}
const closes = (cause: 'inactive' | 'call', pair = p01) =>
  world.db.tx((t) => closeAlerts(world.deps, t, pair.id, [cause], 'acted'));

beforeEach(() => hasBot(world, rose));

describe('a digest', () => {
  test('comes the working morning after an alert, with what is open, the worst first', async () => {
    await opened(world, 'inactive', { pair: p02, since: '2026-04-15' });
    await opened(world);
    await opened(world, 'call');
    await at('2026-04-22', '09:00');

    expect(digestsTo()).toMatchObject([
      {
        ...{ cohortName: 'Promotion 2026', closed: 0 },
        rows: [
          { cause: 'call', pairCode: 'P01', isNew: true },
          { cause: 'inactive', names: [awa.name, marc.name], since: '2026-04-14' },
          { cause: 'inactive', names: [ines.name, karim.name], since: '2026-04-15' },
        ],
      },
    ]);
    expect(world.sender.sent.map(({ summary }) => summary)).toEqual(Array(4).fill('a question'));
  });

  test('is the referent’s; a deputy’s has only what was handed over to them', async () => {
    await joins(world, paul, 'coach');
    await hasBot(world, paul);
    await world.db.tx((t) => t.alerts.deputise(p01.id, paul.id, '2026-04-14'));
    const alert = await opened(world);
    await at('2026-04-22', '09:00');
    expect([digestsTo().length, digestsTo(paul).length]).toEqual([1, 0]);

    await handOver(world.deps, { person: rose.id }, { alert, to: paul.id });
    await at('2026-04-23', '09:00');
    await at('2026-04-24', '09:00');
    expect(digestsTo(paul)).toHaveLength(1);
  });

  test('is not sent when nothing has changed since, however many mornings pass', async () => {
    await opened(world);
    for (const day of ['22', '23', '24', '27', '28']) await at(`2026-04-${day}`, '09:00');

    expect(digestsTo()).toHaveLength(1);
  });

  test('comes once a morning, whatever changes before lunch', async () => {
    await opened(world);
    await at('2026-04-22', '09:00');
    await closes('inactive');
    await at('2026-04-22', '11:00');
    expect(digestsTo()).toHaveLength(1);
    await at('2026-04-23', '09:00');

    expect(digestsTo()).toHaveLength(2);
  });

  test('is not sent when somebody has only seen an alert', async () => {
    const alert = await opened(world);
    await at('2026-04-22', '09:00');
    await seeAlert(world.deps, { person: rose.id }, { alert });
    await at('2026-04-23', '09:00');

    expect(digestsTo()).toHaveLength(1);
  });

  test('tells how many closed since the last one, and what is new', async () => {
    await opened(world);
    await at('2026-04-22', '09:00');
    await opened(world, 'unreachable');
    await closes('inactive');
    await at('2026-04-23', '09:00');

    expect(digestsTo()[1]).toMatchObject({
      ...{ closed: 1, rows: [{ cause: 'unreachable', isNew: true }] },
    });
    await closes('call');
    await opened(world, 'call');
    await at('2026-04-24', '09:00');
    expect(digestsTo()[2]).toMatchObject({
      closed: 0,
      rows: [
        { cause: 'call', isNew: true },
        { cause: 'unreachable', isNew: false },
      ],
    });
  });

  test('says when nothing is open any more, and then is silent', async () => {
    await opened(world);
    await at('2026-04-22', '09:00');
    await closes('inactive');
    await at('2026-04-23', '09:00');
    await at('2026-04-24', '09:00');

    expect(digestsTo()).toHaveLength(2);
    expect(digestsTo()[1]).toMatchObject({ rows: [], closed: 1 });
  });

  test('of what came and went between two mornings is none', async () => {
    await opened(world);
    await closes('inactive');
    await at('2026-04-22', '09:00');

    expect(digestsTo()).toEqual([]);
  });

  test('does not come on the morning that brings a single alert: it comes on the next', async () => {
    await opened(world);
    await at('2026-04-22', '09:00');
    await opened(world, 'call');
    await at('2026-04-22', '11:00');
    await at('2026-04-23', '08:59');
    expect(digestsTo()).toHaveLength(1);

    world.clock.now = paris('2026-04-23', '09:00');
    await opened(world, 'unreachable');
    await at('2026-04-23', '09:00');
    expect(digestsTo()).toHaveLength(1);
    await at('2026-04-24', '09:00');
    expect(digestsTo()).toHaveLength(2);
  });

  test.each([
    ['before work begins', '2026-04-22', '08:59', 0],
    ['as it begins', '2026-04-22', '09:00', 1],
    ['just before lunch', '2026-04-22', '12:29', 1],
    ['at lunch', '2026-04-22', '12:30', 0],
    ['on a Saturday', '2026-04-25', '09:00', 0],
    ['on 1 May', '2026-05-01', '09:00', 0],
    ['on the Monday after', '2026-05-04', '09:00', 1],
  ])('%s', async (_, day, time, count) => {
    await opened(world);
    await at(day, time);

    expect(digestsTo()).toHaveLength(count);
  });

  test('two instances at once send one', async () => {
    await opened(world);
    await world.settle(paris('2026-04-22', '09:00'));
    await Promise.all([sendDigests(world.deps), sendDigests(world.deps), sendDigests(world.deps)]);
    await world.settle();

    expect(digestsTo()).toHaveLength(1);
  });

  test('goes by mail to a referent without the bot', async () => {
    await world.db.tx((t) => t.people.close(`chat-${rose.id}`));
    await opened(world);
    await at('2026-04-22', '09:00');

    expect(mailsTo(world, rose)).toMatchObject([
      { kind: 'alert' },
      { kind: 'digest', told: { rows: [{ pairCode: 'P01' }] }, replyTo: 'coachs@body.example' },
    ]);
  });

  test('is each referent’s own: what was given away is in the other one’s', async () => {
    await joins(world, paul, 'coach');
    await hasBot(world, paul);
    const alert = await opened(world);
    await opened(world, 'call');
    await handOver(world.deps, { person: rose.id }, { alert, to: paul.id });
    await at('2026-04-22', '09:00');

    const causes = (who: typeof rose) => digestsTo(who).map(({ rows }) => rows.map((r) => r.cause));
    expect(causes(rose)).toEqual([['call']]);
    expect(causes(paul)).toEqual([['call', 'inactive']]);
  });
});

describe('the next look', () => {
  test.each([
    ['2026-04-21', '08:00', '2026-04-21'],
    ['2026-04-21', '09:00', '2026-04-22'],
    ['2026-04-21', '20:00', '2026-04-22'],
    ['2026-04-24', '09:00', '2026-04-27'],
    ['2026-04-30', '10:00', '2026-05-04'],
  ])('of %s %s is at nine on %s', async (day, time, next) => {
    world.clock.now = paris(day, time);
    const found = await sendDigests(world.deps);

    expect(found).toBe(Math.min(paris(next, '09:00'), world.clock.now + 24 * 3_600_000));
  });

  test('nobody is looked at before the first alert', async () => {
    expect((await world.db.read.agenda.at(world.clock.now)).jobs.has('send-digest')).toBe(false);
    await opened(world);
    const { jobs } = await world.db.read.agenda.at(world.clock.now);
    expect(jobs.get('send-digest')).toBe(world.clock.now);
  });
});
