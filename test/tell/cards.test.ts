import { createRequire } from 'node:module';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { CardModel } from '../../src/domain/card-model.ts';
import { refusals } from '../../src/domain/refusal.ts';
import { previewText, renderCard } from '../../src/tell/cards/render-card.ts';
import { words } from '../../src/words/words.ts';
import { aloud, executesOf, inputsOf, markdownOf, nodesOf, textsOf } from './read-card.ts';
import { anAlert } from './sample-alerts.ts';
import {
  aHeld,
  aMeeting,
  inEnglish,
  inParis,
  inReunion,
  models,
  someSlots,
  tag,
  tuesday,
} from './sample-models.ts';

interface Events {
  eventCount: number;
  getEventAt(index: number): { message: string };
}
interface OfficialParser {
  SerializationContext: new () => Events;
  AdaptiveCard: new () => {
    parse(json: unknown, context: Events): void;
    validateProperties(): { validationEvents: { message: string }[] };
  };
}

const official: OfficialParser = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

/**
 * What the official parser holds against a card: unknown elements, bad values, missing ids. Its
 * pattern for `lang` is a global one, so that it refuses every other card of any language.
 */
function faultsOf(card: unknown): string[] {
  const context = new official.SerializationContext();
  const parsed = new official.AdaptiveCard();
  parsed.parse(card, context);
  const seen = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  return [...seen, ...parsed.validateProperties().validationEvents]
    .map(({ message }) => message)
    .filter((message) => !/^Invalid value "(fr|en)" for property "lang"/.test(message));
}

const modelNamed = (name: string): CardModel => {
  const model = models[name];
  if (!model) throw new Error(`no sample model is called ${name}`);
  return model;
};

const inFrench = (name: string) => renderCard(modelNamed(name), inParis, tag);
const names = Object.keys(models);
const readers = { French: inParis, English: inEnglish, 'French of La Réunion': inReunion };

