import { describe, expect, test } from 'vitest';
import { renderCard } from '../../src/tell/cards/render-card.ts';
import { renderMail } from '../../src/tell/mails/render-mail.ts';
import { aloud, executesOf, inputsOf, textsOf } from './read-card.ts';
import { inEnglish, inParis, tag } from './sample-models.ts';
import { pauses } from './sample-pauses.ts';

const drawn = (name: string, reader = inParis) => {
  const model = pauses[name];
  if (!model) throw new Error(`no sample is called ${name}`);
  return renderCard(model, reader, tag);
};
const verbsOf = (name: string) => executesOf(drawn(name)).map(({ verb }) => verb);

describe('the form of a pause', () => {
  test('asks for no reason, and offers weeks in one press each or any other day', () => {
    expect(aloud(drawn('pause form'))).toEqual([
      'Une pause convenue avec Marc Lebrun',
      'Une pause ne demande aucune raison. Les rappels se taisent\u00a0; les rencontres déjà posées restent dans vos agendas.',
      'Marc Lebrun l’accepte d’un geste\u00a0; rien ne change d’ici là.',
      'Jusqu’à quand\u00a0?',
      'Un autre dernier jour',
      '[Proposer ce jour]',
    ]);
    expect(executesOf(drawn('pause form')).map(({ title, data }) => [title, data])).toEqual([
      ['2 semaines, jusqu’au 5 mai', expect.objectContaining({ until: '2026-05-05', ...tag })],
      ['4 semaines, jusqu’au 19 mai', expect.objectContaining({ until: '2026-05-19', ...tag })],
      ['6 semaines, jusqu’au 2 juin', expect.objectContaining({ until: '2026-06-02', ...tag })],
      ['8 semaines, jusqu’au 16 juin', expect.objectContaining({ until: '2026-06-16', ...tag })],
      ['Proposer ce jour', expect.not.objectContaining({ until: expect.anything() })],
    ]);
  });

  test('a week pressed does not wait for the day of the input; the day proposed does', () => {
    const [weeks, ...others] = executesOf(drawn('pause form'));

    expect(weeks).toMatchObject({ verb: 'pair.pause', associatedInputs: 'none' });
    expect(others.at(-1)).not.toHaveProperty('associatedInputs');
  });

  test('keeps the day within what is allowed, and begins with four weeks', () => {
    expect(inputsOf(drawn('pause form'))).toMatchObject([
      { id: 'until', min: '2026-04-22', max: '2026-07-22', value: '2026-05-19' },
    ]);
    expect(inputsOf(drawn('pause form near the end'))).toMatchObject([
      { min: '2026-04-22', max: '2026-04-30', value: '2026-04-30' },
    ]);
  });

  test('says so when no day is left', () => {
    expect(inputsOf(drawn('pause form too near the end'))).toEqual([]);
    expect(verbsOf('pause form too near the end')).toEqual(['menu.referent']);
  });
});

test('a pause is answered in one press', () => {
  expect(aloud(drawn('pause asked of me'))).toEqual([
    'Awa Diallo vous propose une pause',
    'Jusqu’au mardi 19 mai inclus',
    'Cela vous convient-il\u00a0?',
    'Une pause ne demande aucune raison. Les rappels se taisent\u00a0; les rencontres déjà posées restent dans vos agendas.',
    '[D’accord]',
    '[Pas maintenant]',
  ]);
  expect(aloud(drawn('pause that runs', inEnglish))).toContain(
    'Until Tuesday 19 May, that day included',
  );
});

describe('what may be pressed', () => {
  const weeks = Array(4).fill('pair.pause');
  test.each([
    ['pause form', [...weeks, 'pair.pause']],
    ['pause form near the end', ['pair.pause']],
    ['pause asked of me', ['pause.agree', 'pause.decline']],
    ['pause I asked for', ['pause.withdraw']],
    ['pause that runs', ['pair.resume']],
    ['pause set by the referent', ['pair.resume']],
    ['pause they declined', []],
    ['pause I declined', []],
    ['pause withdrawn', []],
    ['pause lapsed', ['menu.pause']],
    ['pause ended', ['menu.book']],
    ['stop form', ['pair.stop', 'menu.pause', 'menu.referent']],
    ['stopping', ['stop.withdraw', 'menu.book']],
    ['stopping, last meeting offered', ['menu.book']],
    ['stopping taken back', []],
    ['last meeting', ['menu.book']],
    ['closed', []],
  ])('on « %s »', (name, verbs) => {
    expect(verbsOf(name)).toEqual(verbs);
  });
});

test('the form of a stop says plainly what happens', () => {
  expect(aloud(drawn('stop form'))).toEqual([
    'Arrêter le mentorat avec Marc Lebrun',
    'Seul·e votre référent·e en est averti·e\u00a0: Claire Morvan, claire.morvan@programme.example, 01 00 00 00 12. Aucune raison n’est demandée.',
    'Télémaque n’en dit rien à Marc Lebrun\u00a0: c’est vous qui lui en parlerez, ou votre référent·e.',
    'Les rappels se taisent. Les rencontres déjà posées restent dans vos agendas, et vous pouvez encore en poser une.',
    'Vous pouvez revenir sur cette demande tant qu’une dernière rencontre n’est pas proposée.',
    '[Confirmer l’arrêt]',
    '[Faire une pause]',
    '[Référent·e]',
  ]);
});

test('nothing here blames, hurries, or asks why', () => {
  for (const name of Object.keys(pauses))
    for (const reader of [inParis, inEnglish])
      for (const text of textsOf(drawn(name, reader)))
        expect(text).not.toMatch(
          /retard|manqu|pourquoi|motif|vite|urgen|\blate\b|missed|why|because|fault|overdue/i,
        );
});

test('no card of a last meeting or of an end tells who asked for it', () => {
  for (const name of ['last meeting', 'closed', 'stopping, last meeting offered'])
    for (const text of textsOf(drawn(name))) expect(text).not.toMatch(/demand|souhait|arrêt/i);
  const frame = {
    ...{ name: 'Marc Lebrun', bodyName: 'Agence', replyTo: 'a@b.example', referent: null },
  };
  const link = { url: 'https://telemaque.example/l#t', expires: Date.parse('2026-05-12T10:00Z') };
  const mails = [
    renderMail({ ...frame, kind: 'last-meeting', partner: 'Awa Diallo', link }, inParis),
    renderMail({ ...frame, kind: 'closed', partner: 'Awa Diallo' }, inParis),
  ];
  for (const { html } of mails) expect(html).not.toMatch(/demandé|souhait|arrêt/i);
});
