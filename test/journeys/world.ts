import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadCohort } from '../../src/cohort-loading.ts';
import { compose } from '../../src/compose.ts';
import { localApp } from '../../src/config/local-app.ts';
import type { Config } from '../../src/config.ts';
import type { Where } from '../../src/db/open.ts';
import { catalogAppId } from '../../src/emulator/graph/installed-apps.ts';
import { localAppSecret, startEmulator } from '../../src/emulator/start.ts';
import type { Seed } from '../../src/emulator/world.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';
import { type Control, openControl, type Requests } from './control.ts';

export const localAppId = localApp.id;
const sampleCohort = 'sample/cohort-2026.csv';

export interface LivingWorld extends Control {
  emulator: Awaited<ReturnType<typeof startEmulator>>;
  product: Awaited<ReturnType<typeof compose>>;
  /** Where people's browsers reach the product. */
  publicUrl: string;
  seed: Seed;
  /** What was asked of the emulator before the journey: the welcome, the collective days. */
  requestsBefore: Requests;
  /** Launch day again, for the next journey. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A few pairs of the sample are a world large enough for a journey, and quicker to welcome. */
export function sampleSeed(pairs: readonly string[] = ['P01']): Seed {
  const seed = JSON.parse(readFileSync('sample/world.json', 'utf8')) as Seed;
  const matters = (person: Seed['people'][number]) =>
    person.pair === undefined ||
    pairs.includes(person.pair) ||
    person.roles.some((role) => role === 'coach' || role === 'pilot');
  return { ...seed, people: seed.people.filter(matters) };
}

/** Product and emulator in this process, over real HTTP, on the engine this project tests. */
export async function startWorld(
  options: {
    pairs?: readonly string[];
    selfRunning?: boolean;
    /** The cohort holds these pairs alone, and not all of the sample's. */
    alone?: boolean;
    /** People whose bot nobody has installed yet. */
    withoutBot?: readonly string[];
    /** Where the product keeps its data; a fresh store when left out. */
    store?: Where;
    /** Rights consented in Entra beside the list's. */
    rights?: readonly string[];
    /** A collector that is told how the product runs. */
    telemetry?: Config['telemetry'];
  } = {},
): Promise<LivingWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-journey-'));
  const port = await freePort();
  const sample = sampleSeed(options.pairs);
  const people = sample.people.map((person) =>
    options.withoutBot?.includes(person.mail) ? { ...person, reach: 'email' as const } : person,
  );
  const seed = { ...sample, people };
  const productUrl = `http://localhost:${port}`;
  const emulator = await startEmulator({
    port: 0,
    dataDir: join(dir, 'emulator'),
    productUrl,
    appId: localAppId,
    seed,
    selfRunning: options.selfRunning ?? false,
    appRoles: ['Sites.Selected', ...(options.rights ?? [])],
  });
  const store = options.store ?? (await freshStore());
  const file = options.alone ? cutCohort(dir, options.pairs ?? ['P01']) : sampleCohort;
  const reload = async () => {
    await loadCohort(product.db, file, product.deps.now(), product.deps.newId);
  };
  const config = localConfig(seed, port, emulator, store, join(dir, 'keys'));
  // Only a world about it has the bot installed: the sample's others are not in the small ones.
  const catalogApp = options.withoutBot ? catalogAppId : undefined;
  const product = await compose(
    { ...config, catalogApp, telemetry: options.telemetry },
    {
      reload: () => reload(),
    },
  );
  await reload();
  await product.listen();
  const control = openControl(emulator.url);
  await everyoneWelcomed(control);
  const world: LivingWorld = {
    ...control,
    emulator,
    product,
    publicUrl: productUrl,
    seed,
    requestsBefore: (await control.state()).requests,
    async reset() {
      await control.call('POST', '/_emulator/reset');
      await everyoneWelcomed(control);
      world.requestsBefore = (await control.state()).requests;
    },
    async close() {
      await product.close();
      await emulator.close();
      await dropStore(store);
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return world;
}

/** The sample's files without the pairs that are not in this world. */
function cutCohort(dir: string, pairs: readonly string[]): string {
  const [heads = '', ...lines] = readFileSync(sampleCohort, 'utf8').trim().split('\n');
  const kept = lines.filter((line) => pairs.includes(line.split(';')[0] ?? ''));
  const file = join(dir, basename(sampleCohort));
  const settings = (csv: string) => csv.replace(/csv$/, 'yaml');
  copyFileSync(settings(sampleCohort), settings(file));
  writeFileSync(file, `${[heads, ...kept].join('\n')}\n`);
  return file;
}

/** An activity that met a closing connection comes again seconds later, as Teams does it. */
async function everyoneWelcomed(control: Control): Promise<void> {
  for (let seconds = 0; seconds < 30; seconds += 3) {
    if ((await control.advance('PT3S')).pending === 0) return;
  }
  throw new Error('the welcome of the sample never ended');
}

function localConfig(
  seed: Seed,
  port: number,
  emulator: LivingWorld['emulator'],
  store: Config['store'],
  keyFolder: string,
): Config {
  return {
    port,
    publicUrl: `http://localhost:${port}`,
    store,
    keyFolder,
    tenant: seed.home.tenant,
    allowedTenants: seed.tenants.map((one) => one.id),
    appId: localAppId,
    credential: { secret: localAppSecret },
    programmeMailbox: seed.home.programmeMailbox.mail,
    logLevel: 'silent',
    local: { microsoft: emulator.url, clockOffset: emulator.world.clock.offset() },
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
