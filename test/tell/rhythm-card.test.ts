import { describe, expect, test } from 'vitest';
import { renderCard } from '../../src/tell/cards/render-card.ts';
import { renderMail } from '../../src/tell/mails/render-mail.ts';
import { executesOf, textsOf } from './read-card.ts';
import { inEnglish, inParis, tag } from './sample-models.ts';
import { aRhythm, rhythms } from './sample-rhythm.ts';

const textOf = (name: string, reader = inParis) => {
  const model = rhythms[name];
  if (!model) throw new Error(`no rhythm is called ${name}`);
  return textsOf(renderCard(model, reader, tag))
    .join('\n')
    .replaceAll('\u00a0', ' ');
};

describe('what is said of a pair', () => {
  test.each([
    [
      'rhythm due',
      'Votre dernière rencontre date du 3 mars.\nVoulez-vous en poser une avant le 28 avril ?\nSans date avant le 28 avril, vous dépasserez huit semaines :',
    ],
    [
      'rhythm due since the launch',
      'Votre année de mentorat a commencé le 10 février.\nVoulez-vous poser votre première rencontre avant le 28 avril ?',
    ],
    [
      'rhythm late',
      'Voulez-vous en poser une ?\nVous pouvez reprendre quand vous le souhaitez, au rythme qui vous convient.',
    ],
    [
      'rhythm late since the launch',
      'Vous pouvez commencer quand vous le souhaitez, au rythme qui vous convient.',
    ],
    ['rhythm asked', 'Des moments sont proposés et attendent une réponse.'],
    ['rhythm on track', 'Votre prochaine rencontre est posée : mardi 21 avril.'],
    ['rhythm paused', 'Votre binôme est en pause jusqu’au 1er mai inclus.'],
    ['rhythm before', 'Votre année de mentorat commence le 10 février.'],
    ['rhythm over', 'Votre année de mentorat est terminée.'],
  ])('%s', (name, expected) => {
    expect(textOf(name)).toContain(expected);
  });

  test.each(Object.keys(rhythms))(
    '%s counts no days against anybody, in either language',
    (name) => {
      for (const reader of [inParis, inEnglish]) {
        expect(textOf(name, reader)).not.toMatch(
          /\b35\b|retard|\blate\b|oubli|forgot|rappel|remind/i,
        );
      }
    },
  );

  test('in English too', () => {
    expect(textOf('rhythm due', inEnglish)).toContain(
      'Your last meeting was on 3 March.\nWould you like to set another one before 28 April?\nWithout a date before 28 April, you will pass eight weeks:',
    );
  });
});

test.each([
  ['rhythm due', ['menu.book', 'menu.plan', 'menu.pause']],
  ['rhythm on track', ['menu.meetings', 'menu.plan', 'menu.pause']],
  ['rhythm paused', ['menu.book', 'menu.plan']],
  ['rhythm over', ['menu.meetings']],
])('%s has these buttons, with the pair: %j', (name, expected) => {
  const model = rhythms[name];
  const presses = model ? executesOf(renderCard(model, inParis, tag)) : [];

  expect(presses.map(({ verb }) => verb)).toEqual(expected);
  for (const { data } of presses) expect(data).toMatchObject({ pair: aRhythm().pair });
});

test('the mail of a nudge says what the card says, and where to act', () => {
  const { partner, rhythm, markDays } = aRhythm();
  const link = { url: 'https://telemaque.example/l#abc', expires: Date.parse('2026-05-12T10:00Z') };
  const frame = { name: 'Marc Lebrun', bodyName: 'Agence', replyTo: 'a@b.example', referent: null };
  const mail = renderMail({ ...frame, kind: 'nudge', partner, rhythm, markDays, link }, inParis);

  const text = mail.html.replaceAll('\u00a0', ' ');
  expect(text).toContain('Vos rencontres avec Awa Diallo');
  expect(text).toContain('Voulez-vous en poser une avant le 28 avril ?');
  expect(text).toContain('Votre page personnelle vous permet de choisir un moment');
  expect(text).toContain(link.url);
});
