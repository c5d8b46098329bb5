import { describe, expect, test } from 'vitest';
import type { CardModel } from '../../src/domain/card-model.ts';
import { renderCard } from '../../src/tell/cards/render-card.ts';
import { aloud, executesOf, inputsOf } from './read-card.ts';
import { inEnglish, inParis, inReunion, models, tag } from './sample-models.ts';
import {
  aDate,
  aPlan,
  aYear,
  firstMeeting,
  secondMeeting,
  summer,
  thirdMeeting,
} from './sample-plans.ts';

const draw = (model: CardModel, reader = inParis) => renderCard(model, reader, tag);
const titles = (model: CardModel, reader = inParis) =>
  draw(model, reader).actions.map(({ title }) => title);

/** No-break spaces are what one types as blanks. */
const plain = (texts: string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));

describe('the draft of a year', () => {
  test('is one list: dates, and the days of the year between them, then what is not kept', () => {
    expect(plain(aloud(draw(aPlan())))).toEqual([
      'Poser vos rencontres avec Marc Lebrun',
      'Voici six dates pour l’année. Rien n’est encore réservé.',
      'En visio · 1 heure',
      'Mardi 14 avril · Journée de lancement',
      'Mardi 5 mai, 10 h – 11 h',
      'Mardi 9 juin, 14 h 30 – 15 h 30',
      'Vendredi 3 juillet, 10 h – 11 h',
      'Jeudi 10 septembre, 14 h 30 – 15 h 30',
      'Mardi 29 septembre · Événement de mi-parcours (à distance)',
      'Mardi 13 octobre, 10 h – 11 h',
      'Mardi 17 novembre, 10 h – 11 h',
      'Mardi 8 décembre · Journée de bilan',
      'Entre le 3 juillet et le 10 septembre, 69 jours : aucun créneau commun pour tenir le repère des huit semaines.',
      'Vous êtes libres tous les deux à ces dates, sur vos heures de travail.',
      '[Poser ces 6 dates]',
      '[Décaler une date]',
      '[Une seule rencontre]',
    ]);
  });

  test('reads as well in English', () => {
    expect(aloud(draw(aPlan(), inEnglish)).slice(-5)).toEqual([
      'Between 3 July and 10 September, 69 days: no common time that would keep the eight-week mark.',
      'You are both free on these dates, within working hours.',
      '[Book these 6 dates]',
      '[Shift a date]',
      '[A single meeting]',
    ]);
  });

  test('is spoken with every date', () => {
    const { speak } = draw(aPlan());
    for (const date of ['Mardi 5 mai', 'Mardi 9 juin', 'Vendredi 3 juillet', 'Mardi 17 novembre'])
      expect(speak).toContain(date);
    expect(speak).toContain('69\u00a0jours');
  });

  test('names the zone once, for those who live by another clock than their partner', () => {
    const lines = aloud(draw(aPlan(), inReunion));

    expect(lines.filter((text) => text.includes('euro') || text.includes('La Réunion'))).toEqual([
      'En visio · 1 heure · Heure de La Réunion',
    ]);
    expect(plain(lines)).toContain('Mardi 17 novembre, 13 h – 14 h');
  });

  test.each([
    ['past', 'le repère des huit semaines est déjà passé'],
    ['notice', 'le repère des huit semaines vient trop tôt pour vous prévenir à temps'],
    ['no-common-time', 'aucun créneau commun pour tenir le repère des huit semaines'],
    [
      'most-reached',
      'tenir le repère des huit semaines demanderait plus de rencontres que l’année n’en prévoit',
    ],
    [null, 'une date de plus pourrait tenir le repère des huit semaines'],
  ] as const)('says why a stretch is longer than the mark: %s', (why, told) => {
    const lines = plain(aloud(draw(aPlan({ broken: [{ ...summer, why }] }))));

    expect(lines).toContain(`Entre le 3 juillet et le 10 septembre, 69 jours : ${told}.`);
  });

  test.each([
    [49, 'repère des sept semaines', 'seven-week mark'],
    [55, 'repère des 55 jours', '55-day mark'],
    [56, 'repère des huit semaines', 'eight-week mark'],
    [57, 'repère des 57 jours', '57-day mark'],
  ])('names a mark of %i days as one says it', (markDays, french, english) => {
    const kept = aPlan({ broken: [], markDays });

    expect(aloud(draw(kept))).toContain(`Entre ces dates, le ${french} est tenu.`);
    expect(aloud(draw(kept, inEnglish))).toContain(`Between these dates, the ${english} is kept.`);
  });

  test.each([
    ['nobody', 6, 'Poser ces 6 dates', 'Book these 6 dates'],
    ['mine', 6, 'Proposer ces 6 dates', 'Propose these 6 dates'],
    ['theirs', 6, 'Proposer ces 6 dates', 'Propose these 6 dates'],
    ['both', 2, 'Proposer ces 2 dates', 'Propose these 2 dates'],
    ['nobody', 1, 'Poser cette date', 'Book this date'],
    ['both', 1, 'Proposer cette date', 'Propose this date'],
  ] as const)('whose calendar is unknown: %s; dates: %i', (unread, number, french, english) => {
    const model = aPlan({ unread, dates: aPlan().dates.slice(0, number) });

    expect(titles(model)[0]).toBe(french);
    expect(titles(model, inEnglish)[0]).toBe(english);
  });

  test('one of its dates is shifted either way, and which one travels with the press', () => {
    const card = draw(aPlan());
    const presses = executesOf(card).map(({ verb, data, associatedInputs }) => {
      return { verb, data, associatedInputs };
    });

    expect(presses).toEqual([
      { verb: 'plan.confirm', data: expect.anything(), associatedInputs: 'none' },
      { verb: 'plan.shift', data: expect.objectContaining({ to: 'earlier' }) },
      { verb: 'plan.shift', data: expect.objectContaining({ to: 'later' }) },
      { verb: 'menu.book', data: expect.anything(), associatedInputs: 'none' },
    ]);
    expect(inputsOf(card)).toMatchObject([{ id: 'index', style: 'compact', value: '0' }]);
    expect(inputsOf(card)[0]?.choices).toEqual(
      [
        'Mardi 5 mai, 10 h – 11 h',
        'Mardi 9 juin, 14 h 30 – 15 h 30',
        'Vendredi 3 juillet, 10 h – 11 h',
        'Jeudi 10 septembre, 14 h 30 – 15 h 30',
        'Mardi 13 octobre, 10 h – 11 h',
        'Mardi 17 novembre, 10 h – 11 h',
      ].map((title, index) => ({
        title: title.replaceAll(/(?<=\d) (?=h)|(?<=h) (?=\d)/g, '\u00a0'),
        value: String(index),
      })),
    );
  });

  test('the rest planned anew says what each date takes the place of', () => {
    const lines = plain(aloud(draw(modelNamed('tail of a plan'))));

    expect(lines.slice(0, 2)).toEqual([
      'Replanifier la suite avec Marc Lebrun',
      'Voici trois dates pour la suite. Rien ne change avant votre accord.',
    ]);
    expect(lines).toContain(
      'Mardi 15 septembre, 10 h – 11 h · au lieu du jeudi 10 septembre, 14 h 30 – 15 h 30',
    );
    // This one stays where it stood.
    expect(lines).toContain('Mardi 17 novembre, 10 h – 11 h');
  });

  test('without a date says whether none is needed or none was found', () => {
    const needless = draw(aPlan({ dates: [], broken: [] }));
    const vain = draw(aPlan({ dates: [] }));

    expect(plain(aloud(needless))[1]).toBe(
      'Il n’y a rien à ajouter : vos rencontres se suivent déjà au bon rythme.',
    );
    expect(plain(aloud(vain))[1]).toMatch(/^Je ne trouve pas de date à ajouter/);
    expect(vain.speak).toContain('aucun créneau commun');
    for (const card of [needless, vain])
      expect(executesOf(card).map(({ verb }) => verb)).toEqual(['menu.book', 'menu.meetings']);
  });
});

