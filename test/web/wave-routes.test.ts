import { describe, expect, test } from 'vitest';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { aCohort, awa, nadia, nowhere, paris, rose } from '../support/people.ts';
import { answer, closedWave, morePairs, openedWave } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';
import { answerOf, servedTo, tokenOf } from './served-world.ts';

const world = aWorld();
const as = tokenOf;
const post = servedTo(world, '/api/waves', [awa, rose, nadia]);
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const noToken = (): string | undefined => undefined;
const rosesPage = (): string => as(rose, 'Coach');
const nadiasPage = (): string => as(nadia, 'Pilot');

/** A questionnaire that so many of the mentees have answered. */
async function answeredBy(count: number) {
  const { mentees } = await morePairs(world, 14);
  const wave = await openedWave(world);
  for (const person of mentees.slice(0, count)) await answer(world, wave, person, 4);
  return wave;
}
const release = (wave: string, version = 1, number = 1, who = rosesPage()) =>
  answerOf(post('press', who, { wave, version, id: id(number), act: 'release' }));

describe('a synthesis', () => {
  test('is shared by one press, however often it is sent, and for good', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);

    const first = await release(wave.id);
    expect(first).toMatchObject({ status: 200, body: { done: 'released' } });
    expect(await release(wave.id)).toEqual(first);
    const hold = { wave: wave.id, version: 2, id: id(2), act: 'hold' };
    expect(await answerOf(post('press', rosesPage(), hold))).toMatchObject({
      status: 200,
      body: {
        refused: 'changed-since',
        page: { waves: [{ synthesis: { state: 'released' } }, {}] },
      },
    });
  });

  test('is held back, and shared on what was seen then', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);
    const hold = { wave: wave.id, version: 1, id: id(1), act: 'hold' };
    expect(await answerOf(post('press', rosesPage(), hold))).toMatchObject({
      body: { done: 'held' },
    });

    expect(await release(wave.id, 1, 2)).toMatchObject({ body: { refused: 'changed-since' } });
    expect(await release(wave.id, 2, 3)).toMatchObject({ body: { done: 'released' } });
  });

  test.each([
    ['a participant', () => as(awa, 'Coach', 'Pilot'), 404, 'not-found'],
    ['the pilot', nadiasPage, 404, 'not-found'],
    ['a coach without the app’s role', () => as(rose), 403, 'app-role'],
    ['nobody at all', noToken, 401, 'sign-in'],
  ] as const)('is not shared by %s', async (_who, who, status, refused) => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);
    for (const act of ['release', 'hold']) {
      const body = { wave: wave.id, version: 1, id: id(1), act };
      expect(await answerOf(post('press', who(), body))).toEqual({ status, body: { refused } });
    }
    expect((await world.db.read.syntheses.get(wave.id))?.state).toBe('ready');
  });
});

describe('before it is shared', () => {
  test('a pilot reads « not yet », and no document leaves for anybody', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);

    expect(await answerOf(post('read', nadiasPage()))).toMatchObject({
      status: 200,
      body: { page: { waves: [{ coach: null, synthesis: null }, { synthesis: null }] } },
    });
    for (const who of [rosesPage(), nadiasPage()]) {
      expect(await answerOf(post('document', who, { wave: wave.id }))).toEqual({
        status: 400,
        body: { refused: 'synthesis-not-yet' },
      });
    }
  });

  test('a participant finds nothing at these doors, released or not', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);
    const none = { status: 404, body: { refused: 'not-found' } };
    const asked = async () => [
      await answerOf(post('read', as(awa, 'Pilot', 'Coach'))),
      await answerOf(post('document', as(awa, 'Pilot', 'Coach'), { wave: wave.id })),
      await answerOf(post('document', as(awa, 'Pilot', 'Coach'), { wave: nowhere })),
    ];
    expect(await asked()).toEqual([none, none, none]);
    await release(wave.id);
    expect(await asked()).toEqual([none, none, none]);
  });

  test('and before it closes, nothing is told to anybody, how many it may be', async () => {
    const wave = await answeredBy(9);
    const read = async () => JSON.stringify((await answerOf(post('read', rosesPage()))).body);

    expect(await read()).not.toMatch(/rate|told|answered/);
    expect(await release(wave.id)).toMatchObject({ body: { refused: 'synthesis-not-yet' } });
  });
});

