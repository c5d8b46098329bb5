import { inTurns, openSheet, short, timed, times } from './measure.ts';
import { freePort, freshFolder, startProgram } from './processes.ts';
import { echoEnv, echoProgram } from './town.ts';

const firstStarts = 3;
const laterStarts = 5;
/** What a person who clones the project is promised. */
const targets = { first: 60_000, later: 8_000 };

const sheet = openSheet('start', 'From the start of the program until it answers');
const [port, microsoftPort] = [await freePort(), await freePort()];
const addresses = [port, microsoftPort].map((at) => `http://localhost:${at}/healthz`);

/** As `npm start` once everything is built: the product and the simulated Microsoft 365. */
async function startMs(folder: string): Promise<number> {
  const env = { PORT: `${port}`, EMULATOR_PORT: `${microsoftPort}`, DATA_DIR: folder };
  let program: Awaited<ReturnType<typeof startProgram>> | undefined;
  const ms = await timed(async () => {
    program = await startProgram(['dist/local.js', 'both'], env, addresses);
  });
  const reply = await fetch(`http://localhost:${microsoftPort}/_emulator/people`);
  if (((await reply.json()) as unknown[]).length > 0) peopled += 1;
  await program?.stop();
  return ms;
}

async function echoMs(): Promise<number> {
  const at = await freePort();
  let program: Awaited<ReturnType<typeof startProgram>> | undefined;
  const ms = await timed(async () => {
    const env = echoEnv(`http://localhost:${microsoftPort}`, at);
    program = await startProgram([echoProgram], env, [`http://localhost:${at}/healthz`]);
  });
  await program?.stop();
  return ms;
}

let peopled = 0;
const [first, later, echo]: number[][] = [[], [], []];
let folder = '';
await inTurns(firstStarts, [
  async () => {
    folder = freshFolder();
    first?.push(await startMs(folder));
  },
  async () => echo?.push(await echoMs()),
]);
await inTurns(laterStarts, [
  async () => later?.push(await startMs(folder)),
  async () => echo?.push(await echoMs()),
]);

const firstly = sheet.line('first start, empty store', first ?? [], 'ms');
const after = sheet.line('later start', later ?? [], 'ms');
const bare = sheet.line('echo', echo ?? [], 'ms');
const verdict = (ms: number, target: number) =>
  `${short(ms / 1000)} s of ${target / 1000} s: ${ms <= target ? 'kept' : 'MISSED'}`;
sheet.say(`first start ${verdict(Math.max(...(first ?? [])), targets.first)} (the slowest)`);
sheet.say(`later start ${verdict(Math.max(...(later ?? [])), targets.later)} (the slowest)`);
sheet.say(`first: ${times(firstly, bare)} the echo, later: ${times(after, bare)} the echo`);
sheet.ledger('starts with the people of the sample', peopled, firstStarts + laterStarts);
sheet.close();
