// Builds the product and the benchmarks, then runs each benchmark in a process of its own.
// `npm run bench` runs all; `npm run bench -- chat outbox` those two. Raw figures are kept in
// test-results/bench; the exit code is 1 when a benchmark failed or lost or doubled something.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const folder = 'test/bench';
const out = 'dist/bench';
const known = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}: there are ${known.join(', ')}`);
  process.exit(1);
}

if (!run('scripts/build.mjs', '--quiet')) process.exit(1);
const chosen = asked.length > 0 ? asked : known;
await build({
  configFile: false,
  logLevel: 'warn',
  plugins: [{ name: 'src-as-built', enforce: 'pre', resolveId: asBuilt }],
  build: {
    ssr: true,
    outDir: out,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: Object.fromEntries([
        ...chosen.map((name) => [name, `${folder}/${name}.bench.ts`]),
        ['echo', `${folder}/echo.ts`],
        ['bare', `${folder}/bare.ts`],
      ]),
    },
  },
});
mkdirSync('test-results/bench', { recursive: true });
const failed = chosen.filter((name) => !run(`${out}/${name}.js`));
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** What is measured is the built product: its modules are not bundled a second time. */
function asBuilt(asked, importer) {
  if (!asked.startsWith('.') || !asked.endsWith('.ts') || !importer) return null;
  const path = resolve(dirname(importer), asked);
  const source = `${resolve('src')}/`;
  if (!path.startsWith(source)) return null;
  const built = resolve('dist', path.slice(source.length).replace(/\.ts$/, '.js'));
  return { id: pathToFileURL(built).href, external: true };
}

function run(program, ...args) {
  return spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' }).status === 0;
}
