import type { CellKind } from './cohort-columns.ts';
import type { Reading } from './cohort-fault.ts';
import { departementOf } from './departement.ts';

/** The four professions (« corps ») whose careers the programme serves. */
export const professions = ['DH', 'D3S', 'DS', 'PH'] as const;
export type Profession = (typeof professions)[number];

export function isProfession(text: string): text is Profession {
  return professions.some((code) => code === text);
}

/** Whether a zone's name is known: the runtime's list, handed in so that this room stays pure. */
export type IsTimeZone = (name: string) => boolean;

const longest = 200;
// Title of the coaches' list and part of every card: short, and readable aloud.
const codeShape = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/-]{0,30}[\p{L}\p{N}])?$/u;
const nameShape = /^(?=.*\p{L})[\p{L}\p{M}\p{N} .,'’()·-]+$/u;
const mailShape =
  /^(?=.{6,200}$)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const guidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const zoneShape = /^(?:UTC|[A-Za-z_]+(?:\/[A-Za-z_+-]+)+)$/;

/** As typed, without what a keyboard or a spreadsheet adds: outer and doubled blanks, line breaks. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

const checks: Record<CellKind, (text: string, isTimeZone: IsTimeZone) => Reading> = {
  code: (text) => (codeShape.test(text) ? { value: text.toUpperCase() } : no('malformed-code')),
  name: (text) => (nameShape.test(text) ? { value: text } : no('malformed-name')),
  text: (text) => ({ value: text }),
  mail: readMail,
  profession: (text) =>
    isProfession(text.toUpperCase()) ? { value: text.toUpperCase() } : no('unknown-profession'),
  departement: (text) => {
    const code = departementOf(text);
    if (code !== null) return { value: code };
    return no(text === '20' ? 'corsica' : 'unknown-departement');
  },
  'time-zone': (text, isTimeZone) =>
    zoneShape.test(text) && isTimeZone(text) ? { value: text } : no('unknown-time-zone'),
  guid: readGuid,
};

function no(problem: Extract<Reading, { problem: unknown }>['problem']): Reading {
  return { problem };
}

function readMail(text: string): Reading {
  const mail = text.toLowerCase();
  return mailShape.test(mail) ? { value: mail } : no('malformed-mail');
}

function readGuid(text: string): Reading {
  const guid = text.toLowerCase().replace(/^\{(.*)\}$/, '$1');
  // The empty GUID stands in exports for « no value ».
  return guidShape.test(guid) && !/^[0-]+$/.test(guid) ? { value: guid } : no('malformed-guid');
}

/** Reads one tidied, non-empty cell; what every kind refuses is refused first. */
export function readCell(text: string, kind: CellKind, isTimeZone: IsTimeZone): Reading {
  if (text.length > longest) return { problem: 'too-long', values: { limit: String(longest) } };
  // A cell like `=HYPERLINK(…)` would be run by the spreadsheet that later opens an export.
  if (/^[=+\-@]/.test(text)) return no('formula');
  const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.exec(text)?.[0];
  if (hidden !== undefined) {
    return { problem: 'control-character', values: { character: codePoint(hidden) } };
  }
  // U+FFFD, or UTF-8 once read as Windows-1252: accents lost before the file reached us.
  if (/\uFFFD|Ã[\u00A0-\u00BF]|â€/.test(text)) return no('lost-character');
  return checks[kind](text, isTimeZone);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
