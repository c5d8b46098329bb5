import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDb } from '../../src/db/db.ts';
import { questionsAt } from '../../src/domain/survey.ts';
import { executeInvoke, serviceUrl } from '../../src/emulator/teams/activities.ts';
import { installedBot, knownPerson } from '../../src/emulator/teams/installs.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import { inTurns, openSheet, short, timed, times } from './measure.ts';
import { servePlainSurvey } from './plain-survey.ts';
import { startDurablePostgres } from './postgres.ts';
import { freePort, freshFolder, startProgram } from './processes.ts';
import { echoEnv, openTown, post, signed } from './town.ts';

const rounds = 10;
const floods = 20;
const eachSecond = 200;
const day = 86_400_000;

if (process.argv[2] === 'plain') await servePlainSurvey();
else await run();

async function run(): Promise<void> {
  const sheet = openSheet('survey', 'Submit of a questionnaire: token checked, sealed, committed');
  const server = await startDurablePostgres();
  const keyFolder = join(freshFolder(), 'keys');
  const town = await openTown({ DATABASE_URL: server.url, SURVEY_KEY_FOLDER: keyFolder });
  const db = await openDb({ url: server.url });
  const now = town.world.clock.now().getTime();
  const { wave, presses } = await openWave();
  const port = await freePort();
  const plainUrl = `http://localhost:${port}`;
  const plainEnv = {
    ...echoEnv(new URL(serviceUrl(town.world)).origin, port),
    ...{ DATABASE_URL: server.url, KEYS: keyFolder, NOW: `${now}` },
  };
  const program = await startProgram(['dist/bench/survey.js', 'plain'], plainEnv, [
    `${plainUrl}/healthz`,
  ]);

  /** The sample's own wave, open for whoever has the bot, and a card of it in each chat. */
  async function openWave() {
    const [cohort] = await db.opened.sql.selectFrom('cohort').selectAll().execute();
    const [laid] = cohort ? await db.read.waves.ofCohort(cohort.id) : [];
    if (!laid) throw new Error('the sample has no wave');
    const keys = openWaveKeys(await openKeyFolder(keyFolder));
    const kept = await keys.make(laid.id, ['mentee', 'mentor']);
    await db.tx((t) => t.waves.keepKeys(kept));
    await sql`update wave set opens_at = ${new Date(now - day)}, closes_at = ${new Date(now + 20 * day)}
      where id = ${laid.id}`.execute(db.opened.sql);
    await db.tx((t) => t.waves.open(laid));
    // Nobody is asked meanwhile.
    await sql`update participation set told = 3`.execute(db.opened.sql);
    const { rows } = await sql<{ person: string; mail: string; chat: string }>`
      select p.id as person, mail, c.id as chat from participation a
      join person p on p.id = a.person_id join conversation c on c.person_id = p.id`.execute(
      db.opened.sql,
    );
    const presses: RequestInit[] = [];
    const answers = questionsAt(laid.instrument, laid.moment).map(({ key }) => [key, '4']);
    for (const { person, mail, chat } of rows) {
      const [card, place] = [randomUUID(), randomUUID()];
      await sql`insert into card (id, person_id, view, conversation_id, activity_id, created)
        values (${card}, ${person}, ${JSON.stringify({ kind: 'survey', wave: laid.id })}, ${chat},
          ${place}, ${new Date(now)})`.execute(db.opened.sql);
      const who = knownPerson(town.world, mail);
      const install = installedBot(town.world, who);
      const data = { ...Object.fromEntries(answers), card, wave: laid.id };
      const press = { messageId: place, verb: 'survey.answer', data };
      presses.push(await signed(town, executeInvoke(town.world, who, install, press)));
    }
    await sql`vacuum analyze`.execute(db.opened.sql);
    return { wave: laid.id, presses };
  }

  /** Nobody has answered; how many had. */
  async function afresh(): Promise<number> {
    const { length } = await db.read.ballots.page(wave, null, 1000);
    await sql`delete from ballot`.execute(db.opened.sql);
    await sql`update participation set answered = false where answered`.execute(db.opened.sql);
    await sql`delete from inbound`.execute(db.opened.sql);
    return length;
  }

  const sides = [
    { name: 'Télémaque', at: town.product, took: [] as number[], kept: 0 },
    { name: 'the same handler in plain botbuilder', at: plainUrl, took: [] as number[], kept: 0 },
    { name: 'its empty echo', at: town.echo, took: [] as number[], kept: 0 },
  ];
  const oneByOne = async (side: (typeof sides)[number]) => {
    await afresh();
    for (const press of presses) side.took.push(await timed(() => post(side.at, press)));
    side.kept += await afresh();
  };
  // Warm first: a process that has just begun compiles for all of them.
  for (const side of sides) await oneByOne(side);
  for (const side of sides) Object.assign(side, { took: [], kept: 0 });
  await inTurns(
    rounds,
    sides.map((side) => () => oneByOne(side)),
  );
  const [ours, plain, echo] = sides.map(({ name, took }) => sheet.line(name, took, 'ms'));
  if (ours && plain && echo) {
    sheet.say(`speed: ${times(plain, ours)} that of the same handler (to be reached: 1.0)`);
    sheet.say(`time: ${times(ours, echo)} the empty echo, which keeps nothing`);
  }

  const flooded: number[] = [];
  let kept = 0;
  for (let flood = 0; flood < floods; flood++) {
    const start = performance.now();
    const each = presses.map(async (press, nth) => {
      const due = start + (nth * 1000) / eachSecond;
      await pause(due - performance.now());
      await post(town.product, press);
      return performance.now() - due;
    });
    flooded.push(...(await Promise.all(each)));
    kept += await afresh();
  }
  sheet.line(`at ${eachSecond} a second, from when each was due`, flooded, 'ms');
  const p99 = [...flooded].sort((a, b) => a - b)[Math.ceil(flooded.length * 0.99) - 1] ?? 0;
  sheet.say(`at ${eachSecond} a second: p99 ${short(p99)} ms (to be reached: 100 ms)`);
  const all = presses.length;
  for (const { name, kept: found } of sides.slice(0, 2))
    sheet.ledger(`${name}: ballots`, found, rounds * all);
  sheet.ledger('the echo: ballots', sides[2]?.kept ?? 0, 0);
  sheet.ledger(`at ${eachSecond} a second: ballots`, kept, floods * all);
  await program.stop();
  await db.close();
  await town.close();
  await server.stop();
  sheet.close();
}
