import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openAuditor } from './auditor.ts';
import { botEndpoint } from './bot/adapter.ts';
import { takeTurn } from './bot/bot.ts';
import { openSender } from './bot/send.ts';
import type { Config } from './config.ts';
import type { Agenda } from './db/agenda.ts';
import { type Db, openDb } from './db/db.ts';
import { effectHandlers, leaveThemselves, measured } from './effect-handlers.ts';
import { type Effects, openEffects } from './effects/run.ts';
import { openTokens } from './entra/token.ts';
import { type Graph, openGraph } from './graph/graph.ts';
import { openJobs } from './jobs/jobs.ts';
import { type Log, openLog } from './log.ts';
import {
  botConfig,
  graphConfig,
  paneDoor,
  paneSettings,
  signInConfig,
  timeoutMs,
} from './room-configs.ts';
import { openKeyFolder } from './seal/key-folder.ts';
import { openKeyVault } from './seal/key-vault.ts';
import { openRecordSigner } from './seal/record-signer.ts';
import { openWaveKeys } from './seal/wave-keys.ts';
import type { Wrapping } from './seal/wrapping.ts';
import type { RunningTelemetry } from './telemetry/otlp.ts';
import { type Telemetry, unwatched } from './telemetry/ports.ts';
import { measureRequests } from './telemetry/requests.ts';
import { drawCardOf, drawStranger, previewText, refusalText } from './tell/draw.ts';
import { openTell } from './tell/tell.ts';
import { askAgain, tryNextRung } from './usecases/after-trouble.ts';
import { openCredentialWatch } from './usecases/watch-credential.ts';
import { localRoutes } from './web/local.ts';
import { openSignIn } from './web/sign-in.ts';
import { openWeb } from './web/web.ts';

export { StoreMoved } from './db/home.ts';

const lookEveryMs = 1000;
const measuresEveryMs = 60_000;
/** A world that has not come to rest by then is said to be at work still. */
const mostRounds = 50;

/** The program's clock: real time, and in local mode an offset that the emulator sets. */
function openClock(offset: number) {
  let ahead = offset;
  return {
    now: () => Date.now() + ahead,
    moveTo(next: number) {
      ahead = next;
    },
  };
}

