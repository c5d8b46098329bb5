import { describe, expect, test } from 'vitest';
import type { CardModel } from '../../src/domain/card-model.ts';
import { previewText, renderCard } from '../../src/tell/cards/render-card.ts';
import { renderMail } from '../../src/tell/mails/render-mail.ts';
import { words } from '../../src/words/words.ts';
import { aloud, textsOf } from './read-card.ts';
import { aDigest, alertMails, alerts } from './sample-alerts.ts';
import { inEnglish, inParis, tag } from './sample-models.ts';

const named = (name: string): CardModel => {
  const model = alerts[name];
  if (!model) throw new Error(`no sample is called ${name}`);
  return model;
};
const read = (name: string, reader = inParis) => aloud(renderCard(named(name), reader, tag));
const buttons = (name: string) =>
  renderCard(named(name), inParis, tag).actions.map(({ title }) => title);

describe('the alert of a silent pair, read aloud', () => {
  test('says of whom, since when, what was tried and whom to call', () => {
    expect(read('alert, inactive')).toEqual([
      'Un binôme sans rencontre posée',
      'Awa Diallo et Marc Lebrun',
      'Binôme B-07',
      'Dernière rencontre\u00a0: le mardi 10 mars.',
      'Le repère des huit semaines est passé, et aucune rencontre n’est posée.',
      'Ce qui a été tenté',
      'Un message à Awa Diallo, le mardi 14 avril.',
      'Un message à chacun des deux, le vendredi 24 avril.',
      'Pour les joindre',
      'Awa Diallo, awa.diallo@ch-baie.example, 02 00 00 00 34',
      'Marc Lebrun, marc.lebrun@chu-lac.example',
      '[Vu]',
      '[Appeler Awa Diallo]',
      '[Autres actions]',
    ]);
  });

  test('counts from the launch while there was no meeting, by the mark the cohort has', () => {
    const text = read('alert, inactive since the launch');
    expect(text).toContain('Pas encore de rencontre depuis le lancement, le mardi 14 avril.');
    expect(text.join(' ')).toContain('Le repère des 50 jours est passé');
    expect(text).toContain('Aucun message n’avait encore été envoyé.');
    expect(read('alert, inactive', inEnglish)).toContain(
      'The eight-week mark has passed, and no meeting is set.',
    );
  });
});

test('each cause has its own words, and a silence is not a lost mailbox', () => {
  expect(read('alert, unreachable')).toContain(
    'Depuis le mardi 10 mars, nos messages à Marc Lebrun n’arrivent plus, ni dans Teams ni par courriel.',
  );
  expect(read('alert, unreachable').join(' ')).not.toMatch(/repère|tenté/);
  expect(read('alert, call')).toContain(
    'Awa Diallo souhaite vous parler (demande du mardi 10 mars).',
  );
  expect(read('alert, stop')).toContain(
    'Awa Diallo nous a dit, le mardi 10 mars, souhaiter arrêter.',
  );
  for (const locale of ['fr', 'en'] as const) {
    const { title } = words(locale).alert;
    const all = (['inactive', 'unreachable', 'stop', 'call'] as const).map(title);
    expect(new Set(all).size).toBe(4);
  }
});

test.each([
  ['alert, inactive', ['Vu', 'Appeler Awa Diallo', 'Autres actions']],
  ['alert, unreachable', ['Vu', 'Autres actions']],
  ['alert, stop', ['Proposer une dernière rencontre', 'Vu', 'Autres actions']],
  ['alert, stop, seen', ['Proposer une dernière rencontre', 'Clore le binôme', 'Autres actions']],
  [
    'alert, stop, a last meeting offered',
    ['Clore le binôme', 'Appeler Awa Diallo', 'Autres actions'],
  ],
  ['alert, more', ['Mettre en pause', 'Confier à un·e collègue', 'Retour']],
  ['alert, more of a stop', ['Confier à un·e collègue', 'Clore le binôme', 'Retour']],
  ['alert, given to another coach', ['Autres actions']],
  ['alert, taken away', []],
  ['digest of nothing open', []],
])('%s can be acted on by %j', (name, titles) => {
  expect(buttons(name)).toEqual(titles);
});

