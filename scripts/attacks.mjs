// Attacks the product as test/attacks/list.ts lists it, floods whole, and says of each attack what
// it came to. The very last line counts attacks: `N passed, N failed`. An attack that no passing test
// shows has failed. `npm run attacks -- 9 51` runs those alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { runnerImport } from 'vite';

const report = 'test-results/attacks.json';
rmSync(report, { force: true });

const { module } = await runnerImport('./test/attacks/list.ts');
const asked = process.argv.slice(2).map(Number);
const attacks = module.list.filter(({ number }) => asked.length === 0 || asked.includes(number));
if (attacks.length === 0 || attacks.length < asked.length) {
  console.error(`the list has attacks 1 to ${module.list.length}`);
  process.exit(1);
}

const shown = attacks.flatMap(({ shownBy }) => shownBy);
const files = [...new Set(shown.map(([file]) => file))];
const titles = [...new Set(shown.map(([, words]) => patternOf(words)))].join('|');
const built = run('scripts/build.mjs', '--quiet');
const ended =
  built &&
  run(
    'node_modules/vitest/vitest.mjs',
    ...['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    ...['--testNamePattern', `(?:^| )(?:${titles})`, ...files],
  );

const results = resultsOf(report);
let failed = 0;
for (const [letter, { name, from, to }] of Object.entries(module.sections)) {
  const own = attacks.filter(({ number }) => number >= from && number <= to);
  if (own.length === 0) continue;
  console.log(`\n${letter}. ${name}`);
  const good = own.filter((attack) => tell(letter, attack)).length;
  console.log(`${letter}: ${good} of ${own.length}`);
  failed += own.length - good;
}
// A run can fail around its tests (the build, a missing server): that counts as one.
if (!ended && failed === 0) failed = 1;
console.log(`${attacks.length - Math.min(failed, attacks.length)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Writes an attack's line, and those of its tests that failed; whether it came to what it must. */
function tell(letter, { number, what, expected, shownBy }) {
  const ofEach = shownBy.map(([file, words]) => testsOf(file, words));
  const all = ofEach.flat();
  const bad = all.filter(({ status }) => status === 'failed');
  // What is shown of all requests together is no test of this one.
  const own = ofEach.filter((_, at) => shownBy[at][1] !== module.noEffect[1]).flat();
  const passed = own.filter(isPassed).length;
  const isGood = bad.length === 0 && ofEach.every((tests) => tests.some(isPassed));
  const count = `${passed} ${passed === 1 ? 'test' : 'tests'}`;
  console.log(`${letter} ${number} ${what} → ${expected} … ${isGood ? 'ok' : 'FAILED'} (${count})`);
  for (const { fullName } of bad) console.log(`    failed: ${fullName}`);
  for (const [at, [file, words]] of shownBy.entries())
    if (!ofEach[at].some(isPassed)) console.log(`    nothing passed: ${file} « ${words} »`);
  return isGood;
}

function testsOf(file, words) {
  const begins = new RegExp(`(?:^| )${patternOf(words)}`);
  return results.filter((result) => result.file === file && begins.test(result.fullName));
}

function isPassed({ status }) {
  return status === 'passed';
}

/** What stands for a value in a title may be anything once the test runs. */
function patternOf(words) {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[a-z]/g, '.*');
}

function resultsOf(path) {
  if (!existsSync(path)) return [];
  return JSON.parse(readFileSync(path, 'utf8')).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: relative(process.cwd(), name),
      fullName,
      status,
    })),
  );
}

function run(program, ...args) {
  const env = { ...process.env, ATTACKS: '1' };
  return spawnSync(process.execPath, [program, ...args], { stdio: 'inherit', env }).status === 0;
}
