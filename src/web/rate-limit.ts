import type { RequestHandler, Response } from 'express';
import { hour, type Instant, minute } from '../domain/time.ts';
import type { WebDeps } from './web.ts';

/** So many in so long; spent ones come back evenly. */
export interface Allowance {
  most: number;
  /** Milliseconds. */
  within: number;
}

/**
 * What a personal page may ask. A page at work asks twice a press; a whole hospital may stand
 * behind one address. Tokens of 256 bits are not to be guessed at any pace: the limit on those that
 * open nothing spares the store.
 */
export const linkAllowances = {
  address: { most: 240, within: minute },
  token: { most: 60, within: minute },
  unknown: { most: 30, within: 10 * minute },
} as const satisfies Record<string, Allowance>;

/** Beyond this many, those that have not asked for longest are forgotten, all at once. */
const mostKept = 20_000;

/** Milliseconds still to pass before all that was spent has come back. */
interface Debt {
  left: number;
  at: Instant;
}

/** Counts what each key has asked for, in memory. Nothing is written down. */
export function openAllowance({ most, within }: Allowance) {
  const each = within / most;
  let recent = new Map<string, Debt>();
  let older = new Map<string, Debt>();
  const debtOf = (key: string, now: Instant): number => {
    const last = recent.get(key) ?? older.get(key);
    // A clock that was set back starts anew.
    return last && now >= last.at ? Math.max(0, last.left - (now - last.at)) : 0;
  };
  return {
    /** Milliseconds to wait before one more may be asked; 0 when it may now. */
    wait: (key: string, now: Instant): number => Math.max(0, debtOf(key, now) + each - within),
    spend(key: string, now: Instant): void {
      recent.set(key, { left: debtOf(key, now) + each, at: now });
      if (recent.size < mostKept) return;
      older = recent;
      recent = new Map();
    },
    kept: () => recent.size + older.size,
  };
}

/** Some proxies write the port beside the address: every connection has another one. */
const withPort = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/;

/** A network of its own in IPv6 is a /64: one machine has all of its addresses. */
export function networkOf(told: string): string {
  const [, six, bare] = withPort.exec(told) ?? [];
  const address = six ?? bare ?? told;
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (four !== undefined) return four;
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter((part) => part !== '');
  const back = tail.split(':').filter((part) => part !== '');
  const between = address.includes('::') ? Math.max(0, 8 - front.length - back.length) : 0;
  const parts = [...front, ...Array<string>(between).fill('0'), ...back];
  return parts.slice(0, 4).join(':').toLowerCase();
}

interface Counted extends Pick<WebDeps, 'now' | 'hash'> {
  /** Where instances count together; one that is alone counts in memory. */
  db?: Pick<WebDeps['db'], 'opened' | 'read'>;
  log?: WebDeps['log'];
}

type Kind = keyof typeof linkAllowances;

interface Ask {
  kind: Kind;
  key: string;
  /** Not spent by asking. */
  look?: true;
}

/** Somebody shares a bucket with 4,095 other addresses in IPv4 alone: none is written down. */
const bucketBits = 20;
/** Longer than any allowance takes to come back. */
const keptFor = 10 * minute;

/**
 * The allowances of one door. What this instance has seen itself is refused without asking the store;
 * the rest is counted there, for all instances, so that several of them allow no more than one.
 */
function openLimits({ now, hash, db }: Counted, door: string) {
  const own = {
    address: openAllowance(linkAllowances.address),
    token: openAllowance(linkAllowances.token),
    unknown: openAllowance(linkAllowances.unknown),
  };
  const shared = db?.opened.alone === false ? db.read.allowances : undefined;
  let forgotten = now();
  const spending = ({ kind, key, look }: Ask) => {
    const { most, within } = linkAllowances[kind];
    const digest = Buffer.from(hash(`${door} ${kind} ${key}`));
    const bucket = digest.readUInt32BE(0) >>> (32 - bucketBits);
    return { kind: `${door}.${kind}`, bucket, each: within / most, within, ...(look && { look }) };
  };
  /** Milliseconds to wait; 0 when all of it may be asked, and has been spent. */
  return async (...asks: readonly Ask[]): Promise<number> => {
    const at = now();
    const wait = Math.max(...asks.map(({ kind, key }) => own[kind].wait(key, at)));
    if (wait > 0) return wait;
    for (const { kind, key, look } of asks) if (!look) own[kind].spend(key, at);
    if (!shared) return 0;
    if (Math.abs(at - forgotten) > minute) {
      forgotten = at;
      await shared.forget(at - keptFor);
    }
    return shared.spend(asks.map(spending), at);
  };
}

/** Before the personal page's addresses are answered: by whoever asks, and by token. */
export function limitLinks(deps: Counted): RequestHandler {
  const limits = openLimits(deps, 'link');
  return async (req, res, next) => {
    const from = networkOf(req.ip ?? '');
    const sent = tokenOf(req.body);
    const wait = await limits(
      { kind: 'unknown', key: from, look: true },
      { kind: 'address', key: from },
      ...(sent === undefined ? [] : [{ kind: 'token' as const, key: keyOf(deps.hash(sent)) }]),
    );
    if (wait > 0) return tooMany(res, wait);
    res.once('finish', () => {
      if (res.statusCode !== 404) return;
      limits({ kind: 'unknown', key: from }).catch((error: unknown) =>
        deps.log?.warn({ event: 'guess.uncounted', error }),
      );
    });
    next();
  };
}

const keyOf = (hashed: Uint8Array): string => Buffer.from(hashed).toString('base64');

/**
 * What those who sign in at a door may ask for: as much as the personal page, by address before a
 * token is looked at, and by whoever it turns out to speak for, however many tokens they have.
 */
export function limitSignedIn(deps: Counted, door: string) {
  const limits = openLimits(deps, door);
  /** Whether one more may be asked; if not, it has been answered. */
  const may = async (kind: Kind, key: string, res: Response): Promise<boolean> => {
    const wait = await limits({ kind, key });
    if (wait > 0) tooMany(res, wait);
    return wait <= 0;
  };
  const address: RequestHandler = async (req, res, next) => {
    if (await may('address', networkOf(req.ip ?? ''), res)) next();
  };
  return { address, who: (key: string, res: Response) => may('token', key, res) };
}

function tokenOf(body: unknown): string | undefined {
  const isObject = typeof body === 'object' && body !== null && 'token' in body;
  return isObject && typeof body.token === 'string' ? body.token : undefined;
}

function tooMany(res: Response, wait: number): void {
  const seconds = Math.min(Math.ceil(wait / 1000), hour / 1000);
  res.status(429).set('Retry-After', String(seconds)).json({ refused: 'try-again' });
}