test('a closed alert says what is true now, and offers nothing', () => {
  for (const name of Object.keys(alerts).filter((each) =>
    / (acted|paused|reached|seen|withdrawn|ended)$/.test(each),
  )) {
    const model = named(name);
    if (model.kind !== 'alert' || model.outcome === null) continue;
    expect(read(name).slice(3)).toEqual([
      words('fr').alert.outcome(model.outcome),
      'Vu par Claire Morvan.',
    ]);
  }
});

test('one that was given away names whom, and nothing of the pair but who they are', () => {
  expect(read('alert, given to another coach').slice(3, 4)).toEqual([
    'Ce signalement est confié à Paul Ferrand.',
  ]);
});

test('closing a pair is asked twice', () => {
  const card = renderCard(named('alert, stop, seen'), inParis, tag);
  const close = card.actions.find(({ title }) => title === 'Clore le binôme');
  expect(close?.type).toBe('Action.ShowCard');
  expect(textsOf(card).join(' ')).toContain('Ce geste ne se défait pas.');
});

test('nothing of it blames, counts days out loud, or names a theme', () => {
  for (const reader of [inParis, inEnglish])
    for (const name of Object.keys(alerts)) {
      const text = textsOf(renderCard(named(name), reader, tag)).join(' ');
      expect(text, name).not.toMatch(
        /retard|\blate\b|overdue|faute|manqu|relance[rz]|thématique|theme|5[67] jours|5[67] days/i,
      );
      for (const theme of Object.values(words(reader.locale).themes)) {
        expect(text, name).not.toContain(theme);
      }
    }
});

test('no name is in what a notification or a subject shows', () => {
  for (const name of Object.keys(alerts)) {
    const { fallbackText } = renderCard(named(name), inParis, tag);
    expect(fallbackText + previewText('fr')).not.toMatch(/Awa|Marc|Diallo|Lebrun|B-07/);
  }
  const frame = { name: 'Claire Morvan', bodyName: 'Agence', replyTo: 'e@p.example' };
  for (const mail of alertMails) {
    const { subject } = renderMail({ ...frame, referent: null, ...mail }, inParis);
    expect(subject).not.toMatch(/Awa|Marc|B-07/);
  }
});

describe('the digest', () => {
  test('lists what is open in its order, what is new, and how many closed', () => {
    expect(read('digest').slice(0, 10)).toEqual([
      'Vos signalements · Promotion 2026',
      'Awa Diallo et Marc Lebrun (binôme B-07)',
      'souhait d’arrêter, exprimé le 10 mars · nouveau',
      'Awa Diallo et Marc Lebrun (binôme B-07)',
      'appel demandé le 10 mars',
      'Awa Diallo et Marc Lebrun (binôme B-07)',
      'messages non reçus depuis le 10 mars',
      'Awa Diallo et Marc Lebrun (binôme B-07)',
      'aucune rencontre posée, à compter du 10 mars',
      '2 signalements se sont clos depuis le dernier point.',
    ]);
  });

  test('of nothing open says so; of very many shows the worst and counts the rest', () => {
    expect(read('digest of nothing open')).toContain('Plus aucun signalement n’est ouvert.');
    expect(read('digest of nothing open')).toContain(
      'Un signalement s’est clos depuis le dernier point.',
    );
    expect(read('digest of very many')).toContain('Et 28 autres signalements.');
  });

  test('goes by mail in the same words', () => {
    const frame = { name: 'Claire Morvan', bodyName: 'Agence', replyTo: 'e@p.example' };
    const mail = { ...frame, referent: null, kind: 'digest' as const, told: aDigest() };
    const { html } = renderMail(mail, inParis);
    expect(html).toContain('souhait d’arrêter, exprimé le 10 mars · nouveau');
    expect(html).toContain('2 signalements se sont clos');
  });
});
