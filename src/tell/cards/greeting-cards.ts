import type { CardModel, Reader } from '../../domain/card-model.ts';
import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import { contactText } from './contact-text.ts';
import {
  aside,
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  type Link,
  line,
  links,
  primary,
  small,
  spoken,
} from './pieces.ts';

type Model<Kind extends CardModel['kind']> = Extract<CardModel, { kind: Kind }>;

const page = bodyOf<{
  title: string;
  lines: string[];
  words: string[];
  links: Link[];
  notes: string[];
}>([
  heading('title'),
  each('lines', line('$data')),
  each('words', { ...small('$data'), spacing: 'None' }),
  links,
  each('notes', small('$data')),
]);

const menu = (reader: Reader) => {
  const { greeting } = words(reader.locale);
  return [
    { ...aside('menu.book', greeting.book), style: 'positive' as const },
    aside('menu.plan', greeting.plan),
    aside('menu.meetings', greeting.meetings),
  ];
};

export function drawWelcome(model: Model<'welcome'>, reader: Reader): Drawing {
  const { greeting, common, referent } = words(reader.locale);
  const { partners } = model;
  const pairs = listText(partners, reader.locale);
  const lines = [greeting.who(model.bodyName)];
  if (partners.length > 0)
    lines.push(partners.length === 1 ? greeting.pairOf(pairs) : greeting.pairsOf(pairs));
  lines.push(...model.roles.map(greeting.role));
  const notes = [common.kept(model.recording)];
  if (model.referent) notes.push(referent.isYours(contactText(model.referent)));
  return {
    speak: spoken(greeting.hello(model.name), ...lines),
    body: page({ title: greeting.hello(model.name), lines, words: [], links: [], notes }),
    actions: partners.length > 0 ? menu(reader) : [],
  };
}

export function drawHelp({ mayBook, site }: Model<'help'>, reader: Reader): Drawing {
  const { common, greeting } = words(reader.locale);
  const lines = [mayBook ? greeting.helpIntro : greeting.helpNoPair];
  const listed = mayBook ? greeting.helpWords : [];
  return {
    speak: spoken(greeting.helpTitle, ...lines, ...listed),
    body: page({
      title: greeting.helpTitle,
      lines,
      words: listed,
      links: site === undefined ? [] : [{ title: common.data, url: `${site}/donnees` }],
      notes: [],
    }),
    actions: mayBook ? menu(reader) : [],
  };
}

/** Each language in its own name: whoever reads the wrong one still finds the way. */
const languages = [
  { locale: 'fr', name: 'Français' },
  { locale: 'en', name: 'English' },
] as const;

export function drawLanguage({ current }: Model<'language'>, reader: Reader): Drawing {
  const { greeting } = words(reader.locale);
  return {
    speak: greeting.languageTitle,
    body: page({
      title: greeting.languageTitle,
      lines: [greeting.languageNow],
      words: [],
      links: [],
      notes: [],
    }),
    actions: languages.map(({ locale, name }) =>
      locale === current
        ? aside('language.set', name, { locale })
        : primary('language.set', name, { locale }),
    ),
  };
}

const pairs = bodyOf<{
  title: string;
  label: string;
  missing: string;
  choices: { title: string; value: string }[];
}>([
  heading('title'),
  {
    type: 'Input.ChoiceSet',
    id: 'pair',
    label: hole('label'),
    style: 'expanded',
    wrap: true,
    isRequired: true,
    errorMessage: hole('missing'),
    choices: choicesOf('choices'),
  },
]);

export function drawWhichPair(model: Model<'which-pair'>, reader: Reader): Drawing {
  const { greeting } = words(reader.locale);
  const title = greeting.whichPair(model.next);
  const data = { next: model.next };
  return {
    speak: spoken(
      title,
      listText(
        model.pairs.map(({ partner }) => partner),
        reader.locale,
      ),
    ),
    body: pairs({
      title,
      label: greeting.whichPairLabel,
      missing: greeting.whichPairError,
      choices: model.pairs.map(({ id, partner, cohort }) => ({
        title: `${partner} (${cohort})`,
        value: id,
      })),
    }),
    actions: [primary('pair.choose', greeting.goOn, data)],
  };
}

export function drawStranger({ replyTo }: Model<'stranger'>, reader: Reader): Drawing {
  const { greeting } = words(reader.locale);
  const lines = [greeting.stranger(replyTo)];
  return {
    speak: lines.join(' '),
    body: page({ title: greeting.strangerTitle, lines, words: [], links: [], notes: [] }),
    actions: [],
  };
}
