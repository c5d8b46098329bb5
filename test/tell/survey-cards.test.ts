import { describe, expect, test } from 'vitest';
import { renderCard } from '../../src/tell/cards/render-card.ts';
import { aloud, executesOf, inputsOf, nodesOf } from './read-card.ts';
import { inParis, tag } from './sample-models.ts';
import { aSurvey, surveys } from './sample-surveys.ts';

const drawn = (name: string) => {
  const model = surveys[name];
  if (!model) throw new Error(`no sample is called ${name}`);
  return renderCard(model, inParis, tag);
};
const containers = (name: string) =>
  nodesOf(drawn(name)).filter(({ id }) => /^topic\d$/.test(String(id)));

describe('a questionnaire on a card', () => {
  test('says that it is confidential before its first question', () => {
    const read = aloud(drawn('survey'));
    const said = read.findIndex((text) => text.startsWith('Confidentiel.'));

    expect(read.slice(0, 2)).toEqual([
      'Votre questionnaire de mi-parcours',
      '10 phrases, cinq minutes au plus. Vous pouvez répondre jusqu’au jeudi 29 octobre inclus.',
    ]);
    expect(said).toBe(2);
    expect(read[said]).toBe(
      'Confidentiel. Personne ne lit votre réponse seule\u00a0; rien n’est publié sous 7\u00a0réponses.',
    );
  });

  test('shows one topic at a time, and turns them on the client alone', () => {
    expect(containers('survey').map(({ isVisible }) => isVisible)).toEqual([
      ...[true, false, false, false, false],
    ]);
    const turns = nodesOf(drawn('survey')).filter(({ type }) => type === 'Action.ToggleVisibility');
    expect(turns).toHaveLength(8);
    expect(turns[0]).toMatchObject({
      title: 'Suivant',
      targetElements: [
        { elementId: 'topic1', isVisible: false },
        { elementId: 'topic2', isVisible: true },
      ],
    });
    for (const turn of turns) expect(turn).not.toHaveProperty('data');
  });

  test('sends nothing before the one press that sends all, and nothing of a person', () => {
    const [send, anonymous, ...others] = executesOf(drawn('survey'));

    expect(send).toMatchObject({ verb: 'survey.answer', title: 'Envoyer mes réponses' });
    expect(Object.keys(send?.data ?? {}).sort()).toEqual(['card', 'rev', 'wave']);
    expect(anonymous).toMatchObject({ verb: 'survey.by-mail', associatedInputs: 'none' });
    expect(others).toEqual([]);
    expect(inputsOf(drawn('survey'))).toHaveLength(10);
  });

  test.each([
    ['anonymous', 'Répondre de façon anonyme'],
    ['confidential', 'Répondre sans votre nom'],
  ] as const)('leads to the page by what may be promised there: %s', (promise, title) => {
    const anonymous = { cell: 'all', sealing: 'AA', signing: 'AA', edition: 1, promise } as const;
    const card = renderCard(aSurvey({ anonymous }), inParis, tag);
    expect(executesOf(card).map((one) => one.title)).toEqual(['Envoyer mes réponses', title]);
  });

  test('that knows of no keys promises the lesser', () => {
    const [, page] = executesOf(renderCard(aSurvey({ anonymous: null }), inParis, tag));
    expect(page).toMatchObject({ title: 'Répondre sans votre nom' });
  });

  test('pressed too early comes back with what was chosen, at the first gap', () => {
    const card = 'survey pressed too early';
    const values = inputsOf(drawn(card)).map(({ id, value }) => [id, value]);

    expect(values.slice(0, 3)).toEqual([
      ['time', '4'],
      ['part', '5'],
      ['hopes', ''],
    ]);
    expect(containers(card).map(({ isVisible }) => isVisible)).toEqual([
      ...[false, true, false, false, false],
    ]);
    expect(aloud(drawn(card)).filter((text) => text === 'Il manque une réponse ici.')).toHaveLength(
      8,
    );
  });

  test('that is answered, by whatever way, or closed asks nothing', () => {
    for (const name of ['survey answered', 'survey answered by token', 'survey closed']) {
      expect(inputsOf(drawn(name)), name).toEqual([]);
      expect(executesOf(drawn(name)), name).toEqual([]);
    }
  });

  test('offers to send at the end, or wherever a gap was', () => {
    const sending = (name: string) =>
      drawn(name).actions.filter(({ title }) => title === 'Envoyer mes réponses').length;
    expect([sending('survey'), sending('survey pressed too early')]).toEqual([0, 1]);
    const last = containers('survey').at(-1);
    expect(JSON.stringify(last)).toContain('Envoyer mes réponses');
    expect(JSON.stringify(containers('survey pressed too early'))).not.toContain('Envoyer');
  });

  test('of a cohort with one topic has nothing to turn to', () => {
    const { topics } = aSurvey();
    const card = renderCard(aSurvey({ topics: topics.slice(0, 1) }), inParis, tag);
    expect(nodesOf(card).some(({ type }) => type === 'Action.ToggleVisibility')).toBe(false);
  });
});

describe('a synthesis on a card', () => {
  test('is released or held back by the coaches, on what they saw', () => {
    expect(executesOf(drawn('synthesis ready')).map(({ verb, data }) => [verb, data])).toEqual([
      ['synthesis.release', expect.objectContaining({ version: 2 })],
      ['synthesis.hold', expect.objectContaining({ version: 2 })],
    ]);
    expect(executesOf(drawn('synthesis held')).map(({ verb }) => verb)).toEqual([
      'synthesis.release',
    ]);
    expect(executesOf(drawn('synthesis'))).toEqual([]);
  });

  test('tells what little may be told as if it were meant', () => {
    const read = aloud(drawn('synthesis'));

    expect(read).toContain(
      'Mentoré·es\u00a0: 25 réponses ou plus, environ 80\u00a0% de réponses (par paliers de 10)',
    );
    expect(read).toContain('Mentors\u00a0: Moins de 7\u00a0réponses\u00a0: rien n’est publié.');
  });

  test('is read by one press, however many groups it tells of', () => {
    const titles = (name: string) => drawn(name).actions.map(({ title }) => title);

    expect(titles('synthesis of two groups, ready')).toEqual([
      ...['Partager la synthèse', 'La retenir', 'Lire la synthèse'],
    ]);
    expect(titles('synthesis not yet')).toEqual([]);
  });

  test('before it is shared says that it is not yet', () => {
    expect(aloud(drawn('synthesis not yet'))).toContain(
      'Pas encore\u00a0: les coachs relisent la synthèse avant de la partager.',
    );
  });
});
