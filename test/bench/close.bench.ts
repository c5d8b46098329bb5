import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { openAuditor } from '../../src/auditor.ts';
import { openDb } from '../../src/db/db.ts';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import type { Level } from '../../src/domain/survey.ts';
import { ballotBytes } from '../../src/domain/tally.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import { openTell } from '../../src/tell/tell.ts';
import { closeWave } from '../../src/usecases/close-wave.ts';
import { letBeAtHome } from '../support/at-home.ts';
import { aCohort } from '../support/people.ts';
import { closes, opens } from '../support/survey-world.ts';
import { memoryCalendar } from '../support/windows.ts';
import { openSheet, type Summary, short, timed, times } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';
import { freshFolder } from './processes.ts';

const execute = promisify(execFile);

const sizes = [10_000, 100_000];
const roundsOf = (ballots: number) => (ballots >= 100_000 ? 2 : 5);
/** Opening one ballot takes as long as another: so many are sealed, and each lies in the urn often. */
const different = 2_000;
const target = 5_000;
const waveId = '00000009-0000-4000-8000-000000000001';

/** What the process that closes tells, as JSON on a line of its own. */
interface Told {
  ms: number;
  /** Milliseconds of this process on the processor. */
  busy: number;
  before: number;
  peak: number;
  state: string;
  left: number;
  asked: number;
}

async function run(): Promise<void> {
  const sheet = openSheet('close', 'Closing a wave: every ballot opened, told, attacked, burnt');
  const server = await startDurablePostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const peaks: Summary[] = [];
  for (const ballots of sizes) peaks.push(await size(ballots));
  const [small, large] = peaks;
  if (small && large) sheet.say(`memory at most: ${times(large, small)} at ten times as many`);
  await admin.end();
  await server.stop();
  sheet.close();

  async function size(ballots: number): Promise<Summary> {
    const name = ballots.toLocaleString('en');
    const folder = join(freshFolder(), 'keys');
    await admin.query('create database laid');
    await lay(addressOf(server.url, 'laid'), folder, ballots);
    const rounds: Told[] = [];
    for (let round = 0; round < roundsOf(ballots); round++) {
      // Its key is destroyed for good: each round has its own.
      const keys = `${folder}-${round}`;
      cpSync(folder, keys, { recursive: true });
      await admin.query('create database closing template laid');
      await letBeAtHome(addressOf(server.url, 'closing'));
      rounds.push(await inAProcess(addressOf(server.url, 'closing'), keys));
      await admin.query('drop database closing');
    }
    await admin.query('drop database laid');
    const rates = rounds.map(({ ms }) => (ballots * 1000) / ms);
    const rate = sheet.line(`${name}: ballots`, rates, 'a second');
    const busy = rounds.map((round) => (ballots * 1000) / round.busy);
    sheet.line(`${name}: the same, of the processor alone`, busy, 'a second');
    sheet.say(`${name}: ${short(rate.median / target)} × the ${target} a second to be reached`);
    const of = (what: 'before' | 'peak') => rounds.map((round) => round[what]);
    sheet.line(`${name}: memory before`, of('before'), 'MB');
    const count = (is: (told: Told) => boolean) => rounds.filter(is).length;
    sheet.ledger(
      `${name}: closed`,
      count(({ state }) => state === 'closed'),
      rounds.length,
    );
    sheet.ledger(
      `${name}: all told of`,
      count(({ asked }) => asked === ballots),
      rounds.length,
    );
    sheet.ledger(
      `${name}: ballots left`,
      count(({ left }) => left > 0),
      0,
    );
    return sheet.line(`${name}: memory at most`, of('peak'), 'MB');
  }
}

const addressOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

