import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import type { Reader } from '../../domain/card-model.ts';
import type { ThemeKey } from '../../domain/theme.ts';
import { capital } from '../../words/dates.ts';
import { words } from '../../words/words.ts';

export interface Element {
  type: string;
  text?: string;
  style?: string;
  items?: Element[];
  choices?: Choice[];
  /** Of an ActionSet: presses that stand in the body. */
  actions?: (Execute | Toggle)[];
  [property: string]: unknown;
}

/** What a card's action tells the bot, beyond the inputs. */
export type ActionData = Readonly<Record<string, string | number>>;

export interface Execute {
  type: 'Action.Execute';
  title: string;
  verb: string;
  data: ActionData;
  style?: 'positive';
  associatedInputs?: 'none';
}

export interface ShowCard {
  type: 'Action.ShowCard';
  title: string;
  card: { type: 'AdaptiveCard'; body: Element[]; actions: Execute[] };
}

/** Shows and hides parts of the card where it stands: nothing leaves the client. */
export interface Toggle {
  type: 'Action.ToggleVisibility';
  title: string;
  targetElements: { elementId: string; isVisible: boolean }[];
}

export interface OpenUrl {
  type: 'Action.OpenUrl';
  title: string;
  url: string;
  style?: 'positive';
}

/** Teams shows this many buttons without folding them away. */
export const mostButtons = 3;

export type Action = Execute | ShowCard | OpenUrl;

/** A card's own part: what stands on it, and what an assistant says aloud of it. */
export interface Drawing {
  speak: string;
  body: Element[];
  actions: Action[];
}

/** An entry of a list one chooses from. */
export interface Choice {
  title: string;
  value: string;
}

/**
 * A body with holes, to be filled from plain data. The data are never read as expressions, so a
 * name holding `${…}` stays what it is. Compiled at first use: most runs never draw most cards.
 */
export function bodyOf<Data extends object>(holes: readonly object[]): (data: Data) => Element[] {
  let template: Template | undefined;
  return (data) => {
    template ??= new Template({ body: holes });
    const { body }: { body: Element[] } = template.expand({ $root: data });
    return body;
  };
}

/** Where a value of the data goes; a hole alone in its string keeps the value's type. */
export const hole = (path: string) => `\${${path}}`;

export const heading = (path: string) => ({
  type: 'TextBlock',
  style: 'heading',
  size: 'Medium',
  weight: 'Bolder',
  wrap: true,
  text: hole(path),
});

export const strong = (path: string) => ({
  type: 'TextBlock',
  spacing: 'Small',
  weight: 'Bolder',
  wrap: true,
  text: hole(path),
});

export const line = (path: string) => ({
  type: 'TextBlock',
  spacing: 'Small',
  wrap: true,
  text: hole(path),
});

export const small = (path: string) => ({
  type: 'TextBlock',
  size: 'Small',
  isSubtle: true,
  wrap: true,
  text: hole(path),
});

/** One piece for each entry of a list in the data, none when it is empty; `$data` is the entry. */
export const each = (list: string, piece: object) => ({ $data: hole(list), ...piece });

/** Where somebody may go, as a piece of text: the buttons are for acts. */
export interface Link {
  title: string;
  url: string;
}

/** The links in the data, each a line of its own: in a text no sign of markup is ever taken for one. */
export const links = each('links', {
  type: 'RichTextBlock',
  inlines: [
    {
      type: 'TextRun',
      text: hole('title'),
      underline: true,
      selectAction: { type: 'Action.OpenUrl', title: hole('title'), url: hole('url') },
    },
  ],
});

/** The entries of a list in the data, each a `Choice`. */
export const choicesOf = (list: string) => [
  { $data: hole(list), title: hole('title'), value: hole('value') },
];

/** The act a card is there for. It takes the inputs along, once they are valid. */
export const primary = (verb: string, title: string, data: ActionData): Execute => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
  style: 'positive',
});

/** One of several equal acts: it takes the inputs along as the primary one does. */
export const withInputs = (verb: string, title: string, data: ActionData): Execute => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
});

/** Another way out: it neither waits for the inputs nor takes them along. */
export const aside = (verb: string, title: string, data: ActionData = {}): Execute => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
  associatedInputs: 'none',
});

export const themeChoices = (themes: readonly ThemeKey[], { locale }: Reader): Choice[] =>
  themes.map((value) => ({ title: words(locale).themes[value], value }));

/** Data of an action leave out what there is none of. */
export const withMeeting = (meeting: string | null): ActionData =>
  meeting === null ? {} : { meeting };

/** Parts put into sentences, as one would read them aloud. */
export const spoken = (...parts: string[]): string =>
  parts
    .filter((part) => part !== '')
    .map((part) => capital(/[.?!:…]$/.test(part) ? part : `${part}.`))
    .join(' ');
