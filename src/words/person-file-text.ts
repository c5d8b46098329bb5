import { personFile as english } from './en/person-file.ts';
import { personFile as french } from './fr/person-file.ts';
import type { Locale } from './words.ts';

interface Kept {
  /** Day it was made on. */
  made: string;
  sections: readonly { name: string; rows: readonly Record<string, unknown>[] }[];
}

export const personFileWords = { fr: french, en: english };

/** All that is kept about somebody as a text in their language, for whoever reads no JSON. */
export function personFileText({ made, sections }: Kept, locale: Locale): string {
  const { title, ballots, nothing, ...names } = personFileWords[locale];
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  const line = ([key, value]: [string, unknown]) => {
    const told = Array.isArray(value) ? value.join(', ') : value;
    return `${names.fields[key] ?? key.replaceAll('_', ' ')}${colon}${told}`;
  };
  const parts = sections.map(({ name, rows }) => {
    const each = rows.map((row) =>
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(line)
        .join('\n'),
    );
    return `# ${names.sections[name] ?? name}\n${each.length > 0 ? each.join('\n\n') : nothing}\n`;
  });
  return [title(made), ballots, '', ...parts].join('\n');
}
