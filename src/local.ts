import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadCohort } from './cohort-loading.ts';
import { compose } from './compose.ts';
import { localApp } from './config/local-app.ts';
import type { Config } from './config.ts';
import { catalogAppId } from './emulator/graph/installed-apps.ts';
import { startEmulator } from './emulator/start.ts';
import type { Seed } from './emulator/world.ts';
import { stopWhenAsked } from './stop.ts';

/** Local mode: the product, Microsoft 365 simulated beside it, or both under one roof. */
const env = z
  .object({
    PORT: z.coerce.number().int().default(3978),
    EMULATOR_PORT: z.coerce.number().int().default(3979),
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: z.string().optional(),
    /** Where a balancer in front of several products is reached. */
    PUBLIC_PORT: z.coerce.number().int().optional(),
    STOP_GRACE_MS: z.coerce.number().int().default(0),
    LOG_LEVEL: z.enum(['info', 'warn', 'silent']).default('warn'),
  })
  .parse(process.env);

const product = `http://localhost:${env.PUBLIC_PORT ?? env.PORT}`;
const microsoft = `http://localhost:${env.EMULATOR_PORT}`;
const root = join(import.meta.dirname, '..');
const sampleCohort = join(root, 'sample', 'cohort-2026.csv');

const readSeed = (): Seed =>
  JSON.parse(readFileSync(join(root, 'sample', 'world.json'), 'utf8')) as Seed;

const parts = { product: runProduct, emulator: runEmulator };
type Part = keyof typeof parts;
const isPart = (name: string): name is Part => Object.hasOwn(parts, name);

const tell = (error: unknown) => console.error(error);

async function runEmulator(): Promise<void> {
  const emulator = await startEmulator({
    port: env.EMULATOR_PORT,
    dataDir: join(env.DATA_DIR, 'emulator'),
    productUrl: product,
    appId: localApp.id,
    appSecret: localApp.secret,
    seed: readSeed(),
    pagesDir: join(root, 'dist', 'emulator-pages'),
  });
  stopWhenAsked({ close: () => emulator.close(), tell });
}

async function runProduct(): Promise<void> {
  const clockOffset = await emulatorOffset();
  const reload = () => loadCohort(app.db, sampleCohort, app.deps.now(), app.deps.newId);
  const app = await compose(localConfig(clockOffset), { reload: () => reload() });
  if ((await app.db.read.pairs.cohortCount()) === 0) await reload();
  await app.listen();
  stopWhenAsked({ close: () => app.close({ graceMs: env.STOP_GRACE_MS }), tell });
}

function localConfig(clockOffset: number): Config {
  const seed = readSeed();
  const { tenant, programmeMailbox } = seed.home;
  return {
    port: env.PORT,
    publicUrl: product,
    store: env.DATABASE_URL ? { url: env.DATABASE_URL } : { folder: join(env.DATA_DIR, 'product') },
    keyFolder: join(env.DATA_DIR, 'keys'),
    tenant,
    allowedTenants: seed.tenants.map((one) => one.id),
    appId: localApp.id,
    credential: { secret: localApp.secret },
    programmeMailbox: programmeMailbox.mail,
    catalogApp: catalogAppId,
    logLevel: env.LOG_LEVEL,
    local: { microsoft, clockOffset },
  };
}

const patienceMs = 30_000;

/** Waits for the simulated Microsoft 365, and takes its clock. */
async function emulatorOffset(): Promise<number> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const reply = await ask(`${microsoft}/_emulator/clock`);
    if (reply?.ok) return z.object({ offset: z.number() }).parse(await reply.json()).offset;
    if (Date.now() > deadline) {
      throw new Error(
        `No simulated Microsoft 365 at ${microsoft}: start it with npm run emulator.`,
      );
    }
    await pause(100);
  }
}

async function runBoth(): Promise<void> {
  const children = (['emulator', 'product'] as const).map(startPart);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      for (const child of children) child.kill(signal);
    });
  }
  const ended = Promise.all(children.map(whenEnded));
  if (await bothHealthy(children)) announce();
  const codes = await ended;
  process.exit(codes.every((code) => code === 0) ? 0 : 1);
}

/** Never restarted by itself, and the one lives on when the other dies. */
function startPart(part: Part): ChildProcess {
  return spawn(process.execPath, [import.meta.filename, part], { stdio: 'inherit' });
}

const whenEnded = (child: ChildProcess) =>
  new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));

async function bothHealthy(children: ChildProcess[]): Promise<boolean> {
  const deadline = Date.now() + 2 * patienceMs;
  while (Date.now() < deadline) {
    if (children.every((child) => child.exitCode !== null)) return false;
    const replies = await Promise.all([product, microsoft].map((at) => ask(`${at}/healthz`)));
    if (replies.every((reply) => reply?.ok)) return true;
    await pause(50);
  }
  return false;
}

function announce(): void {
  const people = readSeed().people.slice(0, 2);
  const as = people.map((one) => `    ${one.name.padEnd(24)} ${microsoft}/?as=${one.mail}`);
  console.log(
    [
      '',
      `  Télémaque                ${product}`,
      `  Microsoft 365 simulé     ${microsoft}`,
      '',
      '  Pour commencer, entrez dans Teams avec le premier binôme :',
      ...as,
      '',
    ].join('\n'),
  );
}

const ask = (url: string): Promise<Response | undefined> =>
  // Nobody there yet is one of the answers while the two start.
  fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function runPart(part: Part): Promise<void> {
  mkdirSync(env.DATA_DIR, { recursive: true });
  const pidFile = join(env.DATA_DIR, `${part}.pid`);
  // Known before it answers: whoever sees it healthy may end it.
  writeFileSync(pidFile, `${process.pid}\n`);
  process.once('exit', () => rmSync(pidFile, { force: true }));
  await parts[part]();
}

const [asked = 'both'] = process.argv.slice(2);
const running = isPart(asked) ? runPart(asked) : runBoth();
running.catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