const modelNamed = (name: string): CardModel => {
  const model = models[name];
  if (!model) throw new Error(`no sample model is called ${name}`);
  return model;
};

describe('the year as it stands', () => {
  test('is put to whoever has not chosen it, every date ticked', () => {
    const card = draw(aYear());
    const [suits] = inputsOf(card);

    expect(plain(aloud(card))).toEqual([
      'Vos rencontres de l’année avec Awa Diallo',
      'À confirmer · proposé par Awa Diallo',
      [
        'Décochez les dates qui ne vous conviennent pas',
        'Mardi 5 mai, 10 h – 11 h',
        'Mardi 9 juin, 14 h 30 – 15 h 30',
        'Vendredi 3 juillet, 10 h – 11 h',
        'Jeudi 10 septembre, 14 h 30 – 15 h 30',
        'Mardi 13 octobre, 10 h – 11 h',
        'Mardi 17 novembre, 10 h – 11 h',
      ].join(' | '),
      'Pour une date décochée, Awa Diallo saura que vous souhaitez un autre moment.',
      'Les invitations sont parties vers vos deux agendas.',
      '[Ces dates me conviennent]',
      '[Aucune ne convient]',
    ]);
    expect(suits).toMatchObject({ id: 'suits', isMultiSelect: true, style: 'expanded' });
    const ids = Array.isArray(suits?.choices) ? suits.choices.map(({ value }) => value) : [];
    expect(suits?.value).toBe(ids.join(','));
    expect(ids).toHaveLength(6);
  });

  test('none of them suits: said in one press, whatever is ticked, and never by a lost input', () => {
    const [confirm, none] = executesOf(draw(aYear()));

    expect(confirm).toMatchObject({ verb: 'plan.confirm', style: 'positive' });
    expect(confirm).not.toHaveProperty('associatedInputs');
    expect(confirm?.data).not.toHaveProperty('suits');
    expect(none).toMatchObject({
      verb: 'plan.confirm',
      associatedInputs: 'none',
      data: { suits: '' },
    });
  });

  test('asks only about dates that wait; the others say where they stand', () => {
    const card = draw(modelNamed('year partly asked of me'));

    expect(plain(aloud(card)).slice(2, 6)).toEqual([
      'Décochez les dates qui ne vous conviennent pas | Jeudi 10 septembre, 14 h 30 – 15 h 30 | Mardi 13 octobre, 10 h – 11 h',
      'Mardi 5 mai, 10 h – 11 h · a eu lieu',
      'Mardi 9 juin, 14 h 30 – 15 h 30 · confirmée',
      'Vendredi 3 juillet, 10 h – 11 h · un autre moment est souhaité',
    ]);
    expect(executesOf(card).at(-1)).toMatchObject({
      verb: 'plan.show',
      data: { after: thirdMeeting },
    });
  });

  test('never asks about a date the reader proposed, such as one moved since', () => {
    const card = draw(aYear({ dates: [aDate(0), aDate(1, { mine: true })] }));

    expect(inputsOf(card)[0]?.value).toBe(firstMeeting);
    expect(plain(aloud(card))).toContain('Mardi 9 juin, 14 h 30 – 15 h 30 · à confirmer');
  });

  test('shows whoever proposed it that the answer is awaited, and takes it back in one press', () => {
    const card = draw(modelNamed('year asked by me'));

    expect(aloud(card)[1]).toBe('À confirmer · Marc Lebrun n’a pas encore répondu');
    // The dates are told; one of them can be opened, and none is asked about.
    expect(inputsOf(card).map(({ id }) => id)).toEqual(['meeting']);
    expect(titles(modelNamed('year asked by me'))).toEqual([
      'Retirer ces propositions',
      'Modifier une rencontre',
    ]);
    expect(executesOf(card)[0]).toMatchObject({ verb: 'plan.undo', data: { plan: aYear().plan } });
  });

  test('is said to be agreed only when all that is ahead is', () => {
    const agreed = { agreement: 'agreed' } as const;
    const status = (dates: ReturnType<typeof aDate>[]) =>
      aloud(draw(aYear({ dates, may: { confirm: false, undo: false, replan: false } })))[1];

    expect(status([aDate(0, { ...agreed, state: 'held' }), aDate(1, agreed)])).toBe(
      'Toutes ces dates sont confirmées.',
    );
    expect(status([aDate(0, agreed), aDate(1, { agreement: 'other-time' })])).toMatch(/^Mardi 14/);
    expect(status([aDate(0, { ...agreed, state: 'held' })])).toMatch(/^Mardi 14/);
  });

  test('that no longer keeps the mark says so and leads on', () => {
    const card = draw(modelNamed('year to be planned anew'));

    expect(plain(aloud(card))).toContain(
      'Entre le 3 juillet et le 10 septembre, 69 jours : aucun créneau commun pour tenir le repère des huit semaines.',
    );
    expect(executesOf(card)).toMatchObject([
      { verb: 'plan.show', style: 'positive', data: { after: secondMeeting } },
      { verb: 'meeting.open' },
    ]);
    const whole = draw(
      aYear({ may: { confirm: false, undo: false, replan: true }, replanAfter: null }),
    );
    expect(executesOf(whole)[0]?.data).not.toHaveProperty('after');
  });

  test('taken back leads to planning anew', () => {
    const card = draw(aYear({ dates: [], may: { confirm: false, undo: false, replan: false } }));

    expect(aloud(card)[1]).toBe('Ces dates ne sont plus posées ni proposées.');
    expect(executesOf(card).map(({ verb }) => verb)).toEqual(['menu.plan']);
  });

  test('is spoken date by date', () => {
    const { speak } = draw(aYear({ dates: [aDate(0), aDate(1, { agreement: 'agreed' })] }));

    expect(speak.replaceAll('\u00a0', ' ')).toContain(
      'Mardi 5 mai, 10 h – 11 h. Mardi 9 juin, 14 h 30 – 15 h 30, confirmée.',
    );
  });

  test('a date is known by its meeting', () => {
    expect(inputsOf(draw(aYear({ dates: [aDate(0)] })))[0]?.value).toBe(firstMeeting);
  });
});
