import { describe, expect, inject, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { awa, marc, rose } from '../support/people.ts';
import { answer, closes, openedWave, waveOf } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const survey = async (who: Person, wave: string) => {
  const view = { kind: 'survey', wave } as const;
  return (await readView(world.db.read, who.id, view, world.clock.now))?.model;
};

describe('a questionnaire, as one of those who are asked sees it', () => {
  test('has the sentences of their side, in their language, topic by topic', async () => {
    await world.db.tx((t) => t.people.setLocale(marc.id, 'en'));
    const { id } = await openedWave(world);

    expect(await survey(awa, id)).toMatchObject({
      ...{ state: 'asked', party: 'mentee', until: '2026-10-29', given: {}, missing: [] },
      topics: [
        {
          topic: 'engagement',
          questions: [
            { key: 'time', text: 'Je consacre à nos rencontres le temps que je m’étais promis.' },
            { key: 'part', text: expect.stringContaining('l’initiative') },
          ],
        },
        { topic: 'satisfaction' },
        { topic: 'relation' },
        { topic: 'subjects' },
        { topic: 'learning' },
      ],
    });
    expect(await survey(marc, id)).toMatchObject({
      party: 'mentor',
      topics: expect.arrayContaining([
        {
          topic: 'engagement',
          questions: expect.arrayContaining([
            { key: 'part', text: 'I am available on the dates we agreed.' },
          ]),
        },
      ]),
    });
  });

  test('has the keys of their cell, by which a page answers without a name', async () => {
    const { id } = await openedWave(world);
    const keys = await world.db.read.waves.keysOf(id);
    const text = (bytes?: Uint8Array) => Buffer.from(bytes ?? []).toString('base64url');

    expect(await survey(awa, id)).toMatchObject({
      anonymous: {
        ...{ cell: 'all', edition: 1, sealing: text(keys?.sealing) },
        signing: text(keys?.signing[0]?.key),
      },
    });
  });

  test('is called anonymous only where the store is on another machine than the keys', async () => {
    const { id } = await openedWave(world);
    const view = { kind: 'survey', wave: id } as const;
    const promise = inject('engine') === 'postgres' ? 'anonymous' : 'confidential';

    expect(await survey(awa, id)).toMatchObject({ anonymous: { promise } });
    // A press draws the card anew inside its own transaction.
    const inside = await world.db.tx((t) => readView(t, awa.id, view, world.clock.now));
    expect(inside?.model).toMatchObject({ anonymous: { promise } });
  });

  test('asks nothing once it is answered, and nothing once it is closed', async () => {
    const wave = await openedWave(world);
    await answer(world, wave, awa.id, 4);
    expect(await survey(awa, wave.id)).toMatchObject({
      ...{ state: 'answered', topics: [], anonymous: null },
    });

    world.clock.now = closes.midterm;
    expect(await survey(marc, wave.id)).toMatchObject({ state: 'closed', topics: [] });
    expect(await survey(awa, wave.id)).toMatchObject({ state: 'answered' });
  });

  test('is still there for whoever has a signed token and has not used it', async () => {
    const { id } = await openedWave(world);
    const blinded = Buffer.alloc(32, 3);
    await world.db.tx((t) => t.participation.answerBlinded(id, awa.id, blinded));
    expect(await survey(awa, id)).toMatchObject({ state: 'signed', anonymous: { cell: 'all' } });

    world.clock.now = closes.midterm;
    expect(await survey(awa, id)).toMatchObject({ state: 'answered', topics: [] });
  });

  test('is not there for anybody else, nor before it opens', async () => {
    const planned = await waveOf(world, 'midterm');
    expect(await survey(awa, planned.id)).toBeUndefined();
    const { id } = await openedWave(world);
    expect(await survey(rose, id)).toBeUndefined();
  });
});
