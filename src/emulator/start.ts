import type { Server } from 'node:http';
import { resolve } from 'node:path';
import type { Express } from 'express';
import { composeAgenda } from './agenda.ts';
import { agendaParts } from './agenda-parts.ts';
import { beatMs, openClock, type RunningClock } from './clock.ts';
import { inTurn } from './clock-moves.ts';
import { dispatch } from './dispatch.ts';
import { documentedLimits, Gate, type Limits } from './limits.ts';
import { isProductHealthy } from './product.ts';
import { RequestLog } from './request-log.ts';
import { isSeeded, resetWorld, seedWorld } from './reset.ts';
import { routes } from './routes.ts';
import { emulatorApp } from './server.ts';
import { openSigning } from './signing.ts';
import { Store } from './store.ts';
import { laySample } from './tenant/state.ts';
import { laid } from './tenant/tables.ts';
import type { Agenda, Seed, World } from './world.ts';

export interface EmulatorOptions {
  /** 0 takes any free port. */
  port: number;
  dataDir: string;
  productUrl: string;
  /** Client id of the one app, which is the bot's id too. */
  appId: string;
  seed: Seed;
  /** Client secret that the token endpoint asks for. */
  appSecret?: string;
  /** Loopback unless said otherwise: nothing here is meant for a network. */
  host?: string;
  pagesDir?: string;
  limits?: Partial<Limits>;
  slowMs?: number;
  appRoles?: string[];
  newRsaKey?: World['newRsaKey'];
  /** False leaves what comes due to whoever settles or moves the clock. */
  selfRunning?: boolean;
}

export interface RunningEmulator {
  url: string;
  world: World;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** The secret of the local app, for the product's configuration in local mode. */
export const localAppSecret = 'telemaque-local-secret';

/** How often the emulator looks whether something of its own has come due. */
const pulseMs = 200;

/** Opens the world kept in `dataDir`, or seeds it, and serves it. Resolves once it listens. */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const store = Store.open(options.dataDir);
  const clock = openClock(store);
  const world = await makeWorld(options, store, clock);
  // A product that lived on has lived the time since; otherwise time stood still.
  const livedOn = await isProductHealthy(world);
  const app = emulatorApp(world, options.pagesDir ?? resolve('dist/emulator-pages'));
  const server = await listen(app, options.port, options.host ?? '127.0.0.1');
  world.url = `http://localhost:${portOf(server)}`;
  if (!isSeeded(world)) store.clear(['key']);
  if (!isSeeded(world)) seedWorld(world);
  else if (!livedOn) clock.resume();
  if (!laid(world).get('state')) laySample(world);
  const stopTimers = keepTime(world, clock, options.selfRunning ?? true);
  return {
    url: world.url,
    world,
    reset: () => inTurn(world, () => resetWorld(world)),
    close: async () => {
      stopTimers();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      clock.beat();
      store.close();
    },
  };
}

function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((done, failed) => {
    const server = app.listen(port, host, (error?: Error) =>
      error ? failed(error) : done(server),
    );
    // As Microsoft's own front ends: longer than a client keeps an idle connection, so that none is
    // closed in the moment somebody sends by it.
    server.keepAliveTimeout = 65_000;
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port to listen on');
  return address.port;
}

/** Writes the time down regularly and runs what has come due, until told to stop. */
function keepTime(world: World, clock: RunningClock, selfRunning: boolean): () => void {
  let running = false;
  const isDue = () => {
    const due = world.agenda.nextDue();
    return due !== undefined && due <= world.clock.now();
  };
  const pulse = async () => {
    if (running || !isDue()) return;
    running = true;
    // In turn: a reset in between empties the product's store, which then knows nobody.
    await inTurn(world, async () => {
      if (isDue()) await world.agenda.runDue();
    }).catch((error: unknown) => console.error(error));
    running = false;
  };
  const timers = [setInterval(() => clock.beat(), beatMs)];
  if (selfRunning) timers.push(setInterval(() => void pulse(), pulseMs));
  for (const timer of timers) timer.unref();
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

async function makeWorld(
  options: EmulatorOptions,
  store: Store,
  clock: World['clock'],
): Promise<World> {
  const world: World = {
    store,
    clock,
    agenda: noAgenda,
    product: {
      url: options.productUrl,
      appId: options.appId,
      secret: options.appSecret ?? localAppSecret,
    },
    url: '',
    seed: options.seed,
    ...(await openSigning(store)),
    limits: { ...documentedLimits, ...options.limits },
    gate: new Gate(),
    requests: new RequestLog(),
    slowMs: options.slowMs ?? 2_000,
    appRoles: options.appRoles ?? ['Sites.Selected'],
    newRsaKey: options.newRsaKey,
    dispatch: (call) => dispatch(routes, call, world),
  };
  world.agenda = composeAgenda(agendaParts(world));
  return world;
}

const noAgenda: Agenda = { nextDue: () => undefined, runDue: async () => {}, pending: () => 0 };
