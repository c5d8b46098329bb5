import { beforeAll, expect, test } from 'vitest';
import type { Preflight } from '../../src/graph/preflight.ts';
import { judge } from '../../src/tenant/judge.ts';
import { readWish } from '../../src/tenant/read-wish.ts';
import type { Wish } from '../../src/tenant/wish.ts';

const day = 86_400_000;
const now = Date.parse('2026-05-04T08:00:00Z');
const open = { calendar: 200, schedule: 200, send: 400 };
const closed = { calendar: 403, schedule: 403, send: 403 };
const sound: Preflight = {
  roles: ['Sites.Selected'],
  ...{ mailbox: open, probe: closed, subscribed: true },
  ...{ site: 200, write: 400, permissions: 403, otherSite: 403 },
  lists: [{ name: 'Suivi des rencontres 2026', status: 200, faults: [] }],
};

let wish: Wish;
beforeAll(async () => {
  const read = await readWish('sample/tenant.yaml', 'local');
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  wish = read.wish;
});

const judged = (seen: Partial<Preflight>, change: Partial<Wish> = {}) =>
  judge({ ...wish, ...change }, { ...sound, ...seen }, now);

const certificate = (validTo: number, validFrom = now - day): Partial<Wish> => ({
  credential: { certificate: { key: '', sha256: '', validFrom, validTo } },
});

/** What is told of one thing, and of nothing else than in a sound tenant. */
const cases: [what: string, seen: Partial<Preflight>, change: Partial<Wish>, told: string][] = [
  ['a certificate with a year left', {}, certificate(now + 365 * day), 'granted: 365 days left'],
  ['one that ends soon', {}, certificate(now + 12 * day), 'granted: only 12 days left'],
  ['one that has ended', {}, certificate(now - day), 'missing: it has ended'],
  ['one of next week', {}, certificate(now + 99 * day, now + 7 * day), 'missing: not valid yet'],
  ['the right to install, asked for', {}, { installation: true }, 'missing: run: npm run tenant'],
  [
    'the right to install, spare',
    { roles: ['Sites.Selected', 'TeamsAppInstallation.ReadWriteSelfForUser.All'] },
    {},
    'granted: there, though the file does not ask for it',
  ],
  ['no subscription yet', { subscribed: false }, {}, 'cannot be seen: start the product'],
  ['a row that was taken', { write: 200 }, {}, 'granted: a row was taken, and removed again'],
  ['no list to try', { write: undefined, lists: [] }, {}, 'cannot be seen: the site can be read'],
  ['a site that is not there', { site: 404 }, {}, 'missing: there is no such site'],
  ['a site that is busy', { site: 429 }, {}, 'cannot be seen: Graph answered 429'],
  [
    'a list without its key',
    { lists: [{ name: 'a', status: 200, faults: ['Column CleRencontre is missing'] }] },
    {},
    'missing: Column CleRencontre is missing',
  ],
  ['a list nobody made', { lists: [{ name: 'a', status: 404, faults: [] }] }, {}, 'missing: run'],
];

test.each(cases)('%s', (_what, seen, change, told) => {
  const usual = new Set(judged({}).map(({ what, says }) => `${what} ${says}`));

  const found = judged(seen, change).filter((one) => !usual.has(`${one.what} ${one.says}`));

  expect(found.map(({ verdict, says }) => `${verdict}: ${says}`)).toContainEqual(
    expect.stringContaining(told),
  );
});

test('a consent beside the table names itself and what it opened', () => {
  const roles = ['Sites.Selected', 'Calendars.ReadWrite'];
  const found = judged({ roles, probe: open });

  const wide = found.filter(({ verdict }) => verdict === 'too wide');
  expect(wide.map(({ says }) => says)).toEqual([
    'it opens every mailbox of the tenant; withdraw it in Entra: npm run tenant -- apply does',
    'it answers: the consent in Entra named above opens it',
    'they would be taken: the consent in Entra named above opens it',
  ]);
});
