import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, 'src/emulator/pages');
const pages = ['index', 'outlook', 'sharepoint', 'mail', 'control', 'device'];
/** Loaded by the pane's page as a classic script, at one address. */
const office = 'office/office';

/** The pages of the emulated Microsoft 365, served as plain files by the emulator. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: resolve(import.meta.dirname, 'dist/emulator-pages'),
    emptyOutDir: true,
    target: 'es2023',
    // The card renderer comes in one piece with its markdown; nothing here crosses a network.
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: Object.fromEntries([
        ...pages.map((page) => [page, resolve(root, `${page}.html`)]),
        [office, resolve(root, `${office}.ts`)],
      ]),
      output: {
        entryFileNames: ({ name }) =>
          name === office ? `${office}.js` : 'assets/[name]-[hash].js',
        banner: ({ name }) => (name === office ? '(() => {' : ''),
        footer: ({ name }) => (name === office ? '})();' : ''),
      },
    },
  },
});
