import {
  createCSSRuleFromTheme,
  type FluentProviderState,
  RendererProvider,
  renderFluentProvider_unstable as renderProvider,
  slot,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  useFluentProviderContextValues_unstable as useContextValues,
  useFocusVisible,
  useFluentProviderStyles_unstable as useProviderStyles,
} from '@fluentui/react-components';
import { type ReactNode, useInsertionEffect } from 'react';
import type { HostTheme } from './host.ts';
import { sheetRenderer } from './sheets.ts';
import { wear } from './worn.ts';

const themes: Record<HostTheme, Theme> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const renderer = sheetRenderer();
const variables = new CSSStyleSheet();

/** Sizes of letters follow the reader's own: Fluent writes them in pixels, which do not grow. */
const inRem = (theme: Theme): Theme =>
  // The same keys: only the unit of some values differs.
  Object.fromEntries(
    Object.entries(theme).map(([key, value]) => {
      const pixels = /^(fontSize|lineHeight)/.test(key) && /^([\d.]+)px$/.exec(String(value));
      return [key, pixels ? `${Number(pixels[1]) / 16}rem` : value];
    }),
  ) as unknown as Theme;

/** Everything below looks as the host does now. */
export function InHostTheme({ theme, children }: { theme: HostTheme; children: ReactNode }) {
  useInsertionEffect(() => {
    variables.replaceSync(createCSSRuleFromTheme(':root', inRem(themes[theme])));
    const worn = document.adoptedStyleSheets;
    if (!worn.includes(variables)) document.adoptedStyleSheets = [variables, ...worn];
    wear(theme);
  }, [theme]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Provided theme={theme}>{children}</Provided>
    </RendererProvider>
  );
}

/** Fluent's provider without its `<style>` element: the variables stand in a sheet of ours. */
function Provided({ theme, children }: { theme: HostTheme; children: ReactNode }) {
  const ref = useFocusVisible<HTMLDivElement>();
  const state: FluentProviderState = {
    applyStylesToPortals: true,
    customStyleHooks_unstable: {},
    dir: 'ltr',
    targetDocument: document,
    theme: themes[theme],
    overrides_unstable: {},
    themeClassName: 'host-theme',
    components: { root: 'div' },
    root: slot.always({ ref, dir: 'ltr', children }, { elementType: 'div' }),
    serverStyleProps: { cssRule: '', attributes: {} },
  };
  useProviderStyles(state);
  return renderProvider(state, useContextValues(state));
}
