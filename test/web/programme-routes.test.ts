import type { Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { programmeRoutes } from '../../src/web/programme-routes.ts';
import { openSignIn, type SignIn } from '../../src/web/sign-in.ts';
import { openWeb } from '../../src/web/web.ts';
import { csvText, someRows } from '../support/cohort-files.ts';
import { aCohort, awa, nadia, nowhere, p01, rose } from '../support/people.ts';
import { aProgramme, yaml2027 } from '../support/programme-world.ts';
import { dumpTables } from '../support/store-contents.ts';
import { aWorld, hash } from '../support/world.ts';
import { aKeyPlace, bearer, homeTenant, type KeyPlace } from './sign-in-world.ts';

const world = aWorld();
const programme = aProgramme(world);

const oids = { sidonie: 'a1', rose: 'a2', awa: 'a3', nadia: 'a4' } as const;
type Name = keyof typeof oids;
const oidOf = (name: Name) => `aaaaaaaa-0000-4000-8000-0000000000${oids[name]}`;
const as = (name: Name, roles: string[] = ['Coach']) =>
  bearer({ claims: { oid: oidOf(name), roles } });

const bot = (_req: unknown, res: { sendStatus(code: number): unknown }) => void res.sendStatus(200);

let keys: KeyPlace;
let signIn: SignIn;
let server: Server | undefined;
let url = '';

beforeAll(async () => {
  keys = await aKeyPlace();
  signIn = openSignIn(keys.config);
});
afterAll(() => keys.close());
beforeEach(async () => {
  const people = { sidonie: programme.open.person, rose: rose.id, awa: awa.id, nadia: nadia.id };
  await world.db.tx(async (t) => {
    for (const name of ['sidonie', 'rose', 'awa', 'nadia'] as const) {
      await t.people.link(homeTenant, oidOf(name), people[name], 'import');
    }
  });
  const app = openWeb({ ...world.deps, hash }, { pages: '/no/such/folder', bot: [bot], signIn });
  const listening = app.listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(() => void server?.close());

type What = 'read' | 'pairs' | 'save' | 'check' | 'import' | 'undo';
async function ask(what: What, authorization: string, body: object) {
  const answer = await fetch(`${url}/api/programme/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: authorization },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const file = { csv: base64(csvText(someRows())), yaml: base64(yaml2027()) };
const dates = { launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' };
const { dayHours } = aCohort.settings;
/** A body that each address takes. */
const bodies: Record<What, object> = {
  ...{ read: {}, pairs: { search: 'awa' }, check: { file }, undo: { import: nowhere } },
  save: { version: 'any', change: { section: 'dates', days: dates, dayHours } },
  import: { file, seen: 'any' },
};
const all = Object.keys(bodies) as What[];

test('every address is one of the table, and is for those who signed in', async () => {
  expect(programmeRoutes.map(({ path }) => path).sort()).toEqual(
    all.map((what) => `/api/programme/${what}`).sort(),
  );
  for (const what of all) {
    expect((await ask(what, 'Bearer garbage', bodies[what])).status).toBe(401);
  }
});

describe('whose cohort it is not', () => {
  const strangers: [who: string, header: () => string, cohort: () => string | undefined][] = [
    ['a coach of another cohort', () => as('rose'), () => programme.open.cohort],
    ['a participant', () => as('awa'), () => aCohort.id],
    ['the pilot', () => as('nadia', ['Coach', 'Pilot']), () => aCohort.id],
    ['a coach who names none that exists', () => as('sidonie'), () => nowhere],
    ['a coach who names no id', () => as('sidonie'), () => "' or 1=1 --"],
    ['a coach who names a pair', () => as('sidonie'), () => p01.id],
  ];
  test.for(strangers)(
    '%s gets the same as for nothing, and writes nothing',
    async ([, header, cohort]) => {
      const before = await dumpTables(world.db.opened.sql);
      for (const what of all) {
        const answer = await ask(what, header(), { cohort: cohort(), ...bodies[what] });
        expect(answer).toEqual({ status: 404, body: { refused: 'not-found' } });
      }
      expect(await dumpTables(world.db.opened.sql)).toEqual(before);
    },
  );

  test('a coach without the role in Entra is told to ask for it', async () => {
    const { cohort } = programme.open;
    for (const what of all) {
      const answer = await ask(what, as('sidonie', ['Pilot']), { cohort, ...bodies[what] });
      expect(answer).toEqual({ status: 403, body: { refused: 'app-role' } });
    }
  });
});

test('a coach reads, checks, imports, takes back and saves', async () => {
  const { cohort } = programme.open;
  const third = {
    'mentoré nom': 'Léa Castellan',
    'mentoré mail': 'lea.castellan@ch-e.example',
    'mentor nom': 'Olivier Roussignol',
    'mentor mail': 'olivier.roussignol@ch-f.example',
  };
  // As Excel writes it.
  const csv = Buffer.from(csvText(someRows({}, {}, third)), 'latin1').toString('base64');
  const checked = await ask('check', as('sidonie'), { cohort, file: { csv } });
  expect(checked.body.preview.peopleAdded[0]).toEqual({
    ...{ name: 'Léa Castellan', mail: 'lea.castellan@ch-e.example' },
  });
  const { seen } = checked.body;
  const imported = await ask('import', as('sidonie'), { cohort, file: { csv }, seen });
  expect(imported).toMatchObject({ status: 200, body: { imported: true } });
  const { change } = imported.body.page.undo;
  const again = await ask('import', as('sidonie'), { cohort, file: { csv }, seen });
  expect(again).toMatchObject({ status: 200, body: { refused: 'changed-since' } });
  const undone = await ask('undo', as('sidonie'), { cohort, import: change });
  expect(undone).toMatchObject({ status: 200, body: { page: { undo: null } } });
  expect(await ask('undo', as('sidonie'), { cohort, import: change })).toEqual({
    ...{ status: 400, body: { refused: 'nothing-to-undo' } },
  });

  const { page } = (await ask('read', as('sidonie'), {})).body;
  const saved = await ask('save', as('sidonie'), {
    ...{ cohort, version: page.settingsVersion },
    change: { section: 'dates', days: { ...dates, midterm: '2026-10-15' }, dayHours },
  });
  expect(saved).toMatchObject({ status: 200, body: { saved: true } });
  expect((await ask('pairs', as('sidonie'), { cohort })).body.page.lines).toHaveLength(2);
});

test('a file of five thousand pairs is read, and one beyond is told so', async () => {
  const { cohort } = programme.open;
  const [first = {}] = someRows();
  const many = (count: number) =>
    base64(
      csvText(
        Array.from({ length: count }, (_, at) => ({
          ...{ ...first, code: `P${at}`, 'mentoré tenant': '', 'mentoré oid': '' },
          ...{
            'mentoré mail': `mentee${at}@ch-a.example`,
            'mentor mail': `mentor${at}@ch-b.example`,
          },
        })),
      ),
    );
  const most = await ask('check', as('sidonie'), { cohort, file: { csv: many(5000) } });
  expect(most).toMatchObject({ status: 200, body: { preview: { pairsInFile: 5000 } } });
  const more = await ask('check', as('sidonie'), { cohort, file: { csv: many(5001) } });
  expect(more.body.faults).toMatchObject([{ problem: 'too-many-rows' }]);
}, 60_000);

test('what is not of the contract is refused, and nothing more is assigned', async () => {
  const { cohort } = programme.open;
  const wrong: [What, object][] = [
    ['read', { cohort, person: rose.id }],
    ['read', { cohort: { $ne: null } }],
    ['save', { cohort, version: 'x', change: { section: 'name', name: 'Autre' } }],
    ['save', { ...bodies.save, change: { section: 'rhythm', recording: 'at-checkpoints' } }],
    ['check', { cohort, file: { csv: 7 } }],
    ['import', { cohort, file }],
  ];
  for (const [what, body] of wrong) {
    expect(await ask(what, as('sidonie'), body)).toEqual({
      ...{ status: 400, body: { refused: 'wrong-values' } },
    });
  }
  const large = { cohort, ...bodies.save, padding: 'x'.repeat(20_000) };
  expect((await ask('save', as('sidonie'), large)).status).toBe(413);
});
