import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, 'src/pages');
const pages = ['link', 'tab', 'tab-settings', 'coach', 'outlook'];

/** The product's pages in a browser, served by `src/web/web.ts`. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
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
    },
  },
});
