// Builds what is not fresh (some tests start the product itself), runs every test, and says in the
// very last line how many passed and failed.
// Arguments are vitest's own: `npm test -- test/domain`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

const report = 'test-results/vitest.json';
rmSync(report, { force: true });

const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const succeeded =
  run('scripts/build.mjs', '--quiet') &&
  run('node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2));

const { passed, failed, skipped } = count(report);
// A run can fail around its tests (the build, a missing server): that counts as one.
const wentWrong = !succeeded && failed === 0 ? 1 : failed;
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${wentWrong} failed`);
process.exitCode = wentWrong === 0 ? 0 : 1;

function run(program, ...args) {
  return spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' }).status === 0;
}

/** Counts tests, and as one failure each file that broke before its first test. */
function count(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 };
  const result = JSON.parse(readFileSync(path, 'utf8'));
  const brokenFiles = result.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((each) => each.status !== 'failed'),
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + brokenFiles.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
