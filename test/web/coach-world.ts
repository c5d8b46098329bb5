import type { Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openSignIn, type SignIn } from '../../src/web/sign-in.ts';
import { openWeb } from '../../src/web/web.ts';
import { joins, lea, paul } from '../support/alerts.ts';
import { aCohort, awa, ines, karim, marc, nadia, rose } from '../support/people.ts';
import { aWorld, hash, type World } from '../support/world.ts';
import { aKeyPlace, bearer, homeTenant, type KeyPlace } from './sign-in-world.ts';

/** The cohort before, of which Léa is a coach, and Nora the pilot. */
export const otherCohort = '00000002-0000-4000-8000-000000000002';
export const p90 = '00000003-0000-4000-8000-000000000090';
export const nora = {
  ...{ ...nadia, id: '00000001-0000-4000-8000-000000000009', name: 'Nora Quint' },
  mail: 'nora.quint@mentorat.example',
};

const members = [awa, marc, rose, ines, karim, nadia, paul, lea, nora];
const oidOf = ({ id }: { id: string }) => id.replace(/^0{7}1/, 'aaaaaaaa');

type Role = 'Coach' | 'Pilot';

/** Signed in, with the app roles their administrator gave them. */
export const as = (person: { id: string }, ...roles: Role[]): string =>
  bearer({ claims: { oid: oidOf(person), ...(roles.length > 0 && { roles }) } });

interface Answered {
  status: number;
  // What a page is sent: tests say what they expect of it.
  body: unknown;
  headers: Record<string, string>;
}

interface CoachWorld {
  world: World;
  ask(path: string, authorization: string | undefined, body?: unknown): Promise<Answered>;
}

/**
 * The product's doors on a free port. Rose and Paul are coaches, Rose P01's referent, nobody P02's;
 * Nadia is the pilot. Of another cohort, Léa answers for Karim and Inès as P90.
 */
export function aCoachWorld(): CoachWorld {
  const world = aWorld();
  let keys: KeyPlace;
  let signIn: SignIn;
  let server: Server;
  let url = '';
  beforeAll(async () => {
    keys = await aKeyPlace();
    signIn = openSignIn(keys.config);
  });
  afterAll(() => keys.close());
  beforeEach(async () => {
    await joins(world, paul, 'coach');
    await joins(world, lea, 'none');
    await joins(world, nora, 'none');
    await layOtherCohort(world);
    await world.db.tx(async (t) => {
      for (const each of members) await t.people.link(homeTenant, oidOf(each), each.id, 'import');
    });
    const bot = [
      (_req: unknown, res: { sendStatus(code: number): unknown }) => res.sendStatus(200),
    ];
    const app = openWeb({ ...world.deps, hash }, { pages: '/no/such/folder', bot, signIn });
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}`;
  });
  afterEach(() => void server.close());
  const ask: CoachWorld['ask'] = async (path, authorization, body = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(authorization !== undefined && { Authorization: authorization }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    // What tells two answers apart, the moment they were given left out.
    const headers = { ...Object.fromEntries(answer.headers), date: '' };
    return { status: answer.status, body: await answer.json(), headers };
  };
  return { world, ask };
}

async function layOtherCohort({ db }: World): Promise<void> {
  const store = db.opened.sql;
  const settings = JSON.stringify(aCohort.settings);
  const cohort = { id: otherCohort, code: '2025', name: 'Promotion 2025', settings };
  await store
    .insertInto('cohort')
    .values({ ...cohort, time_zone: 'Europe/Paris' })
    .execute();
  const days = { launch: '2025-04-14', midterm: '2025-10-08', closing: '2026-03-25' } as const;
  for (const kind of ['launch', 'midterm', 'closing'] as const) {
    const row = { cohort_id: otherCohort, kind, day: days[kind] };
    await store.insertInto('cohort_day').values(row).execute();
  }
  for (const [person, role] of [
    [lea, 'coach'],
    [nora, 'pilot'],
  ] as const) {
    const row = { cohort_id: otherCohort, person_id: person.id, role };
    await store.insertInto('cohort_role').values(row).execute();
  }
  await store
    .insertInto('pair')
    .values({
      ...{ id: p90, cohort_id: otherCohort, code: 'P90' },
      ...{ mentee_id: karim.id, mentor_id: ines.id },
    })
    .execute();
  await store
    .insertInto('pair_referent')
    .values({ pair_id: p90, person_id: lea.id, kind: 'referent', from_day: '2025-04-14' })
    .execute();
}
