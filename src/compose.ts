import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { openAuditor } from './auditor.ts';
import { botEndpoint } from './bot/adapter.ts';
import { takeTurn } from './bot/bot.ts';
import { type BotConfig, teamsServiceHosts } from './bot/bot-config.ts';
import { openSender } from './bot/send.ts';
import type { Config } from './config.ts';
import type { Agenda } from './db/agenda.ts';
import { openDb } from './db/db.ts';
import { applicationIdUri, pageScope } from './domain/token-hosts.ts';
import { effectHandlers, leaveThemselves } from './effect-handlers.ts';
import { type Effects, openEffects } from './effects/run.ts';
import { openTokens } from './entra/token.ts';
import { type Graph, type GraphConfig, openGraph } from './graph/graph.ts';
import { openJobs } from './jobs/jobs.ts';
import { type Log, openLog } from './log.ts';
import { openKeyFolder } from './seal/key-folder.ts';
import { openKeyVault } from './seal/key-vault.ts';
import { openWaveKeys } from './seal/wave-keys.ts';
import type { Wrapping } from './seal/wrapping.ts';
import { drawCard, drawStranger, previewText, refusalText } from './tell/draw.ts';
import { openTell } from './tell/tell.ts';
import { askAgain, tryNextRung } from './usecases/after-trouble.ts';
import { vendorOffice } from './web/headers.ts';
import { localRoutes } from './web/local.ts';
import type { PaneSettings } from './web/pane-page.ts';
import { openSignIn, type SignInConfig } from './web/sign-in.ts';
import { openWeb } from './web/web.ts';
import { event } from './words/fr/event.ts';

/** Longer than any answer worth waiting for; an effect's lease is renewed meanwhile. */
const timeoutMs = 15_000;
const lookEveryMs = 1000;
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
  const log = openLog(config.logLevel);
  const { now, moveTo } = openClock(config.local?.clockOffset ?? 0);
  const db = await openDb(config.store, (error) =>
    log.warn({ event: 'db.connection-lost', error }),
  );
  const graph = openGraph(graphConfig(config, now));
  const sender = openSender(botConfig(config));
  let effects: Effects | undefined;
  const wake = () => effects?.wake();
  const newId = () => randomUUID();
  const tell = openTell({ now, newId });
  const keys = openWaveKeys(await openKeeper(config, log, now));
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
    handlers: effectHandlers({ deps, graph, sender, config, hash: sha256, newToken }),
  });
  const drain = effects.drain;
  const installing = { installation: graph.installation, homeTenant: config.tenant };
  const jobs = openJobs({ ...deps, ...subscribing(config, graph), ...installing });

  const bot = { ...deps, sender, homeTenant: config.tenant, ...drawing };
  const app = openWeb(
    { ...deps, hash: sha256 },
    {
      pages: join(import.meta.dirname, '..', 'dist', 'pages'),
      bot: botEndpoint(botConfig(config), (turn) => takeTurn(bot, turn), log),
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

  let timer: NodeJS.Timeout | undefined;
  let server: Server | undefined;
  return {
    db,
    deps,
    settle,
    async listen(): Promise<void> {
      await effects?.start();
      timer = setInterval(() => {
        work();
      }, lookEveryMs);
      server = await new Promise<Server>((resolve, reject) => {
        const listening = app.listen(config.port, (error?: Error) =>
          error ? reject(error) : resolve(listening),
        );
      });
      log.info({ event: 'product.ready', port: config.port });
    },
    /** Takes no more work, finishes what is in hand, and lets go of the store. */
    async close(): Promise<void> {
      clearInterval(timer);
      const closing = server;
      if (closing) {
        closing.closeIdleConnections();
        await new Promise((resolve) => closing.close(resolve));
      }
      await effects?.stop();
      await db.close();
    },
  };
}

const drawing = { draw: drawCard, drawStranger, preview: previewText, refusalText };

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

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

function graphConfig(config: Config, now: () => number): GraphConfig {
  const { tenant, appId, credential, programmeMailbox: mailbox, catalogApp } = config;
  const address = config.local?.microsoft;
  const local = address === undefined ? undefined : { login: address, graph: address };
  return { tenant, appId, credential, mailbox, catalogApp, timeoutMs, now, local };
}

function signInConfig({ appId, publicUrl, allowedTenants, local }: Config): SignInConfig {
  const { host } = new URL(publicUrl);
  const login = local && { login: local.microsoft };
  return { appId, host, allowedTenants, timeoutMs, local: login };
}

/** Whoever is signed in to Outlook, and whom the pane invites for them. */
function paneDoor(config: Config) {
  const signIn = openSignIn({ ...signInConfig(config), nested: true });
  const mailbox = { name: event.mailboxName, mail: config.programmeMailbox };
  return { signIn, mailbox, subject: event.subject };
}

/** People sign in with the account of their own mailbox, in whichever organisation that is. */
function paneSettings({ appId, publicUrl, officeJs, local }: Config): PaneSettings {
  const shim = local && `${local.microsoft}/office/office.js`;
  return {
    office: shim ?? officeJs ?? vendorOffice,
    clientId: appId,
    authority: 'https://login.microsoftonline.com/organizations',
    scope: `${applicationIdUri(new URL(publicUrl).host, appId)}/${pageScope}`,
  };
}

function botConfig(config: Config): BotConfig {
  const { appId, tenant, credential, allowedTenants } = config;
  const address = config.local?.microsoft;
  const base = { appId, tenant, credential, allowedTenants, timeoutMs };
  if (address === undefined) return { ...base, serviceHosts: teamsServiceHosts };
  const { protocol, host } = new URL(address);
  const openId = `${address}/v1/.well-known/openidconfiguration`;
  return { ...base, serviceHosts: [{ protocol, host }], local: { login: address, openId } };
}
