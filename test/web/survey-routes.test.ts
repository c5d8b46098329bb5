import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LaidWave } from '../../src/db/waves.ts';
import { type Blinded, blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { seal } from '../../src/seal/sealed-box.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import type { SignIn } from '../../src/web/sign-in.ts';
import type { CastBody } from '../../src/web/survey-contract.ts';
import { openWeb } from '../../src/web/web.ts';
import { awa, marc, nowhere, rose } from '../support/people.ts';
import { dumpTables } from '../support/store-contents.ts';
import { closes, openedWave } from '../support/survey-world.ts';
import { aWorld, hash, homeTenant, type World } from '../support/world.ts';

const world = aWorld();
const folder = join(tmpdir(), `telemaque-routes-${process.pid}`);
const link = 'l'.repeat(43);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const bytes = (length: number, fill = 1) => text(Buffer.alloc(length, fill));

/** Signed in as the person whose id is the bearer's. */
const signIn: SignIn = async (authorization) =>
  authorization === undefined
    ? { fault: 'no-token' }
    : { tid: homeTenant, oid: authorization.replace('Bearer ', ''), roles: [] };

let real: World;
let server: Server;
let url: string;
let wave: LaidWave;
let spki: Uint8Array;
let sealing: Uint8Array;

beforeAll(async () => {
  const keys = openWaveKeys(await openKeyFolder(folder));
  real = { ...world, deps: { ...world.deps, keys } };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  wave = await openedWave(real);
  const kept = await world.db.read.waves.keysOf(wave.id);
  spki = kept?.signing[0]?.key ?? new Uint8Array();
  sealing = kept?.sealing ?? new Uint8Array();
  await giveLink(link, awa);
  await world.db.tx((t) => t.people.link(homeTenant, marc.id, marc.id, 'import'));
  await serve();
  return () => void server.close();
});

async function giveLink(token: string, { id: person }: typeof awa): Promise<void> {
  const given = { purpose: 'survey', subject: wave.id, expires: world.clock.now + 86_400_000 };
  await world.db.tx((t) => t.links.add(hash(token), { person, ...given }));
}

async function serve(): Promise<void> {
  const bot = [
    (_req: unknown, res: { sendStatus(code: number): unknown }) => void res.sendStatus(404),
  ];
  const app = openWeb({ ...real.deps, hash }, { pages: '/no/such/folder', bot, signIn });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
}

async function post(path: string, body: unknown, more: Record<string, string> = {}) {
  const answer = await fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...more },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const read: { refused?: string; signature?: string; taken?: true } = JSON.parse(
    await answer.text(),
  );
  return { status: answer.status, body: read, headers: answer.headers };
}

const sign = (body: object) => post('link/survey-sign', body);
const asked = async (person = awa.id) =>
  (await world.db.read.participation.survey(wave.id, person))?.asked;
const ballots = () => world.db.opened.sql.selectFrom('ballot').selectAll().execute();

async function aToken(): Promise<Blinded & { token: Uint8Array }> {
  const token = newToken();
  return { token, ...(await blind(spki, token)) };
}

/** A ballot as the page makes it, its token signed for Awa. */
async function aBallot(): Promise<CastBody> {
  const { token, blinded, inverse } = await aToken();
  const { body } = await sign({ token: link, wave: wave.id, blinded: text(blinded) });
  const signed = Buffer.from(body.signature ?? '', 'base64url');
  return {
    ...{ wave: wave.id, cell: 'all', ballot: text(token) },
    signature: text(await unblind(spki, token, signed, inverse)),
    sealed: text(await seal(wave.id, sealing, Uint8Array.of(1, 0, 1, 1, 3))),
  };
}

