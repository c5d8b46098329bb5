import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appClient,
  asApp,
  ask,
  awa,
  coline,
  graphClient,
  lucie,
  marc,
  otherCoach,
  pilar,
  siteId,
  startAnew,
  tokenOnBehalfOf,
} from './graph-world.ts';

const list = `/v1.0/sites/${siteId}/lists/list-1`;
const items = `${list}/items`;
const row = {
  Title: 'B1',
  MeetingDate: '2026-05-05',
  'Themes@odata.type': 'Collection(Edm.String)',
  Themes: ['Équipe'],
  MeetingKey: 'meeting-1',
};

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startAnew();
});
afterEach(() => emulator.close());

const add = (change: object = {}) =>
  asApp(emulator, 'POST', items, { fields: { ...row, ...change } });

describe('finding the list', () => {
  test('the site is found by its path, the list by its name, with its columns', async () => {
    const graph = await appClient(emulator);

    const site = await graph.api('/sites/comite.sharepoint.example:/sites/mentorat').get();
    const found = await graph.api(`/sites/${site.id}/lists/Suivi des rencontres`).get();
    const columns = await graph.api(`/sites/${site.id}/lists/${found.id}/columns`).get();

    expect(site.id).toBe(siteId);
    expect(found.id).toBe('list-1');
    const names = columns.value.map((column: { name: string }) => column.name);
    expect(names).toEqual(expect.arrayContaining(['Title', 'MeetingDate', 'Themes', 'MeetingKey']));
  });

  test.each([
    [403, 'GET', '/v1.0/sites/closed-site'],
    [404, 'GET', '/v1.0/sites/nowhere'],
    [404, 'GET', '/v1.0/sites/comite.sharepoint.example:/sites/nowhere'],
    [404, 'GET', `/v1.0/sites/${siteId}/lists/nothing`],
    [403, 'POST', `/v1.0/sites/${siteId}/lists`],
    [403, 'POST', `/v1.0/sites/${siteId}/permissions`],
    [403, 'POST', `${list}/columns`],
    [501, 'GET', `${items}/delta`.replace('items/delta', 'drive')],
  ])('answers %i to %s %s', async (status, method, path) => {
    const body = method === 'POST' ? {} : undefined;

    expect((await asApp(emulator, method, path, body)).status).toBe(status);
  });
});

describe('writing a row', () => {
  test('the row is the app’s, and its day is given back as midnight', async () => {
    const made = await add();

    expect(made.status).toBe(201);
    expect(made.body.createdBy.application.id).toBe(emulator.world.product.appId);
    expect(made.body.fields).toMatchObject({
      Title: 'B1',
      MeetingDate: '2026-05-05T00:00:00Z',
      Themes: ['Équipe'],
    });
    const [shown] = (await ask(emulator, 'GET', '/_emulator/lists')).body;
    expect(Object.keys(shown.items[0].fields).sort()).toEqual(
      ['MeetingDate', 'MeetingKey', 'Themes', 'Title'].sort(),
    );
  });

  test('the same key twice is refused as SharePoint does, and adds nothing', async () => {
    await add();

    const again = await add({ Title: 'B2' });

    expect(again.status).toBe(400);
    expect(again.body.error).toMatchObject({
      code: 'invalidRequest',
      message: 'One or more fields with unique constraints already has the provided value.',
    });
    expect((await asApp(emulator, 'GET', items)).body.value).toHaveLength(1);
  });

  test.each([
    ['an unknown column', { Secret: 'x' }],
    ['a missing pair', { Title: null }],
    ['a missing date', { MeetingDate: undefined }],
    ['a date that is not', { MeetingDate: '2027-02-29' }],
    ['a number as a text', { Title: 3 }],
    ['a theme that is not offered', { Themes: ['Autre'] }],
    ['themes without their type', { 'Themes@odata.type': undefined }],
    ['a column SharePoint keeps', { Created: '2026-05-05T00:00:00Z' }],
    ['a text of 256 characters', { Title: 'x'.repeat(256) }],
  ])('%s is refused', async (_what, change) => {
    const reply = await add(change);

    expect(reply.status).toBe(400);
    expect(reply.body.error.code).toBe('invalidRequest');
  });

  test('a text of 255 characters is taken', async () => {
    expect((await add({ Title: 'x'.repeat(255) })).status).toBe(201);
  });

  test('a correction or a removal needs the version that was read', async () => {
    const { id, eTag } = (await add()).body;
    const correct = (etag: string) =>
      asApp(
        emulator,
        'PATCH',
        `${items}/${id}/fields`,
        { MeetingDate: '2026-05-06' },
        {
          'if-match': etag,
        },
      );

    expect((await correct(eTag)).body.MeetingDate).toBe('2026-05-06T00:00:00Z');
    expect((await correct(eTag)).status).toBe(412);
    const remove = (etag: string) =>
      asApp(emulator, 'DELETE', `${items}/${id}`, undefined, { 'if-match': etag });
    expect((await remove(eTag)).status).toBe(412);
    const now = (await asApp(emulator, 'GET', `${items}/${id}`)).body.eTag;
    expect((await remove(now)).status).toBe(204);
    expect((await remove(now)).status).toBe(404);
  });

  test('the number of a removed row is never used again', async () => {
    const first = (await add()).body.id;
    await asApp(emulator, 'DELETE', `${items}/${first}`);

    expect((await add()).body.id).not.toBe(first);
  });
});

