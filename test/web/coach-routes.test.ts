import { describe, expect, test } from 'vitest';
import { lea, opened, paul } from '../support/alerts.ts';
import { aCohort, awa, ines, marc, nadia, nowhere, p01, p02, rose } from '../support/people.ts';
import { dumpTables } from '../support/store-contents.ts';
import { aCoachWorld, as, nora, otherCohort, p90 } from './coach-world.ts';

const { world, ask } = aCoachWorld();

const pairs = (who: string, body: object = {}) => ask('/api/coach/pairs', who, body);
const sheet = (who: string, pair: string) => ask('/api/coach/pair', who, { pair });
let ids = 0;
const newId = () => `00000000-0000-4000-9000-${String(++ids).padStart(12, '0')}`;
const act = (who: string, pair: string, sent: object, id = newId()) =>
  ask('/api/coach/act', who, { pair, id, act: sent });
const dump = () => dumpTables(world.db.opened.sql);
const inFourWeeks = '2026-05-19';

describe('the coaches’ tab', () => {
  test('opens on the pairs its reader answers for, those for whom nobody is named among them', async () => {
    expect(await pairs(as(rose, 'Coach'))).toMatchObject({
      status: 200,
      body: {
        page: {
          head: {
            ...{ cohort: aCohort.id, name: 'Promotion 2026', roles: ['coach'] },
            ...{ today: '2026-04-21', markDays: 56, recording: 'at-once' },
            cohorts: [{ cohort: aCohort.id, name: 'Promotion 2026', roles: ['coach'] }],
          },
          shown: 'mine',
          counts: { 'on-track': 2, late: 0 },
          pairs: [
            { pair: p01.id, code: 'P01', names: [awa.name, marc.name], referent: rose.name },
            { pair: p02.id, code: 'P02', referent: null, mine: true, standing: 'on-track' },
          ],
          ...{ next: null, lookAgain: '2026-06-09' },
        },
      },
      headers: { 'cache-control': 'no-store' },
    });
  });

  test('shows one pair whole to whoever answers for it', async () => {
    const alert = await opened(world, 'call');

    expect(await sheet(as(rose, 'Coach'), p01.id)).toMatchObject({
      status: 200,
      body: {
        page: {
          line: { pair: p01.id, mine: true, standing: 'call', alert },
          year: { launch: '2026-04-14', held: 0 },
          recorded: { rows: [], coaches: [paul.name, rose.name] },
          answering: {
            contacts: [{ name: awa.name }, { name: marc.name }],
            alerts: [{ alert: { alert, cause: 'call', may: { see: true } } }],
            coaches: [{ id: paul.id, name: paul.name }],
            pause: null,
          },
        },
      },
    });
  });

  test('carries out an act, and answers with the sheet as it is then', async () => {
    const done = await act(as(rose, 'Coach'), p01.id, { act: 'set-pause', until: inFourWeeks });

    expect(done).toMatchObject({
      status: 200,
      body: {
        page: { line: { standing: 'paused', since: '2026-04-21', until: inFourWeeks } },
        said: 'pause-set',
        undo: { act: 'resume' },
      },
    });
  });
});

describe('nobody else', () => {
  const others = [
    ['one of the two', awa, ['Coach']],
    ['somebody of another pair', ines, ['Coach']],
    ['the pilot', nadia, ['Pilot']],
    ['the pilot, with the role of a coach', nadia, ['Coach', 'Pilot']],
    ['a coach of another cohort', lea, ['Coach']],
    ['the pilot of another cohort', nora, ['Pilot']],
  ] as const;

  test.each(others)('finds a pair: %s gets the answer of a missing one', async (_, who, roles) => {
    const alert = await opened(world, 'stop');
    const token = as(who, ...roles);
    const before = await dump();
    const missing = await sheet(token, nowhere);

    const answers = [
      await sheet(token, p01.id),
      await sheet(token, p02.id),
      await sheet(token, 'P01'),
      await sheet(token, ''),
      await sheet(token, "' or true --"),
      await act(token, p01.id, { act: 'close', alert }),
      await act(token, 'P01', { act: 'hand-over-pair', to: who.id }),
      await pairs(token, { cohort: aCohort.id }),
      await pairs(token, { cohort: 'P01' }),
      await pairs(token, { cohort: aCohort.id, shown: 'all' }),
    ];

    expect(missing).toMatchObject({ status: 404, body: { refused: 'not-found' } });
    for (const answer of answers) expect(answer).toEqual(missing);
    expect(await dump()).toEqual(before);
  });

  test('nor does a coach of this cohort find a pair of another one', async () => {
    const missing = await sheet(as(rose, 'Coach'), nowhere);

    expect(await sheet(as(rose, 'Coach'), p90)).toEqual(missing);
    expect(await pairs(as(rose, 'Coach'), { cohort: otherCohort })).toEqual(missing);
  });

  test.each([
    ['/api/coach/pairs', {}],
    ['/api/coach/pair', { pair: p01.id }],
    ['/api/coach/act', { pair: p01.id, id: nowhere, act: { act: 'resume', pause: nowhere } }],
  ])('is let in at %s without a token', async (path, body) => {
    expect(await ask(path, undefined, body)).toMatchObject({
      ...{ status: 401, body: { refused: 'sign-in' } },
    });
  });
});