describe('a token signed, a ballot taken', () => {
  test('by a personal link: the ballot lands by itself, once however often it is sent', async () => {
    const ballot = await aBallot();
    expect(await asked()).toMatchObject({ answered: true, signed: true });
    expect(await ballots()).toEqual([]);

    const all = await Promise.all(Array.from({ length: 5 }, () => post('survey/ballot', ballot)));
    expect(all.map(({ status, body }) => [status, body])).toEqual(
      Array.from({ length: 5 }, () => [200, { taken: true }]),
    );
    expect(await ballots()).toMatchObject([{ wave_id: wave.id, cell: 'all' }]);
    for (const { headers } of all) {
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('signed in as well, in one’s own name alone', async () => {
    const { blinded } = await aToken();
    const as = { Authorization: `Bearer ${marc.id}` };
    const wish = { wave: wave.id, blinded: text(blinded) };

    expect((await post('tab/survey-sign', wish)).status).toBe(401);
    expect((await post('tab/survey-sign', { ...wish, person: awa.id }, as)).status).toBe(400);
    expect((await post('tab/survey-sign', wish, as)).status).toBe(200);
    expect(await asked(marc.id)).toMatchObject({ answered: true, signed: true });
    expect(await asked(awa.id)).toMatchObject({ answered: false });
  });

  test('the same blinded token again gets the same signature, another one none', async () => {
    const [one, other] = [await aToken(), await aToken()];
    const wish = { token: link, wave: wave.id };
    const first = await sign({ ...wish, blinded: text(one.blinded) });

    expect(first.status).toBe(200);
    expect((await sign({ ...wish, blinded: text(one.blinded) })).body).toEqual(first.body);
    const refused = await sign({ ...wish, blinded: text(other.blinded) });
    expect([refused.status, refused.body]).toEqual([400, { refused: 'survey-answered' }]);
  });
});

/** A wish with something wrong in it, and what it gets: a status, and a refusal. */
type Wrong = [string, (wish: Record<string, unknown>) => unknown, number, string];

const signing: Wrong[] = [
  ['a short blinded token', (one) => ({ ...one, blinded: bytes(255) }), 400, 'wrong-values'],
  ['a long one', (one) => ({ ...one, blinded: bytes(513) }), 400, 'wrong-values'],
  ['one of another key’s length', (one) => ({ ...one, blinded: bytes(257) }), 400, 'wrong-values'],
  ['one larger than the key', (one) => ({ ...one, blinded: bytes(256, 255) }), 400, 'wrong-values'],
  [
    'one that is no base64url',
    (one) => ({ ...one, blinded: '+'.repeat(342) }),
    400,
    'wrong-values',
  ],
  ['100 kB of it', (one) => ({ ...one, blinded: 'A'.repeat(100_000) }), 413, 'wrong-values'],
  ['a list for text', (one) => ({ ...one, blinded: [one.blinded] }), 400, 'wrong-values'],
  ['an operator for text', (one) => ({ ...one, wave: { $gt: '' } }), 400, 'wrong-values'],
  ['somebody else’s id', (one) => ({ ...one, person: marc.id }), 400, 'wrong-values'],
  ['a wish to be an administrator', (one) => ({ ...one, isAdmin: true }), 400, 'wrong-values'],
  ['a wave that is not there', (one) => ({ ...one, wave: nowhere }), 404, 'not-found'],
  ['a token nobody was given', (one) => ({ ...one, token: 'x'.repeat(43) }), 404, 'not-found'],
  ['nothing', () => ({}), 400, 'wrong-values'],
  ['no JSON', () => '{"wave":', 400, 'wrong-values'],
];

const casting: Wrong[] = [
  ['another cell', (one) => ({ ...one, cell: 'mentor' }), 404, 'not-found'],
  ['a cell there is none of', (one) => ({ ...one, cell: 'P01' }), 400, 'wrong-values'],
  ['a wave that is not there', (one) => ({ ...one, wave: nowhere }), 404, 'not-found'],
  ['a forged signature', (one) => ({ ...one, signature: bytes(256) }), 400, 'wrong-values'],
  ['a signature cut short', (one) => ({ ...one, signature: bytes(255) }), 400, 'wrong-values'],
  ['the signature of another token', (one) => ({ ...one, ballot: bytes(32) }), 400, 'wrong-values'],
  ['a token of 31 bytes', (one) => ({ ...one, ballot: bytes(31) }), 400, 'wrong-values'],
  ['a token of 33 bytes', (one) => ({ ...one, ballot: bytes(33) }), 400, 'wrong-values'],
  ['a ballot of 511 bytes', (one) => ({ ...one, sealed: bytes(511) }), 400, 'wrong-values'],
  ['a ballot of 513 bytes', (one) => ({ ...one, sealed: bytes(513) }), 400, 'wrong-values'],
  ['100 kB of it', (one) => ({ ...one, sealed: 'A'.repeat(100_000) }), 413, 'wrong-values'],
  ['the link beside it', (one) => ({ ...one, token: link }), 400, 'wrong-values'],
  ['a number for text', (one) => ({ ...one, sealed: 4 }), 400, 'wrong-values'],
  ['nothing', () => ({}), 400, 'wrong-values'],
];

describe('whatever else is sent changes nothing', () => {
  test('to be signed', async () => {
    const { blinded } = await aToken();
    const good = { token: link, wave: wave.id, blinded: text(blinded) };
    const before = await dumpTables(world.db.opened.sql);
    for (const [what, change, status, refused] of signing) {
      const answer = await post('link/survey-sign', change({ ...good }));
      expect([answer.status, answer.body], what).toEqual([status, { refused }]);
    }
    expect(await dumpTables(world.db.opened.sql)).toEqual(before);
    expect((await sign(good)).status).toBe(200);
  });

  test('to be counted', async () => {
    const good = await aBallot();
    const before = await dumpTables(world.db.opened.sql);
    for (const [what, change, status, refused] of casting) {
      const answer = await post('survey/ballot', change({ ...good }));
      expect([answer.status, answer.body], what).toEqual([status, { refused }]);
    }
    expect(await dumpTables(world.db.opened.sql)).toEqual(before);
    expect((await post('survey/ballot', good)).status).toBe(200);
  });

  test('by somebody who was not asked: as if there were no such wave', async () => {
    const { blinded } = await aToken();
    await world.db.tx((t) => t.people.link(homeTenant, rose.id, rose.id, 'import'));
    const as = { Authorization: `Bearer ${rose.id}` };
    const answer = (of: string) =>
      post('tab/survey-sign', { wave: of, blinded: text(blinded) }, as);

    const [mine, none] = [await answer(wave.id), await answer(nowhere)];
    expect([mine.status, mine.body]).toEqual([404, { refused: 'not-found' }]);
    expect([none.status, none.body]).toEqual([mine.status, mine.body]);
  });

  test('from the last midnight on', async () => {
    const ballot = await aBallot();
    const { blinded } = await aToken();
    const as = { Authorization: `Bearer ${marc.id}` };
    world.clock.now = closes.midterm;

    const late = await post('survey/ballot', ballot);
    expect([late.status, late.body]).toEqual([400, { refused: 'survey-closed' }]);
    const unsigned = await post('tab/survey-sign', { wave: wave.id, blinded: text(blinded) }, as);
    expect([unsigned.status, unsigned.body]).toEqual([400, { refused: 'survey-closed' }]);
    expect(await ballots()).toEqual([]);
  });

  test('but by POST', async () => {
    for (const path of ['link/survey-sign', 'tab/survey-sign', 'survey/ballot']) {
      const { status } = await fetch(`${url}/api/${path}`);
      expect([401, 405], path).toContain(status);
    }
  });
});
