// The product's store and use cases about questionnaires, as a process of their own, to be killed:
// what is built, on a real store and a real key folder. Asked by messages, it answers each by one.
import { createHash, randomUUID } from 'node:crypto';
import { openAuditor } from '../../dist/auditor.js';
import { openDb } from '../../dist/db/db.js';
import { openKeyFolder } from '../../dist/seal/key-folder.js';
import { openWaveKeys } from '../../dist/seal/wave-keys.js';
import { openTell } from '../../dist/tell/tell.js';
import { answerSurvey } from '../../dist/usecases/answer-survey.js';
import { castBallot } from '../../dist/usecases/cast-ballot.js';
import { keepWaves } from '../../dist/usecases/keep-waves.js';
import { signBallot } from '../../dist/usecases/sign-ballot.js';

const { where, keyFolder } = JSON.parse(process.argv[2] ?? '');
const clock = { at: 0 };
const now = () => clock.at;
const newId = () => randomUUID();
const quiet = () => {};
const db = await openDb(where);
const deps = {
  ...{ db, now, newId, wake: quiet, tell: openTell({ now, newId }) },
  calendar: {},
  log: { info: quiet, warn: quiet, error: (line) => console.error(line) },
  keys: openWaveKeys(await openKeyFolder(keyFolder)),
  audit: openAuditor(),
  hash: (text) => createHash('sha256').update(text).digest(),
};

const bytes = (text) => Buffer.from(text, 'base64');
const answering = {
  /** Opens the waves that are due, and closes them. */
  keep: () => keepWaves(deps),
  card: ({ person, wave, answers }) => answerSurvey(deps, { person }, { wave, answers }),
  async sign({ person, wave, blinded }) {
    const done = await signBallot(deps, person, { wave, blinded: bytes(blinded) });
    if (!('signature' in done)) return done;
    return { signature: Buffer.from(done.signature).toString('base64') };
  },
  cast: ({ wave, cell, token, signature, sealed }) =>
    castBallot(deps, {
      ...{ wave, cell, token: bytes(token) },
      ...{ signature: bytes(signature), sealed: bytes(sealed) },
    }),
};

process.on('message', async ({ id, at, ask, wish }) => {
  clock.at = at;
  try {
    process.send?.({ id, done: await answering[ask](wish) });
  } catch (error) {
    process.send?.({ id, failed: String(error) });
  }
});
// Whoever asks is gone.
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
