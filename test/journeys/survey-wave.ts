import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDb } from '../../src/db/db.ts';
import type { Where } from '../../src/db/open.ts';
import { copyStore } from '../support/copied-store.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';
import { aCohort } from '../support/people.ts';
import { opens } from '../support/survey-world.ts';
import { startSurveys } from './survey-clients.ts';
import { insist, type PublicKeys, pairs, uuid } from './survey-people.ts';

/** One wave, opened once, of which each run has a copy with the same ids and the same keys. */
export async function openedOnce() {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-survey-'));
  const fresh = await freshStore();
  const where = 'url' in fresh ? fresh : { folder: join(dir, 'store') };
  await lay(where);
  const surveys = await startSurveys(where, join(dir, 'keys'));
  const { done } = await insist(surveys, opens.midterm, 'opened', { cohort: aCohort.id });
  await surveys.stop();
  let copies = 0;
  return {
    // What the test's own process said, by which nothing is judged.
    kept: done as PublicKeys,
    /** A store of its own, outside of which its keys lie. */
    async copy() {
      copies += 1;
      const [folder, keyFolder] = [join(dir, `store-${copies}`), join(dir, `keys-${copies}`)];
      cpSync(join(dir, 'keys'), keyFolder, { recursive: true });
      const own = await copyStore(where, folder);
      return {
        ...{ where: own, keyFolder },
        async drop() {
          await dropStore(own);
          for (const one of [folder, keyFolder]) rmSync(one, { recursive: true, force: true });
        },
      };
    },
    async drop() {
      await dropStore(fresh);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A cohort of pairs and one coach. */
async function lay(where: Where): Promise<void> {
  const db = await openDb(where);
  const store = db.opened.sql;
  const numbers = Array.from({ length: pairs }, (_, at) => at + 1);
  const coach = 2 * pairs + 1;
  const people = [...numbers.flatMap((number) => [2 * number - 1, 2 * number]), coach];
  const { id: cohort_id, code, name, zone, settings, launch, midterm, closing } = aCohort;
  await store
    .insertInto('person')
    .values(
      people.map((number) => ({
        ...{ id: uuid(1, number), name: `Personne ${number}` },
        mail: `personne-${number}@mentorat.example`,
      })),
    )
    .execute();
  await store
    .insertInto('cohort')
    .values({ id: cohort_id, code, name, time_zone: zone, settings: JSON.stringify(settings) })
    .execute();
  await store
    .insertInto('cohort_day')
    .values([
      { cohort_id, kind: 'launch', day: launch },
      { cohort_id, kind: 'midterm', day: midterm },
      { cohort_id, kind: 'closing', day: closing },
    ])
    .execute();
  await store
    .insertInto('cohort_role')
    .values({ cohort_id, person_id: uuid(1, coach), role: 'coach' })
    .execute();
  await store
    .insertInto('pair')
    .values(
      numbers.map((number) => ({
        ...{ id: uuid(3, number), cohort_id, code: `P${number}` },
        ...{ mentee_id: uuid(1, 2 * number - 1), mentor_id: uuid(1, 2 * number) },
      })),
    )
    .execute();
  await db.close();
}
