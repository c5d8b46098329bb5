// The product's store and use cases about questionnaires, as a process of their own, to be killed:
// what is built, on a real store and a real key folder. Asked by messages, it answers each by one,
// and says on its way how far each has come.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { openAuditor } from '../../dist/auditor.js';
import { openDb } from '../../dist/db/db.js';
import { openKeyFolder } from '../../dist/seal/key-folder.js';
import { openWaveKeys } from '../../dist/seal/wave-keys.js';
import { openTell } from '../../dist/tell/tell.js';
import { answerSurvey } from '../../dist/usecases/answer-survey.js';
import { castBallot } from '../../dist/usecases/cast-ballot.js';
import { keepWaves } from '../../dist/usecases/keep-waves.js';
import { signBallot } from '../../dist/usecases/sign-ballot.js';

const asked = new AsyncLocalStorage();
const say = (mark) => {
  const request = asked.getStore();
  if (request) process.send?.({ of: request.id, mark });
};

// Both engines are spoken to by this client, so that what is under way shows whoever asks.
const { query } = pg.Client.prototype;
const writes = /\b(insert into|update|delete from)\b|\bfor share\b/i;
pg.Client.prototype.query = async function (...all) {
  const text = typeof all[0] === 'string' ? all[0] : all[0].text;
  const request = asked.getStore();
  const alone = writes.test(text) && !request?.inTransaction;
  const commits = text === 'commit' || alone;
  if (request && text === 'begin') request.inTransaction = true;
  if (commits) say('committing');
  else if (writes.test(text)) say('writing');
  const answer = await query.apply(this, all);
  if (request && text === 'commit') request.inTransaction = false;
  if (commits) say('committed');
  return answer;
};

const { where, keyFolder } = JSON.parse(process.argv[2] ?? '');
const clock = { at: 0 };
const now = () => clock.at;
const newId = () => randomUUID();
const quiet = () => {};
const db = await openDb(where);
const keys = openWaveKeys(await openKeyFolder(keyFolder));
const audit = openAuditor();
const deps = {
  ...{ db, now, newId, wake: quiet, tell: openTell({ now, newId }) },
  calendar: {},
  log: {
    ...{ info: quiet, warn: quiet },
    error: ({ event, error }) => process.send?.({ trouble: `${event}: ${error}` }),
  },
  keys: {
    ...keys,
    opener: (kept) => {
      say('opening');
      return keys.opener(kept);
    },
    async destroy(wave) {
      say('destroying');
      await keys.destroy(wave);
      say('destroyed');
    },
  },
  async audit(task) {
    say('auditing');
    const verdict = await audit(task);
    say('audited');
    return verdict;
  },
  hash: (text) => createHash('sha256').update(text).digest(),
};

const bytes = (text) => Buffer.from(text, 'base64');
const base64 = (some) => Buffer.from(some).toString('base64');

/** What the world outside knows of a wave. */
async function publicKeys(wave) {
  const { sealing, signing } = await db.read.waves.keysOf(wave);
  const each = signing.map(({ cell, key }) => ({ cell, key: base64(key) }));
  return { wave, sealing: base64(sealing), signing: each };
}

/** What stands in the store about a wave. */
async function look(wave) {
  const store = db.opened.sql;
  const rows = (table, column) => store.selectFrom(table).select(column).execute();
  const answered = await store
    .selectFrom('participation')
    .select('person_id')
    .where('answered', '=', true)
    .execute();
  return {
    state: (await db.read.waves.get(wave)).state,
    answered: answered.length,
    cells: (await rows('ballot', 'cell')).map(({ cell }) => cell).sort(),
    told: (await rows('effect', 'key')).map(({ key }) => key).sort(),
    synthesis: (await db.read.syntheses.get(wave))?.body ?? null,
    unfinished: (await db.read.waves.unfinished()).map(({ moment }) => moment),
  };
}

const answering = {
  /** Opens the waves that are due, and closes them. */
  keep: () => keepWaves(deps),
  async opened({ cohort }) {
    await keepWaves(deps);
    const waves = await db.read.waves.ofCohort(cohort);
    return publicKeys(waves.find(({ moment }) => moment === 'midterm').id);
  },
  look: ({ wave }) => look(wave),
  card: async ({ person, wave, answers }) => {
    const { survey: _, ...done } = await answerSurvey(deps, { person }, { wave, answers });
    return done;
  },
  async sign({ person, wave, blinded }) {
    const done = await signBallot(deps, person, { wave, blinded: bytes(blinded) });
    return 'signature' in done ? { signature: base64(done.signature) } : done;
  },
  cast: ({ wave, cell, token, signature, sealed }) =>
    castBallot(deps, {
      ...{ wave, cell, token: bytes(token) },
      ...{ signature: bytes(signature), sealed: bytes(sealed) },
    }),
};

process.on('message', ({ id, at, ask, wish }) =>
  asked.run({ id, inTransaction: false }, async () => {
    clock.at = at;
    try {
      process.send?.({ id, done: await answering[ask](wish) });
    } catch (error) {
      process.send?.({ id, failed: String(error) });
    }
  }),
);
// Whoever asks is gone.
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
