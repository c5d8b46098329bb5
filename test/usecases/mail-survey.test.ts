import { describe, expect, test } from 'vitest';
import { mailSurvey } from '../../src/usecases/mail-survey.ts';
import { awa, nowhere, rose } from '../support/people.ts';
import { answer, openedWave } from '../support/survey-world.ts';
import { aWorld, cardsTo, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

const ask = (wave: string, by = awa) => mailSurvey(world.deps, { person: by.id }, { wave });
const links = () => mailsTo(world, awa).filter((mail) => mail.kind === 'survey');

describe('a link to the questionnaire', () => {
  test('goes to the mail of whoever asks, though they have the bot; once a day', async () => {
    await hasBot(world, awa);
    const { id } = await openedWave(world);
    expect(await ask(id)).toEqual({ mailed: true });
    expect(await ask(id)).toEqual({ mailed: false });
    await world.settle();

    expect(links()).toMatchObject([{ why: 'wished', moment: 'midterm', until: '2026-10-29' }]);
    expect(cardsTo(world, awa)).toHaveLength(1);
    world.clock.now += 86_400_000;
    expect(await ask(id)).toEqual({ mailed: true });
  });

  test('goes to nobody who was not asked, or has answered', async () => {
    const wave = await openedWave(world);
    await answer(world, wave, awa.id, 3);

    expect(await ask(wave.id)).toEqual({ refused: 'survey-answered' });
    expect(await ask(wave.id, rose)).toEqual({ refused: 'not-found' });
    expect(await ask(nowhere)).toEqual({ refused: 'not-found' });
  });

  test('that leaves after the answer does not leave', async () => {
    const wave = await openedWave(world);
    await answer(world, wave, awa.id, 3);
    await world.settle();

    expect(links()).toEqual([]);
  });
});
