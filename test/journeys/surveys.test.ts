import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { questionsAt } from '../../src/domain/survey.ts';
import { cardSaying, People, press } from '../support/browser.ts';
import { type CardJson, hasAction, textOf } from './control.ts';
import { askByLink, awa, cardsWith, lettersTo, livedOn, mailedToken, marc } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

const byMail = 'olivier.roussignol@ch-fontbelle.example';
const inChat = [
  ...[awa, marc],
  ...['thibault.diarra@ch-valaubrune.example', 'camille.vasseur-roy@chu-portmarenne.example'],
  ...['lea.castellan@ch-troisrivieres.example', 'ines.belkacem@andah.example'],
  'maelle.fauvel@ch-saintaubin.example',
];
const everyone = [...inChat, byMail];
const coach = 'berangere.lacombe-hardy@andah.example';
const pilot = 'rosalie.chantereau@andah.example';

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P02', 'P03', 'P05'], alone: true });
}, 120_000);
afterAll(() => world.close());

const answers = (level: string) =>
  Object.fromEntries(questionsAt(guideInstrument, 'midterm').map(({ key }) => [key, level]));
const waves = () => world.product.db.opened.sql.selectFrom('wave').selectAll().execute();
const theWave = async () => (await waves()).find(({ moment }) => moment === 'midterm')?.id;
const ballots = () => world.product.db.opened.sql.selectFrom('ballot').selectAll().execute();
const read = (card: CardJson | undefined) => (card ? textOf(card) : '');
const latestCard = async (who: string) => (await world.chat(who)).at(-1)?.card;
const latest = async (who: string) => read(await latestCard(who));
const surveysOf = async (who: string) => (await cardsWith(world, who, 'survey.answer')).length;

describe('the questionnaire of mid-term', () => {
  test('comes on the first working morning after the day, to everybody once', async () => {
    await world.moveTo('2026-10-09T06:59:00Z');
    for (const who of everyone) expect(await surveysOf(who)).toBe(0);
    const before = (await lettersTo(world, byMail)).length;

    await world.moveTo('2026-10-09T07:10:00Z');
    for (const who of inChat) expect(await surveysOf(who), who).toBe(1);
    const letters = await lettersTo(world, byMail);
    expect(letters.length - before).toBe(1);
    expect(letters[0]?.body.content).toContain('Votre questionnaire de mi-parcours vous attend');
  });

  test.runIf(livedOn('postgres'))('is answered by clicking through its card', async () => {
    const people = await People.arrive();
    try {
      const page = await people.openAs(world.emulator.url, '/', marc);
      const card = cardSaying(page, 'Votre questionnaire de mi-parcours').last();
      for (const topic of ['1/5', '2/5', '3/5', '4/5', '5/5']) {
        await card.getByText(topic).waitFor();
        const questions = card.locator('select:visible');
        await expect.poll(() => questions.count()).toBe(2);
        for (const at of [0, 1]) {
          await questions.nth(at).selectOption({ label: 'Plutôt d’accord' });
        }
        await press(card, topic === '5/5' ? 'Envoyer mes réponses' : 'Suivant');
      }
      await cardSaying(page, 'Merci, vos réponses sont sous scellé.').waitFor();
    } finally {
      await people.leave();
    }
    expect(await ballots()).toHaveLength(1);
  });

  test('is answered on the card, in one press; a second one changes nothing', async () => {
    for (const [at, who] of inChat.slice(0, 6).entries()) {
      if (who === marc && livedOn('postgres')) continue;
      const level = at < 5 ? '4' : '2';
      const { card } = await world.pressLatest(who, 'survey.answer', answers(level));
      expect(read(card)).toContain('Merci pour vos réponses');
    }
    const old = (await world.chat(awa)).findLast(({ card }) => card)?.id ?? '';
    const wave = await theWave();
    // The card in the chat has no such press any more; forged, it has no card to come from.
    const again = await world.press(awa, old, 'survey.answer', answers('1'), { data: { wave } });
    expect(again).not.toHaveProperty('card');
    expect(await ballots()).toHaveLength(6);
  });

  test('shows the thanks for good within the hour', async () => {
    await world.moveTo('2026-10-09T08:30:00Z');
    expect(await latest(awa)).toContain('Merci pour vos réponses');
    const card = await latestCard(awa);
    expect(card && hasAction(card, 'survey.answer')).toBe(false);
  });

  test('is answered from a mail as well', async () => {
    const token = await mailedToken(world, byMail);
    const { body } = await askByLink(world, 'read', { token });
    expect(body.page?.model).toMatchObject({ kind: 'survey', state: 'asked' });
    const wave = await theWave();
    const act = { act: 'answer-survey', wave, answers: answers('4') };
    const id = '6f8c2b1e-3f7d-4a53-9e57-0d8f2a4b6c10';
    const done = await askByLink(world, 'act', { token, id, act });

    expect(done.body).toMatchObject({
      said: 'survey-answered',
      page: { model: { state: 'answered' } },
    });
    expect(await ballots()).toHaveLength(7);
  });

  test('reminds twice whoever has not answered, and nobody else', async () => {
    const silent = inChat.at(-1) ?? '';
    const before = (await world.chat(silent)).length;
    await world.moveTo('2026-10-28T12:00:00Z');

    const since = (await world.chat(silent)).slice(before).map(({ card }) => read(card));
    expect(since.filter((text) => text.includes('Votre questionnaire'))).toHaveLength(2);
    expect(await surveysOf(awa)).toBe(0);
  });

  test('closes, and is told to the coaches alone, who release it', async () => {
    await world.moveTo('2026-10-30T08:10:00Z');
    expect(await ballots()).toEqual([]);
    expect((await waves()).map(({ moment, state }) => [moment, state])).toContainEqual([
      ...['midterm', 'closed'],
    ]);
    expect(await latest(coach)).toContain('La synthèse de mi-parcours est prête');
    expect(await latest(coach)).toContain('de 7 à 9 réponses');
    for (const who of [awa, pilot]) expect(await latest(who)).not.toContain('synthèse de mi-p');

    const { card } = await world.pressLatest(coach, 'synthesis.release');
    expect(read(card)).toContain('La synthèse est partagée.');
    await world.settle();
  });

  test('is then read by all, the same', async () => {
    const said = 'Synthèse de mi-parcours';
    for (const who of [...inChat, pilot]) expect(await latest(who), who).toContain(said);
    const token = await mailedToken(world, byMail);
    const page = await askByLink(world, 'read', { token });
    expect(page.body.page?.model).toMatchObject({ kind: 'synthesis', state: 'released' });

    const [kept] = await world.product.db.opened.sql.selectFrom('synthesis').selectAll().execute();
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const model: object = page.body.page?.model ?? {};
    const shown = JSON.stringify('synthesis' in model ? model.synthesis : null);
    expect(digest(shown)).toBe(digest(kept?.body ?? ''));
  });
});
