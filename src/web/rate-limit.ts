import type { RequestHandler, Response } from 'express';
import { hour, type Instant, minute } from '../domain/time.ts';

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

/**
 * Counts what each key has asked for, in memory: every instance counts for itself, so several of
 * them together allow as many times more. Nothing is written down.
 */
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

interface Counted {
  now: () => Instant;
  hash: (token: string) => Uint8Array;
}

/** Before the personal page's addresses are answered: by whoever asks, and by token. */
export function limitLinks({ now, hash }: Counted): RequestHandler {
  const address = openAllowance(linkAllowances.address);
  const token = openAllowance(linkAllowances.token);
  const unknown = openAllowance(linkAllowances.unknown);
  return (req, res, next) => {
    const at = now();
    const from = networkOf(req.ip ?? '');
    const wait = Math.max(address.wait(from, at), unknown.wait(from, at));
    if (wait > 0) return tooMany(res, wait);
    address.spend(from, at);
    const sent = tokenOf(req.body);
    if (sent !== undefined) {
      const key = Buffer.from(hash(sent)).toString('base64');
      const rest = token.wait(key, at);
      if (rest > 0) return tooMany(res, rest);
      token.spend(key, at);
    }
    res.once('finish', () => {
      if (res.statusCode === 404) unknown.spend(from, now());
    });
    next();
  };
}

/**
 * What the tab may ask for: as much as the personal page, by address before a token is looked at,
 * and by whoever it turns out to speak for, however many tokens they have.
 */
export function limitSignedIn({ now }: Pick<Counted, 'now'>) {
  const byAddress = openAllowance(linkAllowances.address);
  const byWho = openAllowance(linkAllowances.token);
  const address: RequestHandler = (req, res, next) => {
    if (spent(byAddress, networkOf(req.ip ?? ''), now(), res)) next();
  };
  return { address, who: (key: string, res: Response) => spent(byWho, key, now(), res) };
}

/** Whether one more may be asked; if not, it has been answered. */
function spent(
  { wait, spend }: ReturnType<typeof openAllowance>,
  key: string,
  at: Instant,
  res: Response,
): boolean {
  const rest = wait(key, at);
  if (rest > 0) tooMany(res, rest);
  else spend(key, at);
  return rest <= 0;
}

function tokenOf(body: unknown): string | undefined {
  const isObject = typeof body === 'object' && body !== null && 'token' in body;
  return isObject && typeof body.token === 'string' ? body.token : undefined;
}

function tooMany(res: Response, wait: number): void {
  const seconds = Math.min(Math.ceil(wait / 1000), hour / 1000);
  res.status(429).set('Retry-After', String(seconds)).json({ refused: 'try-again' });
}