describe('looking for a row', () => {
  test('by an indexed column', async () => {
    await add();
    await add({ Title: 'B2', MeetingKey: "l'autre" });
    const filter = encodeURIComponent("fields/MeetingKey eq 'l''autre'");

    const found = await asApp(emulator, 'GET', `${items}?$expand=fields&$filter=${filter}`);

    expect(found.body.value).toHaveLength(1);
    expect(found.body.value[0].fields.Title).toBe('B2');
  });

  test('by a column without index only at the caller’s own risk', async () => {
    const path = `${items}?$filter=${encodeURIComponent("fields/MeetingDate ge '2026-01-01'")}`;
    const prefer = 'HonorNonIndexedQueriesWarningMayFailRandomly';

    const refused = await asApp(emulator, 'GET', path);
    const risked = await asApp(emulator, 'GET', path, undefined, { prefer });

    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain('not indexed');
    expect(risked.status).toBe(200);
  });

  test.each([
    [501, "$filter=startswith(fields/Title,'B')"],
    [400, "$filter=fields/Nothing eq 'x'"],
    [501, '$orderby=fields/Title'],
    [501, '$expand=driveItem'],
  ])('answers %i to %s', async (status, query) => {
    await add();

    expect((await asApp(emulator, 'GET', `${items}?${query}`)).status).toBe(status);
  });
});

describe('who may read it', () => {
  const readAs = async (mail: string) => {
    const authorization = `Bearer ${await tokenOnBehalfOf(emulator, mail)}`;
    return (await ask(emulator, 'GET', items, undefined, { authorization })).status;
  };

  test.each([
    ['a coach of the cohort', coline.mail, 200],
    ['a coach of another cohort', otherCoach.mail, 403],
    ['the pilot', pilar.mail, 403],
    ['a mentor', marc.mail, 403],
    ['a mentee', awa.mail, 403],
  ])('%s', async (_who, mail, status) => {
    expect(await readAs(mail)).toBe(status);
  });

  test('a coach reads and does not write', async () => {
    await add();
    const token = await tokenOnBehalfOf(emulator, coline.mail);
    const graph = graphClient(emulator, async () => token);

    const lists = await graph.api(`/sites/${siteId}/lists`).get();
    const writing = graph.api(items.replace('/v1.0', '')).post({ fields: { ...row } });

    expect(lists.value.map(({ id }: { id: string }) => id)).toEqual(['list-1']);
    await expect(writing).rejects.toMatchObject({ statusCode: 403 });
  });

  test('the SharePoint page opens for readers, and tells the others why not', async () => {
    const page = (mail: string) => ask(emulator, 'GET', `/_emulator/sharepoint/list-1?as=${mail}`);

    const seen = await page(coline.mail);
    const refused = await page(pilar.mail);

    expect(seen.body.columns.map(({ name }: { name: string }) => name)).not.toContain('MeetingKey');
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('Pilar Gomez');
    expect((await page(lucie.mail)).status).toBe(403);
  });
});