/** Half of them mentees, half mentors; everybody has answered. */
async function lay(url: string, folder: string, ballots: number): Promise<void> {
  const db = await openDb({ url });
  const store = db.opened.sql;
  const { id, code, name, zone, settings } = aCohort;
  await sql`insert into cohort (id, code, name, time_zone, settings)
    values (${id}, ${code}, ${name}, ${zone}, ${JSON.stringify(settings)})`.execute(store);
  await sql`insert into cohort_day (cohort_id, kind, day) values
    (${id}, 'launch', ${aCohort.launch}), (${id}, 'midterm', ${aCohort.midterm}),
    (${id}, 'closing', ${aCohort.closing})`.execute(store);
  await sql`insert into person (id, mail, name)
    select md5(n::text)::uuid, n || '@chu.example', 'Person ' || n
    from generate_series(1, ${ballots}::int) n`.execute(store);
  await sql`insert into pair (id, code, cohort_id, mentee_id, mentor_id)
    select md5('pair' || n)::uuid, 'P' || n, ${id}, md5((2 * n - 1)::text)::uuid,
      md5((2 * n)::text)::uuid
    from generate_series(1, ${ballots / 2}::int) n`.execute(store);
  const wave = { id: waveId, cohort: id, moment: 'midterm', state: 'planned' } as const;
  const times = { opens: opens.midterm, closes: closes.midterm };
  const asks = { partition: 'by-party', instrument: guideInstrument } as const;
  await db.read.waves.lay({ ...wave, ...times, ...asks });
  const keys = openWaveKeys(await openKeyFolder(folder));
  const kept = await keys.make(waveId, ['mentee', 'mentor']);
  await db.tx((t) => t.waves.keepKeys(kept));
  await db.tx((t) => t.waves.open(wave));
  await store.connection().execute(async (own) => {
    await sql`create temp table urn (n int, sealed bytea)`.execute(own);
    for (let n = 0; n < different; n++) {
      const sealed = await keys.seal(kept, ballotBytes(guideInstrument.edition, levelsOf(n)));
      await sql`insert into urn values (${n}, ${sealed})`.execute(own);
    }
    await sql`insert into ballot (id, wave_id, cell, sealed)
      select decode(md5('ballot' || b), 'hex'), ${waveId},
        case when b % 2 = 0 then 'mentee' else 'mentor' end, sealed
      from generate_series(1, ${ballots}::int) b join urn on n = b % ${different}`.execute(own);
  });
  await sql`update participation set answered = true`.execute(store);
  await sql`update wave set state = 'closing'`.execute(store);
  await sql`vacuum analyze`.execute(store);
  await db.close();
}

const levelsOf = (n: number): Level[] =>
  Array.from({ length: 10 }, (_, question) => (1 + ((n * 7 + question * 3) % 5)) as Level);

/** Its own process: its memory is its own, and nothing is warm. */
async function inAProcess(url: string, keys: string): Promise<Told> {
  const args = [import.meta.filename, 'close', url, keys];
  const { stdout } = await execute(process.execPath, args);
  return JSON.parse(stdout);
}

/** As the job does it, from the wave as it stands to the key that is gone. */
async function closeOnce(url: string, folder: string): Promise<Told> {
  const db = await openDb({ url });
  const clock = { now: () => closes.midterm, newId: () => randomUUID() };
  const quiet = () => {};
  const deps = {
    ...{ db, ...clock, tell: openTell(clock), calendar: memoryCalendar(), wake: quiet },
    log: { info: quiet, warn: quiet, error: (line: unknown) => console.error(line) },
    keys: openWaveKeys(await openKeyFolder(folder)),
    audit: openAuditor(),
  };
  const wave = await db.read.waves.get(waveId);
  if (!wave) throw new Error('no wave was laid');
  const before = resident('VmRSS');
  const idle = process.cpuUsage();
  const ms = await timed(() => closeWave(deps, wave));
  const { user, system } = process.cpuUsage(idle);
  const busy = (user + system) / 1000;
  const peak = resident('VmHWM');
  const left = (await db.read.ballots.page(waveId, null, 1)).length;
  const state = (await db.read.waves.get(waveId))?.state ?? '';
  const { cells }: { cells: { asked: number; size: string | null }[] } = JSON.parse(
    (await db.read.syntheses.get(waveId))?.body ?? '{"cells":[]}',
  );
  const told = cells.filter(({ size }) => size === '25+');
  await db.close();
  const asked = told.reduce((sum, cell) => sum + cell.asked, 0);
  return { ms, busy, before, peak, state, left, asked };
}

function resident(what: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync('/proc/self/status', 'utf8'),
  );
  return Number(line?.[1]) / 1024;
}

const [role, url = '', keys = ''] = process.argv.slice(2);
if (role === 'close') console.log(JSON.stringify(await closeOnce(url, keys)));
else await run();