/** The product, whole: every room put together, not yet listening. */
export async function compose(config: Config, hooks: { reload?: () => Promise<void> } = {}) {
  let telemetry: Telemetry = unwatched;
  const log = openLog(config.logLevel, (event, marks) => telemetry.heard(event, marks));
  const { now, moveTo } = openClock(config.local?.clockOffset ?? 0);
  const db = await openDb(config.store, (error) =>
    log.warn({ event: 'db.connection-lost', error }),
  );
  const watching = await watch(config, { db, log, now });
  if (watching) telemetry = watching;
  const graph = openGraph({ ...graphConfig(config, now), telemetry });
  const sender = openSender({ ...botConfig(config), telemetry });
  let effects: Effects | undefined;
  const wake = () => effects?.wake();
  const newId = () => randomUUID();
  const tell = openTell({ now, newId });
  const keeper = await openKeeper(config, log, now);
  const keys = openWaveKeys(keeper);
  const records = openRecordSigner(keeper);
  const audit = openAuditor();
  const deps = { db, tell, calendar: graph.calendar, now, newId, log, wake, keys, audit };
  effects = openEffects({
    db,
    now,
    chance: Math.random,
    log,
    leaveThemselves,
    whenUnknown: (t, effect) => askAgain(deps, t, effect),
    whenFailed: (t, effect, fault) => tryNextRung(deps, t, effect, fault),
    handlers: measured(
      telemetry,
      effectHandlers({ deps, graph, sender, config, hash: sha256, newToken }),
    ),
  });
  const drain = effects.drain;
  const installing = { installation: graph.installation, homeTenant: config.tenant };
  let stopping = false;
  const isStopping = () => stopping;
  const jobs = openJobs(
    { ...deps, records, ...subscribing(config, graph), ...installing },
    isStopping,
  );

  const bot = { ...deps, sender, homeTenant: config.tenant, ...drawing(config) };
  const app = openWeb(
    { ...deps, hash: sha256 },
    {
      pages: join(import.meta.dirname, '..', 'dist', 'pages'),
      isStopping,
      bot: botEndpoint(
        botConfig(config),
        (turn) =>
          telemetry.measure('telemaque.turn', { kind: turn.kind }, () => takeTurn(bot, turn)),
        log,
      ),
      ...(watching ? { measure: measureRequests(watching) } : {}),
      ...(config.proxies === undefined ? {} : { proxies: config.proxies }),
      notifications: { homeTenant: config.tenant, hinted: () => work() },
      signIn: openSignIn(signInConfig(config)),
      paneDoor: paneDoor(config),
      pane: paneSettings(config),
      ...(config.local
        ? {
            local: localRoutes({ moveClock: moveTo, settle, reset }),
            emulator: new URL(config.local.microsoft).origin,
          }
        : {}),
    },
  );

  /**
   * Jobs write effects and effects write what jobs look for: both, until nothing is due. A moved
   * clock asks for this every quarter of an hour, so a quiet one costs the store one question: what
   * was to come when it was last asked, and has come, is done first.
   */
  async function settle() {
    for (let round = 1; ; round++) {
      // A round under way has put its jobs' dates off already, and may not be done.
      await jobs.idle();
      const agenda = hasCome(coming) ? coming : await db.read.agenda.at(now());
      coming = undefined;
      const nextDue = nextOf(agenda);
      const idle = nextDue === null || nextDue > now();
      if (idle) coming = agenda;
      const { nextDue: effect, pending } = agenda.effects;
      if (idle || round === mostRounds) return { idle, nextDue, pending };
      await jobs.run(agenda);
      if (effect !== null && effect <= now()) await drain();
    }
  }

  let coming: Agenda | undefined;
  const hasCome = (agenda: Agenda | undefined): agenda is Agenda => {
    const next = agenda ? nextOf(agenda) : null;
    return next !== null && next <= now();
  };
  const nextOf = (agenda: Agenda): number | null => {
    const dues = [agenda.effects.nextDue, jobs.nextDue(agenda)].filter((due) => due !== null);
    return dues.length > 0 ? Math.min(...dues) : null;
  };

  async function reset() {
    await drain();
    coming = undefined;
    await db.wipe();
    await hooks.reload?.();
    wake();
  }

  /** Looks for what is due by the clock, or by a notification. */
  const work = () => {
    jobs.run().catch((error: unknown) => log.error({ event: 'jobs.failed', error }));
  };

  const watchCredential = openCredentialWatch(deps, config.credentialExpires);
  let timer: NodeJS.Timeout | undefined;
  let server: Server | undefined;
  return {
    db,
    deps,
    settle,
    async listen(): Promise<void> {
      await effects?.start();
      timer = setInterval(() => {
        watchCredential();
        work();
      }, lookEveryMs);
      server = await new Promise<Server>((resolve, reject) => {
        const listening = app.listen(config.port, (error?: Error) =>
          error ? reject(error) : resolve(listening),
        );
      });
      log.info({ event: 'product.ready', port: config.port });
    },
    /**
     * Is not ready any more, takes no more work, finishes what is in hand, and lets go of the store.
     * For `graceMs` it still answers whoever has not seen that yet.
     */
    async close({ graceMs = 0 } = {}): Promise<void> {
      stopping = true;
      clearInterval(timer);
      const carriedOut = effects?.stop();
      if (graceMs > 0) await pause(graceMs);
      const closing = server;
      if (closing) {
        closing.closeIdleConnections();
        await new Promise((resolve) => closing.close(resolve));
      }
      await carriedOut;
      // A round that fails says so in the log.
      await jobs.idle().catch(() => undefined);
      await watching?.close();
      await db.close();
    },
  };
}

const drawing = ({ publicUrl }: Config) => ({
  draw: drawCardOf(publicUrl),
  ...{ drawStranger, preview: previewText, refusalText },
});

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** Tells a collector how the product runs, where there is one. */
async function watch(
  { telemetry, credentialExpires }: Config,
  { db, log, now }: { db: Db; log: Log; now: () => number },
): Promise<RunningTelemetry | undefined> {
  if (telemetry === undefined) return undefined;
  const { openTelemetry } = await import('./telemetry/otlp.ts');
  const stopwatch = () => performance.now();
  const census = (at: number) => db.read.census.at(at);
  const onTrouble = (what: string, error: unknown) =>
    log.warn({ event: 'telemetry.failed', what, ...(error === undefined ? {} : { error }) });
  const exporter = { ...telemetry, everyMs: measuresEveryMs, instance: randomUUID() };
  return openTelemetry(exporter, { now, stopwatch, census, credentialExpires, onTrouble });
}

/** Where Graph is to tell of changes, and the secret by which it is known. */
function subscribing({ publicUrl }: Config, { subscriptions }: Graph) {
  return {
    subscriptions,
    notificationUrl: `${publicUrl}/api/notifications/calendar`,
    lifecycleUrl: `${publicUrl}/api/notifications/lifecycle`,
    newSecret() {
      const { token: secret, hash } = newToken();
      return { secret, hash };
    },
  };
}

/** 256 bits, shown once in a link; only their hash is kept. */
function newToken() {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** Where a vault is named it keeps the keys; a folder that was used before is not read then. */
async function openKeeper(config: Config, log: Log, now: () => number): Promise<Wrapping> {
  const { tenant, appId, credential, keyVault: url } = config;
  if (url === undefined) return openKeyFolder(config.keyFolder);
  const app = { tenant, appId, credential, login: config.local?.microsoft, timeoutMs, now };
  const tokens = openTokens(app, 'https://vault.azure.net');
  return openKeyVault({ url, timeoutMs, now, log }, tokens);
}