describe.each(Object.entries(readers))('every card, to a reader of %s,', (_, reader) => {
  const drawn = names.map((name) => ({ name, card: renderCard(modelNamed(name), reader, tag) }));

  test('is one the official parser takes', () => {
    for (const { name, card } of drawn) expect(faultsOf(card), name).toEqual([]);
  });

  test('weighs at most 25 kB and has at most three buttons, one of them first', () => {
    for (const { name, card } of drawn) {
      expect(Buffer.byteLength(JSON.stringify(card)), name).toBeLessThanOrEqual(25_000);
      expect(card.actions.length, name).toBeLessThanOrEqual(3);
      expect(card.actions.filter((action) => 'style' in action).length, name).toBeLessThan(2);
    }
  });

  test('labels its inputs and says what is missing', () => {
    for (const { name, card } of drawn)
      for (const input of inputsOf(card)) {
        expect(input.label, name).toMatch(/\p{L}{3}/u);
        // A required input on a topic that is turned away would hold the press back, unseen.
        if (modelNamed(name).kind === 'survey') continue;
        expect(input.isRequired, name).toBe(true);
        expect(input.errorMessage, name).toMatch(/\.$/);
      }
  });

  test('has no two inputs of the same name', () => {
    for (const { name, card } of drawn) {
      const ids = inputsOf(card).map(({ id }) => id);
      expect(ids, name).toEqual([...new Set(ids)]);
    }
  });

  test('tells in sentences what it is, aloud and where it cannot be drawn', () => {
    for (const { name, card } of drawn) {
      expect(card.speak, name).toMatch(/^\p{Lu}.*[.?]$/u);
      expect(card.fallbackText, name).toMatch(/^\p{Lu}.*\.$/u);
      expect(card.lang, name).toBe(reader.locale);
    }
  });

  test('shows no id, no machine date, no empty hole', () => {
    for (const { name, card } of drawn)
      for (const text of textsOf(card)) {
        expect(text.trim(), name).not.toBe('');
        expect(text, name).not.toMatch(
          /\d{4}-\d\d-\d\d|[0-9a-f]{8}-|\$\{|undefined|null|NaN|\[obj/,
        );
        // Signs of markup are shown as they are: where a link is meant, it is an act of the card.
        expect(text, name).not.toMatch(/\]\(|https?:/);
      }
  });

  test('carries its own tag in all that is pressed', () => {
    for (const { name, card } of drawn)
      for (const { data, verb } of executesOf(card)) {
        expect(data, name).toMatchObject(tag);
        expect(verb, name).toMatch(/^[a-z]+\.[a-z-]+$/);
      }
  });
});

const english = /\b(the|and|your?|with|meetings?|book|cancel|move|calendars?|times?|please)\b/i;
const french = /\b(le|les|des|vous|votre|vos|rencontres?|binôme|avec|pour|créneaux?)\b/i;

test('a French card has no English in it, and an English card no French', () => {
  for (const name of names) {
    const model = modelNamed(name);
    // A questionnaire’s own sentences are data: each is asked in its reader’s language.
    if (model.kind === 'language' || model.kind === 'survey') continue;
    for (const text of textsOf(renderCard(model, inParis, tag))) expect(text).not.toMatch(english);
    for (const text of textsOf(renderCard(model, inEnglish, tag))) expect(text).not.toMatch(french);
  }
});

test('French is set as French is: no-break spaces before high marks, curved apostrophes', () => {
  for (const name of names)
    for (const text of textsOf(inFrench(name))) expect(text).not.toMatch(/ [:;?!»]|« |'/);
});

test('a notification shows nothing of a card', () => {
  expect(previewText('fr')).toBe('Télémaque\u00a0: une question sur votre agenda');
  for (const name of names) {
    const { fallbackText } = inFrench(name);
    expect(fallbackText).not.toMatch(/Awa|Marc|mai|avril/);
  }
});

describe('a name is shown as it is written', () => {
  const hole = `\${pair}`;
  const hostile = `1. **Rose** [x](http://a.example) <b>&amp;</b> ${hole} _d_ \`c\``;
  const markdown = new MarkdownIt({ html: true });

  /** What is left to read once Markdown has had its way. */
  const shown = (text: string) =>
    markdown
      .render(text)
      .replace(/^<p>|<\/p>\n$/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');

  const cards = names.map((name) => {
    const text = JSON.stringify(modelNamed(name));
    const model: CardModel = JSON.parse(
      text.replace(/Awa Diallo|Marc Lebrun|Claire Morvan|Centre hospitalier de la Baie/g, () =>
        JSON.stringify(hostile).slice(1, -1),
      ),
    );
    return { name, card: renderCard(model, inParis, tag) };
  });

  test.each(cards)('and never as Markdown, a tag or an expression: $name', ({ name, card }) => {
    const plain = textsOf(inFrench(name)).join(' ');
    const mentions = plain.includes('Awa Diallo') || plain.includes('Marc Lebrun');
    const texts = markdownOf(card).map(shown);

    expect(faultsOf(card)).toEqual([]);
    for (const text of texts.filter((each) => each.includes('Rose')))
      expect(text).toContain(hostile);
    if (mentions) expect([...texts, card.speak].join(' ')).toContain(hostile);
  });

  test('on a folded list, which is plain text everywhere', () => {
    const { card } = cards.find(({ name }) => name === 'find') ?? { card: inFrench('find') };

    expect(textsOf(card)).toContain(`${hostile}, Roscaël (mentoré·e)`);
  });

  test('a line never begins a list or a title by accident', () => {
    const begins = ['- Awa', '+ Awa', '# Awa', '12) Awa', '1. Awa', '* Awa', '> Awa', '~~Awa~~'];
    for (const partner of begins) {
      const [title] = markdownOf(renderCard({ ...aMeeting(), partner }, inParis, tag)).slice(1);
      expect(shown(title ?? '')).toBe(`À confirmer · proposé par ${partner}`);
      const about = { name: partner, mail: 'awa@ch.example', phone: null };
      const call = anAlert({ cause: 'call', about });
      expect(markdownOf(renderCard(call, inParis, tag)).map(shown)).toContain(
        `${partner} souhaite vous parler (demande du mardi 10 mars).`,
      );
    }
  });
});

describe('read aloud', () => {
  test('whoever is asked reads who proposes, when and how, and answers in one press', () => {
    expect(aloud(inFrench('asked of me'))).toEqual([
      'Rencontre avec Awa Diallo',
      'À confirmer · proposé par Awa Diallo',
      'Mardi 5 mai, 14\u00a0h – 15\u00a0h',
      'En visio',
      'Ce moment vous convient-il\u00a0?',
      'L’invitation est partie vers vos deux agendas.',
      '[Convient]',
      '[Autre moment]',
      '[Annuler la rencontre]',
    ]);
  });

  test('slots come with the best one first and the reason under them', () => {
    const card = inFrench('slots');

    expect(aloud(card).slice(2)).toEqual([
      [
        'Votre créneau',
        'Mardi 21 avril, 10\u00a0h – 11\u00a0h',
        'Mercredi 22 avril, 14\u00a0h\u00a030 – 15\u00a0h\u00a030',
        'Jeudi 23 avril, 10\u00a0h – 11\u00a0h',
        'Vendredi 24 avril, 14\u00a0h\u00a030 – 15\u00a0h\u00a030',
        'Lundi 27 avril, 10\u00a0h – 11\u00a0h',
      ].join(' | '),
      'En tête\u00a0: vous êtes libres tous les deux\u00a0; six semaines après la rencontre précédente.',
      '[Réserver]',
      '[Autres critères]',
    ]);
    expect(inputsOf(card)[0]).toMatchObject({
      isMultiSelect: false,
      value: '2026-04-21T08:00:00Z/2026-04-21T09:00:00Z',
    });
  });

  test('what was recorded can be agreed to, corrected, or denied', () => {
    const card = inFrench('held said by other');

    expect(aloud(card)).toEqual([
      'Rencontre notée',
      'Le mardi 5 mai, avec Awa Diallo',
      'Réseaux et partenaires · Prise de poste',
      'Notée par Awa Diallo. Est-ce exact\u00a0?',
      words('fr').common.kept('at-once'),
      '[C’est exact]',
      '[Corriger]',
    ]);
    expect(executesOf(card).map(({ verb, data }) => [verb, data])).toEqual([
      ['meeting.held', expect.objectContaining({ themes: 'networks,taking-up-post' })],
      ['meeting.correct', expect.not.objectContaining({ themes: expect.anything() })],
      ['meeting.not-held', expect.anything()],
    ]);
    expect(inputsOf(card)).toMatchObject([
      { id: 'date', value: '2026-05-05', min: '2026-04-14', max: '2026-05-06' },
      { id: 'themes', value: 'networks,taking-up-post', isMultiSelect: true },
    ]);
  });

  test('an English reader gets English dates', () => {
    const card = renderCard(modelNamed('asked of me'), inEnglish, tag);

    expect(aloud(card)).toContain('Tuesday 5 May, 14:00 – 15:00');
  });
});

describe('what may be pressed', () => {
  test('the help card leads to one’s data', () => {
    expect(nodesOf(inFrench('help'))).toContainEqual(
      expect.objectContaining({
        type: 'Action.OpenUrl',
        title: 'Vos données',
        url: 'https://mentorat.example/donnees',
      }),
    );
  });

  const verbsOf = (name: string) => executesOf(inFrench(name)).map(({ verb }) => verb);

  test.each([
    ['welcome', ['menu.book', 'menu.plan', 'menu.meetings']],
    ['help', ['menu.book', 'menu.plan', 'menu.meetings']],
    ['welcome of a coach', []],
    ['language', ['language.set', 'language.set']],
    ['which pair', ['pair.choose']],
    ['find', ['meeting.find']],
    ['slots', ['meeting.book', 'menu.book']],
    ['no slot', ['menu.book']],
    ['asked of me', ['meeting.accept', 'meeting.decline', 'meeting.cancel']],
    ['asked of me, all open', ['meeting.accept', 'meeting.decline', 'meeting.cancel']],
    ['asked by me', ['meeting.move', 'meeting.cancel', 'meeting.undo']],
    ['agreed', ['meeting.move', 'meeting.cancel']],
    ['agreed after a move', ['meeting.move', 'meeting.cancel', 'meeting.undo']],
    ['cancelled', ['meeting.undo', 'menu.book']],
    ['meeting held', ['menu.meetings']],
    ['held', ['meeting.held', 'meeting.not-held']],
    ['held said by me', ['menu.book', 'meeting.correct', 'meeting.not-held']],
    ['not held', ['menu.book', 'meeting.correct']],
    ['record', ['meeting.record']],
    ['no meetings', ['menu.book', 'menu.plan', 'menu.record']],
    ['one meeting ahead', ['menu.book', 'menu.plan', 'meeting.open']],
    ['meetings', ['menu.book', 'meeting.open', 'menu.record']],
    ['moved in Outlook', ['meeting.accept', 'meeting.decline', 'meeting.cancel']],
    ['cancelled in Outlook', ['menu.book']],
    ['referent', ['referent.call']],
    ['referent asked', []],
    ['newer', ['menu.meetings']],
  ])('on « %s »', (name, verbs) => {
    expect(verbsOf(name)).toEqual(verbs);
  });

  test('the way into a video call is never lost: a button, or a link when buttons are three', () => {
    expect(inFrench('agreed').actions[0]).toMatchObject({ type: 'Action.OpenUrl' });

    const links = nodesOf(inFrench('agreed after a move').body);
    expect(links).toContainEqual(
      expect.objectContaining({ type: 'Action.OpenUrl', title: 'Rejoindre la visio' }),
    );
  });

  test('ways out do not wait for the inputs of the card', () => {
    for (const name of names)
      for (const { verb, associatedInputs } of executesOf(inFrench(name)))
        if (['meeting.decline', 'meeting.not-held', 'menu.book'].includes(String(verb)))
          expect(associatedInputs).toBe('none');
  });

  test('several times may be proposed only to somebody whose calendar is not visible', () => {
    const several = (name: string) => inputsOf(inFrench(name))[0]?.isMultiSelect;

    expect(several('slots')).toBe(false);
    expect(several('slots, mine unread')).toBe(false);
    expect(several('slots, theirs unread')).toBe(true);
    expect(several('slots, both unread')).toBe(true);
    for (const name of ['slots, mine unread', 'slots, theirs unread', 'slots, both unread'])
      expect(textsOf(inFrench(name)).join(' ')).toMatch(/agenda non visible/i);
  });
});

describe('why the first slot comes first', () => {
  const since = (days: number, anchor: 'launch' | 'meeting' = 'meeting') =>
    aloud(renderCard({ ...someSlots, since: { anchor, days } }, inParis, tag)).at(-3);

  test.each([
    [10, 'une semaine après la rencontre précédente.'],
    [11, 'deux semaines après la rencontre précédente.'],
    [41, 'six semaines après la rencontre précédente.'],
    [45, 'six semaines après la rencontre précédente.'],
    [46, 'sept semaines après la rencontre précédente.'],
    [120, '17 semaines après la rencontre précédente.'],
  ])('%i days are told in weeks', (days, told) => {
    expect(since(days)).toBe(`En tête\u00a0: vous êtes libres tous les deux\u00a0; ${told}`);
  });

  test.each([-12, 0, 3])('%i days are not worth telling', (days) => {
    expect(since(days)).toBe(
      'En tête\u00a0: libre dans vos deux agendas, sur vos heures de travail.',
    );
  });

  test('the first meeting of all comes soon', () => {
    expect(since(3, 'launch')).toContain('pour une première rencontre, au plus tôt.');
  });

  test.each([
    'slots, mine unread',
    'slots, theirs unread',
    'slots, both unread',
    'plan, mine unread',
    'plan, theirs unread',
    'plan, both unread',
  ])('an unknown calendar is never called free: %s', (name) => {
    expect(textsOf(inFrench(name)).join(' ')).not.toMatch(/libre/);
    expect(textsOf(inFrench(name)).join(' ')).toMatch(/agenda non visible/i);
    const english = textsOf(renderCard(modelNamed(name), inEnglish, tag)).join(' ');
    expect(english).not.toMatch(/\bfree\b/);
    expect(english).toMatch(/calendar not visible/i);
  });

  test('into an unknown calendar nothing is booked: one proposes', () => {
    expect(inFrench('slots, mine unread').actions[0]?.title).toBe('Proposer ce créneau');
    expect(inFrench('slots, theirs unread').actions[0]?.title).toBe('Proposer ces créneaux');
    expect(inFrench('slots').actions[0]?.title).toBe('Réserver');
  });
});

describe('what came from Outlook', () => {
  test('a new time is put to either of the two, as nobody’s proposal', () => {
    expect(aloud(inFrench('moved in Outlook')).slice(1, 5)).toEqual([
      'À confirmer · déplacée dans Outlook',
      'Mardi 5 mai, 14\u00a0h – 15\u00a0h',
      'En visio',
      'Ce moment vous convient-il\u00a0?',
    ]);
  });

  test('once one of the two has said yes, that one waits for the other', () => {
    const card = renderCard(aMeeting({ fromOutlook: true, mine: true }), inParis, tag);

    expect(aloud(card)[1]).toBe('À confirmer · Awa Diallo n’a pas encore répondu');
  });

  test('a time somebody wishes there is that person’s proposal, and the only one asked about', () => {
    const card = inFrench('wished by Outlook');

    expect(aloud(card).slice(1, 6)).toEqual([
      'À confirmer · proposé par Awa Diallo',
      'Mardi 21 avril, 10\u00a0h – 11\u00a0h',
      'En visio',
      'En attendant, la rencontre du mardi 5 mai, 14\u00a0h – 15\u00a0h reste posée dans vos agendas.',
      'Ce moment vous convient-il\u00a0?',
    ]);
    expect(executesOf(card)[0]?.data).toMatchObject({
      slot: '2026-04-21T08:00:00Z/2026-04-21T09:00:00Z',
    });
  });

  test('a meeting called off there says so', () => {
    expect(aloud(inFrench('cancelled in Outlook'))[1]).toBe('Annulée dans Outlook');
  });
});

test('my meetings tell what is ahead in its order, with the programme’s days', () => {
  expect(aloud(inFrench('meetings')).slice(0, 7)).toEqual([
    'Vos rencontres avec Awa Diallo',
    'À venir',
    'Mardi 5 mai, 14\u00a0h – 15\u00a0h',
    'Mardi 19 mai · Événement de mi-parcours (à distance)',
    'Mardi 9 juin, 10\u00a0h – 11\u00a0h · à confirmer',
    'Mardi 8 décembre · Journée de bilan',
    'Rencontres notées',
  ]);
});

describe('a notice', () => {
  test.each(refusals)('says on top why not: %s', (refused) => {
    const card = renderCard(modelNamed('slots'), inParis, tag, { refused });

    expect(faultsOf(card)).toEqual([]);
    expect(aloud(card).slice(0, 2)).toEqual(['À savoir', words('fr').refusals[refused]]);
    expect(card.speak.startsWith(words('fr').refusals[refused])).toBe(true);
  });

  test('says what was done', () => {
    const card = renderCard(modelNamed('asked by me'), inEnglish, tag, { said: 'booked' });

    expect(aloud(card).slice(0, 2)).toEqual([
      'Good to know',
      'The meeting is in your calendars, to be confirmed.',
    ]);
  });
});

describe('confidentiality', () => {
  test('is said in the same line on every card that asks for themes', () => {
    const line = words('fr').common.kept('at-once');
    for (const model of [aHeld(), aHeld({ state: 'held', recorded: ['other'], iSaid: true })])
      expect(aloud(renderCard(model, inParis, tag))).toContain(line);
    expect(aloud(inFrench('welcome'))).toContain(line);
    expect(aloud(inFrench('record'))).toContain(words('fr').common.kept('at-checkpoints'));
  });
});

test('the zone is named once, and only for pairs that live by two clocks', () => {
  const asked = renderCard(aMeeting({ time: tuesday }), inReunion, tag);
  expect(aloud(asked)).toContain('Mardi 5 mai, 16\u00a0h – 17\u00a0h (heure de La Réunion)');

  const slots = aloud(renderCard(modelNamed('slots'), inReunion, tag)).join(' ');
  expect(slots.match(/heure de La Réunion/g)).toHaveLength(1);
  expect(aloud(inFrench('slots')).join(' ')).not.toContain('heure de Paris');
});
