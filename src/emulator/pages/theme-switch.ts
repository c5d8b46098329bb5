import { element } from './element.ts';

/** Themes by the names Teams gives them. */
const themes = [
  ['default', 'Clair'],
  ['dark', 'Sombre'],
  ['contrast', 'Contraste'],
] as const;
export type Theme = (typeof themes)[number][0];

const themeNamed = (name: string | null): Theme | undefined =>
  themes.find(([known]) => known === name)?.[0];

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const chosen = (): Theme | undefined =>
  themeNamed(new URLSearchParams(location.search).get('theme'));

/** The theme of this page: the one in its address, else light or dark as the machine has it. */
export const themeNow = (): Theme => chosen() ?? (systemDark.matches ? 'dark' : 'default');

/** Chooses the theme of the page, keeps it in the address, and tells each change at once. */
export function themeSwitch(changed: (theme: Theme) => void): HTMLElement {
  const options = themes.map(([value, word]) => element('option', { value }, word));
  const select = element('select', {}, ...options);
  const wear = () => {
    const theme = themeNow();
    select.value = theme;
    document.documentElement.dataset.theme = theme;
    changed(theme);
  };
  select.addEventListener('change', () => {
    history.replaceState(null, '', withParts({ theme: select.value }));
    wear();
  });
  systemDark.addEventListener('change', wear);
  wear();
  return element('label', { class: 'field theme' }, element('span', {}, 'Thème'), select);
}

/** The address of this page with parts of its query changed; an empty one goes. */
export function withParts(parts: Record<string, string>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(parts))
    if (value === '') query.delete(name);
    else query.set(name, value);
  return `${location.pathname}?${query}`;
}
