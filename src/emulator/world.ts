import type { KeyObject } from 'node:crypto';
import type { Gate, Limits } from './limits.ts';
import type { RequestLog } from './request-log.ts';
import type { Store } from './store.ts';

/** What an outside caller of the emulator gets back; `body` undefined answers no body. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request as a resource sees it, whether it came over the wire or inside a `$batch`. */
export interface Call {
  method: string;
  /** Path without query, e.g. `/v1.0/users/x@y.example/events`. */
  path: string;
  params: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Address of who called over the wire; absent inside a `$batch`. */
  from?: string | undefined;
  body: unknown;
  /** Claims of the checked bearer token; empty on routes that ask for none. */
  claims: Record<string, unknown>;
  /** A fault that the resource itself must act out, e.g. `no-join-link`. */
  fault?: string;
}

/**
 * One served address. `path` is an Express path (`/v1.0/users/:user/events`); faults, limits, the
 * request log and `$batch` all work from this table, so nothing is served that is not listed.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  /** Which token must accompany the call: `graph`, `connector`, `vault`, or none. */
  token: 'graph' | 'connector' | 'vault' | 'none';
  /** Query options served; with token `graph` any other one answers 501. */
  query?: string[];
  /** Throws `Refusal` for an error answer. Runs to its end before any other call starts, when synchronous. */
  handle(call: Call, world: World): Answer | Promise<Answer>;
}

/** An error answer in the shape of the API that is called. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** The emulator's virtual clock: real time plus an offset kept in the store. Forward only. */
export interface WorldClock {
  now(): Date;
  /** Milliseconds added to real time. */
  offset(): number;
  /** Moves to an instant; the product is told by whoever moves it. */
  moveTo(instant: Date): void;
}

/** Something the emulator itself will do later (an activity to deliver, a late notification). */
export interface Agenda {
  /** Earliest thing to do, or undefined. */
  nextDue(): Date | undefined;
  /** Does all that is due now; resolves when it is done. */
  runDue(): Promise<void>;
  /** How many things still wait, due or not. */
  pending(): number;
}

/** What the emulator knows of the product: an address, nothing more. */
export interface ProductLink {
  url: string;
  /** The bot's app id, the audience of every activity's token. */
  appId: string;
  /** The app's client secret, asked for by the token endpoint. */
  secret: string;
}

/** Everything a resource may use. */
export interface World {
  store: Store;
  clock: WorldClock;
  agenda: Agenda;
  product: ProductLink;
  /** Own public address, `http://localhost:3979`. */
  url: string;
  seed: Seed;
  /** Signs a JWT with the emulator's one key (RS256, kept in the store). */
  sign(claims: Record<string, unknown>): Promise<string>;
  /** Claims of a JWT that this emulator signed for `audience`; rejects when forged or expired. */
  verify(token: string, audience: string | string[]): Promise<Record<string, unknown>>;
  /** The public key as published, endorsed for Teams. */
  publicKey: Record<string, unknown>;
  limits: Limits;
  /** Counts what the limits count. In memory only, as Microsoft's windows are. */
  gate: Gate;
  requests: RequestLog;
  /** Real milliseconds by which the fault `slow` delays an answer. */
  slowMs: number;
  /** A private key of so many bits for the vault, which makes one anew unless this is set. */
  newRsaKey?: ((bits: number) => Promise<KeyObject>) | undefined;
  /** Graph application roles consented for the app in the home tenant. */
  appRoles: string[];
  /** Answers a call as the wire would: faults, limits, token, resource. Used by `$batch`. */
  dispatch(call: Call): Promise<Answer>;
}

/** `sample/world.json`: who exists in this Microsoft 365, and where. */
export interface Seed {
  /** Where the virtual clock stands on an empty store. */
  start: string;
  home: {
    tenant: string;
    programmeMailbox: { mail: string; name: string };
    /** Who may change the tenant; none of the people. */
    administrator?: { id: string; mail: string; name: string };
  };
  tenants: { id: string; name: string; domain: string; sharesFreeBusy: boolean }[];
  people: SeedPerson[];
  sites: SeedSite[];
}

export interface SeedPerson {
  /** Entra object id in their tenant; also the id the control API shows. */
  id: string;
  name: string;
  mail: string;
  tenant: string;
  /** mentee, mentor, coach, referent, pilot; empty for people who only matter as outsiders. */
  roles: string[];
  reach: 'bot' | 'email';
  mailbox: 'here' | 'elsewhere';
  locale: 'fr' | 'en';
  timeZone: string;
  pair?: string;
  /** As set in their Outlook, hours as `08:30` in their own zone; Outlook's own where absent. */
  workingHours?: { daysOfWeek?: string[]; startTime?: string; endTime?: string };
}

export interface SeedSite {
  id: string;
  hostname: string;
  path: string;
  name: string;
  /** The app's grant on this site (Sites.Selected); `write` when absent. */
  app?: 'write' | 'none';
  lists: SeedList[];
}

export interface SeedList {
  id: string;
  name: string;
  /** Mails of those who may read it, besides the app that writes it. */
  readers: string[];
  /** Graph columnDefinition resources. */
  columns: Record<string, unknown>[];
}
