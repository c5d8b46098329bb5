import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Db, openDb } from '../../src/db/db.ts';
import { questionsAt } from '../../src/domain/survey.ts';
import { executeInvoke, serviceUrl } from '../../src/emulator/teams/activities.ts';
import { installedBot, knownPerson } from '../../src/emulator/teams/installs.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import { startDurablePostgres } from './postgres.ts';
import { freePort, freshFolder, startProgram } from './processes.ts';
import { echoEnv, openTown, signed, type Town } from './town.ts';

const day = 86_400_000;

/**
 * The product and a plain bot with the same handler on one server, the sample's wave open on it;
 * `bench` is the one that serves the plain bot when it is run with `plain`.
 */
export async function openSurveyBeside(bench: string) {
  const server = await startDurablePostgres();
  const keyFolder = join(freshFolder(), 'keys');
  const town = await openTown({ DATABASE_URL: server.url, SURVEY_KEY_FOLDER: keyFolder });
  const db = await openDb({ url: server.url });
  const now = town.world.clock.now().getTime();
  const { presses, afresh } = await openSurvey(town, db, keyFolder);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...echoEnv(new URL(serviceUrl(town.world)).origin, port),
    ...{ DATABASE_URL: server.url, KEYS: keyFolder, NOW: `${now}` },
  };
  const plain = await startProgram([`dist/bench/${bench}.js`, 'plain'], env, [`${url}/healthz`]);
  return {
    ...{ town, presses, afresh, plain: { url, pid: plain.pid } },
    async close(): Promise<void> {
      await plain.stop();
      await db.close();
      await town.close();
      await server.stop();
    },
  };
}

/** The sample's own wave, open for whoever has the bot, a card of it in each chat, and its presses. */
async function openSurvey(town: Town, db: Db, keyFolder: string) {
  const now = town.world.clock.now().getTime();

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

  const wave = laid.id;
  /** Nobody has answered; how many had. */
  async function afresh(): Promise<number> {
    const { length } = await db.read.ballots.page(wave, null, 1000);
    await sql`delete from ballot`.execute(db.opened.sql);
    await sql`update participation set answered = false where answered`.execute(db.opened.sql);
    await sql`delete from inbound`.execute(db.opened.sql);
    return length;
  }

  return { presses, afresh };
}