describe('a coach whose token lacks the app role', () => {
  test.each([
    ['of no role', []],
    ['of a pilot', ['Pilot']],
  ] as const)('%s is told whom to ask, and reads nothing', async (_, roles) => {
    const token = as(rose, ...roles);
    const before = await dump();

    for (const answer of [
      await pairs(token),
      await sheet(token, p01.id),
      await act(token, p01.id, { act: 'set-pause', until: inFourWeeks }),
    ])
      expect(answer).toMatchObject({ status: 403, body: { refused: 'app-role' } });
    expect(await sheet(token, p90)).toMatchObject({ status: 404 });
    expect(await dump()).toEqual(before);
  });
});

describe('a coach who does not answer for the pair', () => {
  test('reads its dates, and neither alerts nor whom to call', async () => {
    await opened(world, 'stop');

    const { body } = await sheet(as(paul, 'Coach'), p01.id);

    expect(body).toMatchObject({
      page: { line: { mine: false, standing: 'on-track', alert: null }, answering: null },
    });
    expect(JSON.stringify(body)).not.toContain(awa.mail);
  });

  test.each(['see', 'offer-last', 'close'])('may not %s', async (name) => {
    const alert = await opened(world, 'stop');

    expect(await act(as(paul, 'Coach'), p01.id, { act: name, alert })).toMatchObject({
      ...{ status: 200, body: { refused: 'not-found' } },
    });
    expect(await world.db.read.alerts.get(alert)).toMatchObject({ seen: null, closed: null });
  });

  test('may neither pause it nor take it over', async () => {
    const token = as(paul, 'Coach');

    for (const sent of [
      { act: 'set-pause', until: inFourWeeks },
      { act: 'hand-over-pair', to: paul.id },
    ])
      expect(await act(token, p01.id, sent)).toMatchObject({ body: { refused: 'not-found' } });
    expect(await world.db.read.pairs.answering(p01.id, '2026-04-21')).toHaveLength(1);
  });
});

describe('what is sent', () => {
  test.each([
    ['a person', { pair: p01.id, person: awa.id }],
    ['a role', { pair: p01.id, roles: ['Coach'] }],
    ['no pair', {}],
    ['a list of pairs', { pair: [p01.id] }],
  ])('is refused whole with %s in it', async (_, body) => {
    expect(await ask('/api/coach/pair', as(rose, 'Coach'), body)).toMatchObject({
      ...{ status: 400, body: { refused: 'wrong-values' } },
    });
  });

  test('counts once, however often it comes: what was taken back stays so', async () => {
    const token = as(rose, 'Coach');
    const id = newId();
    const sent = { act: 'set-pause', until: inFourWeeks };
    await act(token, p01.id, sent, id);
    const [pause] = await world.db.read.pauses.ofPair(p01.id);
    await act(token, p01.id, { act: 'resume', pause: pause?.id });

    const again = await act(token, p01.id, sent, id);

    expect(again).toMatchObject({
      status: 200,
      body: { page: { line: { standing: 'on-track' } } },
    });
    expect(await world.db.read.pauses.ofPair(p01.id)).toHaveLength(1);
  });

  test('of another pair’s alert or pause is not found, even where one answers for both', async () => {
    const alert = await opened(world, 'call', { pair: p02, about: ines.id });

    expect(await act(as(rose, 'Coach'), p01.id, { act: 'see', alert })).toMatchObject({
      ...{ status: 404, body: { refused: 'not-found' } },
    });
    expect(await world.db.read.alerts.get(alert)).toMatchObject({ seen: null });
  });
});
