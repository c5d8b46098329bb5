import { type Refused, refuse } from './refusal.ts';
import { type ThemeKey, themes } from './theme.ts';

export type { ThemeKey };

const mostThemes = 3;

/** The themes of a version, in the order people read them. */
export const themesOf = (version: number): readonly ThemeKey[] => {
  const known: Record<number, readonly ThemeKey[]> = themes;
  return known[version] ?? [];
};

/** One to three different themes of the cohort's list. */
export function readThemes(
  said: readonly string[],
  version: number,
): { themes: ThemeKey[] } | Refused {
  const offered = themesOf(version);
  const chosen = [...new Set(said)];
  if (chosen.length === 0) return refuse('themes-needed');
  const known = offered.filter((key) => chosen.includes(key));
  if (known.length < chosen.length) return refuse('unknown-theme');
  return known.length > mostThemes ? refuse('too-many-themes') : { themes: known };
}
