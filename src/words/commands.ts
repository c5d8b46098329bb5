export type Command =
  | 'book'
  | 'plan'
  | 'meetings'
  | 'record'
  | 'referent'
  | 'pause'
  | 'stop'
  | 'survey'
  | 'reach'
  | 'help'
  | 'language';

/** What a person may type, in French or English whatever their language, without its accents. */
const typed: ReadonlyMap<string, Command> = new Map([
  ['reserver', 'book'],
  ['reserver une rencontre', 'book'],
  ['book', 'book'],
  ['book a meeting', 'book'],
  ['planifier', 'plan'],
  ['poser mes rencontres', 'plan'],
  ['poser nos rencontres', 'plan'],
  ['plan', 'plan'],
  ['plan my meetings', 'plan'],
  ['plan our meetings', 'plan'],
  ['mes rencontres', 'meetings'],
  ['my meetings', 'meetings'],
  ['noter', 'record'],
  ['noter une rencontre', 'record'],
  ['record', 'record'],
  ['record a meeting', 'record'],
  ['mon referent', 'referent'],
  ['mon referente', 'referent'],
  ['ma referente', 'referent'],
  ['ma referent', 'referent'],
  ['my referent', 'referent'],
  ['pause', 'pause'],
  ['arreter', 'stop'],
  ['stop', 'stop'],
  ['questionnaire', 'survey'],
  ['mon questionnaire', 'survey'],
  ['my questionnaire', 'survey'],
  ['survey', 'survey'],
  ['joignabilite', 'reach'],
  ['reach', 'reach'],
  ['aide', 'help'],
  ['help', 'help'],
  ['langue', 'language'],
  ['language', 'language'],
]);

/** Longer than any command in any dress; more is a message, which is not read further. */
const longest = 200;

/** The command a person typed, whatever its case, accents, punctuation and mention; else null. */
export function readCommand(text: string): Command | null {
  if (text.length > longest) return null;
  return typed.get(plainOf(text)) ?? null;
}

const plainOf = (text: string): string =>
  text
    .replace(/<at\b[^>]*>[^<]*<\/at>/gi, ' ')
    .replace(/<[^>]*>|&nbsp;/gi, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // « référent·e », « référent(e) » and « référent.e » are one word.
    .replace(/(?<=\p{L})[·.(](?=e\b)/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
