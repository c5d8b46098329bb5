import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, 'src/pages');
const pages = ['link', 'tab', 'tab-settings', 'coach', 'outlook'];

/**
 * What several first views share, in few files: at a quarter of the processor each file of its own
 * costs some ten milliseconds. React is read after what draws the first view.
 */
const groups = [
  {
    name: 'boot',
    test: /rolldown\/runtime|teams-js|node_modules\/react\/(cjs\/react-)?jsx-runtime|src\/pages\/shared\/(host|missing|worn|year-places)\.ts/,
  },
  {
    name: 'pair',
    test: /src\/pages\/(shared\/(draw|recorded-rows|year-picture|year-text)\.ts|tab\/(?!main|take-over|pair-tab|act-dialog|loading|wait\.)[\w-]+\.tsx?$)/,
  },
  {
    name: 'common',
    test: /preload-helper|src\/pages\/(post|shared\/kept-ballot)\.ts|src\/words\/(dates|list|(fr|en)\/(count|finding|refusals|zones))\.ts/,
  },
  {
    name: 'words',
    test: /src\/words\/(?!.*(coach|cohort|count|dates|finding|list|pane|programme|refusals|report|settings|survey-in-tab|waves|zones))/,
  },
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
];

/** The product's pages in a browser, served by `src/web/web.ts`. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [hostThemes(), readAhead()],
  // Whoever builds, be it a test: React's own checks are for those who write it.
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', development: false } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/pages'),
    emptyOutDir: true,
    target: 'es2023',
    // The content policy lets nothing in that is written inside a page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false, moduleLevelDirective: false },
      input: pages.map((page) => resolve(root, `${page}.html`)),
      // It looks for Node's own chance, and takes the browser's where there is none.
      onLog: (level, log, tell) => {
        if (!/Module "crypto" .*blindrsa-ts/.test(log.message)) tell(level, log);
      },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups } },
    },
  },
});

/** Fluent's themes in `host-themes.css`: of some 450 variables, those that our sheets use. */
function hostThemes(): Plugin {
  const own = join(root, 'shared', 'host-themes.css');
  return {
    name: 'host-themes',
    load: (id) => (id.split('?')[0] === own ? themeRules() : null),
  };
}

type Fluent = Record<`teams${'Light' | 'Dark' | 'HighContrast'}Theme`, Record<string, string>>;

function themeRules(): string {
  // The tokens alone: Fluent's components take seconds to read in Node.
  const fluent = createRequire(import.meta.url).resolve('@fluentui/react-components');
  const themes: Fluent = createRequire(fluent)('@fluentui/tokens');
  const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(join(root, name), 'utf8'));
  const used = new Set([...sheets.join('').matchAll(/var\(--(\w+)/g)].map(([, name = '']) => name));
  const rule = (name: string, theme: Record<string, string>) => {
    const lines = Object.entries(theme).filter(([key]) => used.has(key));
    return `:root[data-theme='${name}']{${lines.map(([key, value]) => `--${key}:${value}`).join(';')}}`;
  };
  return [
    rule('default', themes.teamsLightTheme),
    rule('dark', themes.teamsDarkTheme),
    rule('contrast', themes.teamsHighContrastTheme),
  ].join('\n');
}

/**
 * What the tabs' entries need beside themselves: `warm.ts`, and for the coaches' first view what draws
 * it, fetched while the entry asks for what to draw.
 */
function readAhead(): Plugin {
  const warm = join(root, 'shared', 'warm.ts');
  return {
    name: 'read-ahead',
    buildStart() {
      this.emitFile({ type: 'chunk', id: warm, name: 'warm' });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { path, chunk, bundle = {} }) {
        if (!['/tab.html', '/coach.html'].includes(path)) return [];
        const known = new Set(chunk?.imports ?? []);
        const read = (name: string): string[] => {
          const found = bundle[name];
          if (known.has(name) || found?.type !== 'chunk') return [];
          known.add(name);
          return [name, ...found.imports.flatMap(read)];
        };
        const drawing = (chunk?.dynamicImports ?? []).filter((name) => name.includes('/show-'));
        const warming = Object.values(bundle).filter(
          (one) => one.type === 'chunk' && one.facadeModuleId === warm,
        );
        return [
          ...warming.map(({ fileName }) =>
            tag('head-prepend', 'script', { type: 'module', async: true, src: `/${fileName}` }),
          ),
          ...drawing
            .flatMap(read)
            .map((name) => tag('head', 'link', { rel: 'modulepreload', href: `/${name}` })),
        ];
      },
    },
  };
}

const tag = (
  injectTo: 'head' | 'head-prepend',
  name: string,
  attrs: Record<string, string | boolean>,
): HtmlTagDescriptor => ({ injectTo, tag: name, attrs: { ...attrs, crossorigin: true } });
