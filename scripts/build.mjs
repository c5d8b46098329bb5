// Builds what is not fresh: the server by tsc, the pages by vite, and the files that are copied.
// A part is fresh when the digest of what it is made of is the one noted at its last build, so a
// second start costs a few milliseconds. `--quiet` speaks only when something was built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const out = 'dist';
const stamps = join(out, '.stamps.json');
const settings = ['package-lock.json', 'tsconfig.json'];
/** Folders of `dist` that belong to a page bundle and are not the server's to clear. */
const bundles = ['pages', 'emulator-pages'];

const isCode = (path) => /\.tsx?$/.test(path);
const isPage = (path) => path.startsWith('src/pages/') || path.startsWith('src/emulator/pages/');

/** What is built from what, and how. A part whose settings file does not exist is left out. */
const parts = [
  {
    name: 'server',
    config: 'tsconfig.build.json',
    inputs: () => filesBelow('src').filter((path) => !isPage(path)),
    build: buildServer,
    result: join(out, 'main.js'),
  },
  bundle('pages', 'vite.pages.config.ts'),
  bundle('emulator-pages', 'vite.emulator.config.ts'),
];

/** Pages share `words/` and `domain/` with the server, so the whole of `src` is what they are made of. */
function bundle(name, config) {
  return {
    name,
    config,
    inputs: () => filesBelow('src'),
    build: () =>
      run('node_modules/vite/bin/vite.js', ['build', '-c', config, '--logLevel', 'warn']),
    result: join(out, name),
  };
}

/** Output of a source that is gone would still be imported by name, so all of it is made anew. */
function buildServer() {
  if (existsSync(out))
    for (const name of readdirSync(out))
      if (!bundles.includes(name) && name !== '.stamps.json')
        rmSync(join(out, name), { recursive: true });
  run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--incremental', 'false']);
  for (const path of filesBelow('src').filter((path) => !isPage(path) && !isCode(path))) {
    const target = join(out, path.slice('src/'.length));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target);
  }
}

function run(program, args) {
  const { status } = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' });
  if (status === 0) return;
  console.error(`build stopped: ${program} ${args.join(' ')} answered ${status}`);
  process.exit(1);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}

function digestOf(paths) {
  const digest = createHash('sha256').update(process.version);
  for (const path of paths)
    digest.update(path).update('\0').update(readFileSync(path)).update('\0');
  return digest.digest('hex');
}

const known = existsSync(stamps) ? JSON.parse(readFileSync(stamps, 'utf8')) : {};
const built = [];
for (const part of parts.filter(({ config }) => existsSync(config))) {
  const digest = digestOf([part.config, ...settings, ...part.inputs()]);
  if (known[part.name] === digest && existsSync(part.result)) continue;
  part.build();
  known[part.name] = digest;
  mkdirSync(out, { recursive: true });
  writeFileSync(stamps, JSON.stringify(known));
  built.push(part.name);
}
if (built.length > 0 || !process.argv.includes('--quiet'))
  console.log(built.length > 0 ? `built ${built.join(', ')}` : 'everything is built already');
