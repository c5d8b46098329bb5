import type { ThemeKey } from '../../domain/theme.ts';
import type { Words } from '../../words/words.ts';
import { choiceList } from './choice-list.ts';

/** As many as a meeting may be given, and as the server keeps to. */
const mostThemes = 3;

export interface ThemeList {
  view: HTMLElement;
  /** The themes chosen; null when there are none or too many, which it then says. */
  read: () => string[] | null;
}

export function themeList(
  offered: readonly ThemeKey[],
  chosen: readonly ThemeKey[],
  { record, themes, refusals }: Words,
): ThemeList {
  const list = choiceList({
    legend: record.themes,
    name: 'themes',
    kind: 'checkbox',
    choices: offered.map((theme) => ({ label: themes[theme], value: theme })),
    chosen,
  });
  const read = (): string[] | null => {
    const now = list.chosen();
    if (now.length > 0 && now.length <= mostThemes) return now;
    list.complain(now.length === 0 ? refusals['themes-needed'] : refusals['too-many-themes']);
    return null;
  };
  return { view: list.view, read };
}
