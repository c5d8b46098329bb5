import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { questionsAt } from '../../src/domain/survey.ts';
import { unpacked } from '../../src/seal/packing.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { chanceOf } from '../support/chance.ts';
import { logPlace } from '../support/dba-eyes.ts';
import {
  type Answered,
  dropKeys,
  openAfresh,
  plainOf,
  type SecretWave,
  secretWave,
  stepsOf,
} from '../support/secret-wave.ts';
import { type Content, dumpTables, filesBelow } from '../support/store-contents.ts';
import { closes } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
afterAll(dropKeys);

/** This database's files and the write-ahead log since a place in it, read through the engine. */
async function dataFolder(since: string): Promise<Content[]> {
  const store = world.db.opened.sql;
  // The log first: a checkpoint may do away with what it holds.
  const { rows: log } = await sql<{ where: string }>`
    select 'pg_wal/' || name as "where" from pg_ls_waldir()
    where name >= pg_walfile_name(${since}) and length(name) = 24`.execute(store);
  const contents = await contentsOf(log.map(({ where }) => where));
  await sql`checkpoint`.execute(store);
  const { rows: files } = await sql<{ where: string }>`
    select 'base/' || d.oid || '/' || f as "where"
    from pg_database d, pg_ls_dir('base/' || d.oid) f
    where d.datname = current_database()`.execute(store);
  return [...contents, ...(await contentsOf(files.map(({ where }) => where)))];
}

/** A file that has gone since it was listed holds nothing any more. */
async function contentsOf(names: readonly string[]): Promise<Content[]> {
  // Four times a segment of the log.
  const most = 2 ** 26;
  const contents: Content[] = [];
  for (const where of names) {
    const read = await sql<{ content: Buffer | null }>`
      select pg_read_binary_file(${where}, 0, ${most}, true) as content`.execute(
      world.db.opened.sql,
    );
    const content = read.rows[0]?.content ?? Buffer.alloc(0);
    // A segment of the log is laid out in zeros, whose end nobody needs to search.
    contents.push({ where, content: content.subarray(0, content.findLastIndex(Boolean) + 1) });
  }
  return contents;
}

interface Needle {
  what: string;
  bytes: Buffer;
}

/** What must be nowhere, as it would stand in a file, and as a dump would write it. */
const spelt = (what: string, bytes: Buffer): Needle[] => [
  { what, bytes },
  { what: `${what} in hexadecimal`, bytes: Buffer.from(bytes.toString('hex')) },
  { what: `${what} in base64`, bytes: Buffer.from(bytes.toString('base64').slice(0, -4)) },
];

function answersOf(secret: SecretWave, { levels }: Answered): Needle[] {
  const { wave } = secret;
  const keys = questionsAt(wave.instrument, wave.moment).map(({ key }) => key);
  const pairs = keys.map((key, at) => `"${key}": "${levels[at]}"`);
  return [
    ...spelt('a ballot', plainOf(secret, levels)),
    { what: 'answers', bytes: Buffer.from(pairs.slice(0, 2).join(', ')) },
    { what: 'answers', bytes: Buffer.from(pairs.slice(0, 2).join(',').replaceAll(': ', ':')) },
  ];
}

/** Of each private key a part that its public half has not. */
function keysOf({ secrets }: SecretWave): Needle[] {
  const [sealing, signing] = secrets;
  const ends = (unpacked(signing ?? Buffer.alloc(0)) ?? []).filter((_, at) => at % 2 === 1);
  if (!sealing || ends.length !== 2) throw new Error('other keys than these were wrapped');
  return [sealing, ...ends].flatMap((key) => spelt('a key', key.subarray(-32)));
}

const found = (contents: readonly Content[], needles: readonly Needle[]): string[] =>
  contents.flatMap(({ where, content }) => {
    const bytes = Buffer.from(content);
    return needles
      .filter((one) => bytes.includes(one.bytes))
      .map(({ what }) => `${what}: ${where}`);
  });

test('after its closing nothing keeps what was answered, nor a key that opens what was kept', async () => {
  const since = await logPlace(world.db.opened.sql);
  const secret = await secretWave(world);
  const { wave, kept, deps, folder } = secret;
  await openAfresh(world, secret);
  const steps = await stepsOf(world, secret, chanceOf(37));
  for (const { act } of steps) await act();
  const people = [...new Set(steps.map(({ who }) => who))];
  const before = await world.db.read.ballots.page(wave.id, null, 500);
  expect(before).toHaveLength(people.length);
  const wrappedBy = filesBelow(folder);
  expect(wrappedBy).toHaveLength(2);

  world.clock.now = closes.midterm;
  await keepWaves({ ...deps, db: world.db });

  expect(await world.db.read.syntheses.get(wave.id)).toMatchObject({ state: 'ready' });
  expect(await world.db.read.ballots.page(wave.id, null, 500)).toEqual([]);
  expect(filesBelow(folder)).toEqual([]);
  const row = await world.db.opened.sql
    .selectFrom('wave')
    .select(['sealing', 'wrapped', 'key_destroyed'])
    .where('id', '=', wave.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ key_destroyed: true });
  expect([row.sealing, row.wrapped].map((bytes) => bytes?.length)).toEqual([0, 0]);
  // Not even with the whole of what stood in the store before.
  await expect(deps.keys.opener(kept)).rejects.toMatchObject({ why: 'missing' });

  const lines = world.lines.map((line) => JSON.stringify(line)).join('\n');
  const everywhere = [
    ...(await dumpTables(world.db.opened.sql)),
    ...(await dataFolder(since)),
    { where: 'the lines it logged', content: lines },
  ];
  const wrapping = wrappedBy.flatMap(({ content }) =>
    spelt('a wrapping key', Buffer.from(content)),
  );
  const answers = people.flatMap((who) => answersOf(secret, who));
  expect(found(everywhere, [...answers, ...keysOf(secret), ...wrapping])).toEqual([]);

  // Sealed ones do lie about, in rows that were deleted and in the log, though not each in one piece:
  // so the search would find them.
  const sealed = before.map((one) => ({ what: 'sealed', bytes: Buffer.from(one.sealed) }));
  expect(found(everywhere, sealed).length).toBeGreaterThan(0);
});