test('of a group of six nothing is published', async () => {
  const wave = await answeredBy(6);
  await closedWave(world, wave);
  await release(wave.id);

  for (const who of [rosesPage(), nadiasPage()]) {
    const { body } = await answerOf(post('read', who));
    const nothing = { rate: null, size: null, questions: [] };
    expect(body).toMatchObject({
      page: { waves: [{ synthesis: { synthesis: { cells: [nothing, nothing] } } }, {}] },
    });
  }
});

test('nothing leads to one person’s answers', async () => {
  const wave = await answeredBy(9);
  await closedWave(world, wave);
  for (const path of ['answers', 'ballots', `${wave.id}/answers`, `read/${awa.id}`]) {
    expect((await post(path, rosesPage(), { wave: wave.id, person: awa.id })).status).toBe(404);
  }
});

test.each([
  ['read', { cell: 'mentee' }],
  ['read', { cohort: aCohort.id, institution: 'CH de Valaubrune', profession: 'D3S' }],
  ['read', { cohort: 1 }],
  ['read', { cohort: 'a'.repeat(101) }],
  ['document', {}],
  ['document', { wave: nowhere, cell: 'mentee' }],
  ['document', { wave: nowhere, format: 'pdf' }],
  ['press', { wave: nowhere, version: 1, id: id(1), act: 'undo' }],
  ['press', { wave: nowhere, version: 0, id: id(1), act: 'hold' }],
  ['press', { wave: nowhere, version: 1.5, id: id(1), act: 'hold' }],
  ['press', { wave: nowhere, version: 1, id: 'again', act: 'hold' }],
  ['save', { version: '', questions: [{ key: 'time', wording: { mentee: { fr: 'x' } } }] }],
  ['save', { version: '', questions: [], launch: '2027-01-01' }],
])('%s takes nothing else: %j', async (path, body) => {
  expect(await answerOf(post(path, rosesPage(), body))).toEqual({
    status: 400,
    body: { refused: 'wrong-values' },
  });
});

test.each(["' or 1=1", nowhere])('a wave that is none is not found: %s', async (wave) => {
  const none = { status: 404, body: { refused: 'not-found' } };
  expect(await release(wave)).toEqual(none);
  expect(await answerOf(post('document', nadiasPage(), { wave }))).toEqual(none);
});

describe('the questions', () => {
  const questions = guideInstrument.questions
    .filter(({ key }) => key !== 'rhythm')
    .map(({ key, wording }) => ({ key, wording }));

  test('are read and changed by a coach before the launch', async () => {
    world.clock.now = paris('2026-04-01', '09:00');
    const { body } = await answerOf(post('questions', rosesPage()));
    expect(body).toMatchObject({ page: { begun: false, launch: '2026-04-14' } });
    const { version } = (body as { page: { version: string } }).page;

    const saved = await answerOf(post('save', rosesPage(), { version, questions }));
    expect(saved).toMatchObject({ status: 200, body: { saved: true } });
    const wrong = [...questions, { ...questions[0], key: 'salary' }];
    const now = (saved.body as { page: { version: string } }).page.version;
    expect(await answerOf(post('save', rosesPage(), { version: now, questions: wrong }))).toEqual({
      status: 400,
      body: { refused: 'wrong-values' },
    });
  });

  test('are not changed on the launch day', async () => {
    world.clock.now = paris('2026-04-14', '00:00');
    const { body } = await answerOf(post('questions', rosesPage()));
    const { version } = (body as { page: { version: string } }).page;

    expect(await answerOf(post('save', rosesPage(), { version, questions }))).toMatchObject({
      status: 200,
      body: { saved: false, refused: 'too-late', page: { begun: true } },
    });
  });

  test.each([
    ['the pilot', nadiasPage],
    ['a participant', () => as(awa, 'Coach')],
  ])('are nothing to %s', async (_who, who) => {
    const none = { status: 404, body: { refused: 'not-found' } };
    expect(await answerOf(post('questions', who()))).toEqual(none);
    expect(await answerOf(post('save', who(), { version: '', questions }))).toEqual(none);
  });
});

describe('the document', () => {
  test('leaves as one that is kept, the same for coach and pilot', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);
    await release(wave.id);
    for (const who of [rosesPage(), nadiasPage()]) {
      const got = await post('document', who, { wave: wave.id });
      expect(got.status).toBe(200);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'content-disposition':
          'attachment; filename="telemaque-synthese-mi-parcours-2026-10-29.docx"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });
});
