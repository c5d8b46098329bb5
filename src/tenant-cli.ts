import { runTenant } from './tenant/run.ts';

/** What an administrator runs: `npm run tenant -- plan|apply|check [FILE]`. */
const pauseMs = 3000;

process.exitCode = await runTenant(process.argv.slice(2), {
  env: process.env,
  say: (line) => console.log(line),
  now: () => Date.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, pauseMs)),
});
