import { afterEach, describe, expect, test } from 'vitest';
import { type Asked, type FakeGraph, fakeGraph, faultOf, type Told } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const place = { hostname: 'ch.sharepoint.example', path: '/sites/comité', name: 'Suivi 2026' };
const siteId = 'ch.sharepoint.example,11111111,22222222';
const items = `/v1.0/sites/${siteId}/lists/l1/items`;
const row = {
  key: 'meeting-1',
  pairCode: 'B01',
  day: '2026-04-28',
  themes: ['Prise de poste', 'Management'],
};
const fields = {
  Title: 'B01',
  DateRencontre: '2026-04-28T12:00:00Z',
  'Thematiques@odata.type': 'Collection(Edm.String)',
  Thematiques: ['Prise de poste', 'Management'],
  CleRencontre: 'meeting-1',
};
const item = (id: string, version: number) => ({ id, '@odata.etag': `"${id},${version}"` });
const refused = (status: number, code: string): Told => ({ status, body: { error: { code } } });

/** The site and the list are where they should be; `onItems` answers the rest in turn. */
async function listWith(...onItems: Told[]): Promise<FakeGraph> {
  fake = await fakeGraph(({ path }) => {
    if (path.startsWith('/v1.0/sites/ch.sharepoint.example:'))
      return { status: 200, body: { id: siteId } };
    if (!path.startsWith(items)) return { status: 200, body: { id: 'l1' } };
    return onItems.shift() ?? refused(500, 'Unforeseen');
  });
  return fake;
}
const onItems = ({ asked }: FakeGraph) => asked.filter(({ path }) => path.startsWith(items));
const short = ({ method, path }: Asked) => `${method} ${path.slice(items.length).split('?')[0]}`;

describe('adding a row', () => {
  test('posts code, date, themes and key, and nothing else', async () => {
    const { graph } = await listWith({ status: 201, body: item('7', 1) });

    const added = await graph.list.add(place, row);

    expect(added).toEqual({ itemId: '7', etag: '"7,1"' });
    expect(fake?.asked.map(({ path }) => path)).toEqual([
      '/v1.0/sites/ch.sharepoint.example:/sites/comité?$select=id',
      `/v1.0/sites/${siteId}/lists/Suivi 2026?$select=id`,
      items,
    ]);
    expect(fake?.asked[2]?.body).toEqual({ fields });
  });

  test('finds the list once for all rows', async () => {
    const told = { status: 201, body: item('7', 1) };
    const { graph, asked } = await listWith(told, told);

    await graph.list.add(place, row);
    await graph.list.add(place, { ...row, key: 'meeting-2' });

    expect(asked).toHaveLength(4);
  });

  test.each([
    [400, 'invalidRequest'],
    [409, 'nameAlreadyExists'],
    [412, 'PreconditionFailed'],
  ])('refused with %i because its key is there adopts that row', async (status, code) => {
    const known = { status: 200, body: { value: [item('3', 1)] } };
    const changed = { status: 200, body: { '@odata.etag': '"3,2"' } };
    const fake = await listWith(refused(status, code), known, changed);

    const added = await fake.graph.list.add(place, row);

    expect(added).toEqual({ itemId: '3', etag: '"3,2"' });
    expect(onItems(fake).map(short)).toEqual(['POST ', 'GET ', 'PATCH /3/fields']);
    expect(onItems(fake)[1]?.path).toContain("$filter=fields/CleRencontre eq 'meeting-1'");
    expect(onItems(fake)[2]).toMatchObject({ body: fields, headers: { 'if-match': '"3,1"' } });
  });

  test('refused for another reason stays refused', async () => {
    const none = { status: 200, body: { value: [] } };
    const fake = await listWith(refused(400, 'invalidRequest'), none);

    const ended = await faultOf(fake.graph.list.add(place, row));

    expect(ended).toMatchObject({ status: 400, code: 'invalidRequest' });
  });

  test.each([401, 403, 404, 429, 503])('refused with %i is not looked up', async (status) => {
    const fake = await listWith(refused(status, 'aCode'));

    const ended = await faultOf(fake.graph.list.add(place, row));

    expect(ended).toMatchObject({ status });
    expect(onItems(fake).map(short)).toEqual(['POST ']);
  });

  test('looks the list up again after it was not there', async () => {
    const fake = await listWith(refused(404, 'itemNotFound'), { status: 201, body: item('7', 1) });

    await faultOf(fake.graph.list.add(place, row));
    await fake.graph.list.add(place, row);

    expect(fake.asked).toHaveLength(6);
  });
});

describe('changing a row', () => {
  const at = { itemId: '7', etag: '"7,1"' };

  test('replaces what it says, if nobody else did', async () => {
    const fake = await listWith({ status: 200, body: { '@odata.etag': '"7,2"' } });

    const changed = await fake.graph.list.change(place, at, row);

    expect(changed).toEqual({ itemId: '7', etag: '"7,2"' });
    expect(onItems(fake)[0]).toMatchObject({ body: fields, headers: { 'if-match': '"7,1"' } });
  });

  test('reads a stale version anew once, and ours goes on top', async () => {
    const fake = await listWith(
      refused(412, 'resourceModified'),
      { status: 200, body: item('7', 4) },
      { status: 200, body: { '@odata.etag': '"7,5"' } },
    );

    expect(await fake.graph.list.change(place, at, row)).toEqual({ itemId: '7', etag: '"7,5"' });
    expect(onItems(fake)[2]?.headers['if-match']).toBe('"7,4"');
  });

  test('that is stale twice is left to the outbox', async () => {
    const stale = refused(412, 'resourceModified');
    const fake = await listWith(stale, { status: 200, body: item('7', 4) }, stale);

    expect(await faultOf(fake.graph.list.change(place, at, row))).toMatchObject({ status: 412 });
    expect(onItems(fake)).toHaveLength(3);
  });

  test.each([
    ['at once', [refused(404, 'itemNotFound')]],
    ['when read anew', [refused(412, 'resourceModified'), refused(404, 'itemNotFound')]],
  ])('that somebody removed says gone, %s', async (_when, turns) => {
    const fake = await listWith(...turns);

    expect(await fake.graph.list.change(place, at, row)).toBe('gone');
  });
});

describe('removing a row', () => {
  test('goes by its key', async () => {
    const known = { status: 200, body: { value: [item('3', 1)] } };
    const fake = await listWith(known, { status: 204 });

    await fake.graph.list.remove(place, "l'une");

    expect(onItems(fake)[0]?.path).toContain("eq 'l''une'");
    expect(onItems(fake).map(short)).toEqual(['GET ', 'DELETE /3']);
  });

  test.each([
    ['before', [{ status: 200, body: { value: [] } }]],
    ['meanwhile', [{ status: 200, body: { value: [item('3', 1)] } }, refused(404, 'itemNotFound')]],
  ])('that went %s is fine', async (_when, turns) => {
    const fake = await listWith(...turns);

    await expect(fake.graph.list.remove(place, row.key)).resolves.toBeUndefined();
  });
});

describe('the check of a list', () => {
  const good = [
    { name: 'Title', text: {} },
    { name: 'DateRencontre', dateTime: { format: 'dateOnly' } },
    { name: 'Thematiques', choice: { displayAs: 'checkBoxes', allowTextEntry: false } },
    {
      name: 'CleRencontre',
      text: {},
      enforceUniqueValues: true,
      indexed: true,
      hidden: true,
    },
  ];
  async function faultsWith(columns: object[], missing = ''): Promise<string[]> {
    fake = await fakeGraph(({ path }) => {
      if (missing !== '' && path.includes(missing)) return refused(404, 'itemNotFound');
      if (path.includes('/columns')) return { status: 200, body: { value: columns } };
      return { status: 200, body: { id: 'an-id' } };
    });
    return fake.graph.list.check(place);
  }
  const changed = (name: string, change: object) =>
    good.map((column) => (column.name === name ? { ...column, ...change } : column));

  test('finds nothing to say of a list made as it must be', async () => {
    expect(await faultsWith(good)).toEqual([]);
    expect(fake?.asked.at(-1)?.path).toContain('hidden');
  });

  test.each([
    ['the site', 'ch.sharepoint.example:', 'Site https://ch.sharepoint.example/sites/comité'],
    ['the list', 'Suivi 2026?', 'List « Suivi 2026 »'],
  ])('says that %s is missing', async (_what, missing, says) => {
    const faults = await faultsWith(good, missing);

    expect(faults).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    ['DateRencontre', { dateTime: { format: 'dateTime' } }, 'date without time'],
    ['DateRencontre', { dateTime: null }, 'date without time'],
    ['Title', { text: { allowMultipleLines: true } }, 'single line'],
    ['Thematiques', { choice: { displayAs: 'dropDownMenu' } }, 'several'],
    ['Thematiques', { choice: { displayAs: 'checkBoxes', allowTextEntry: true } }, 'typed-in'],
    ['CleRencontre', { enforceUniqueValues: false }, 'unique'],
    ['CleRencontre', { indexed: false }, 'indexed'],
    ['CleRencontre', { hidden: false }, 'hidden'],
    ['CleRencontre', { text: null }, 'single line'],
  ])('says of column %s that it is wrong: %o', async (name, change, says) => {
    const faults = await faultsWith(changed(name, change));

    expect(faults).toEqual([expect.stringMatching(new RegExp(`${name}.*${says}`))]);
  });

  test('says each column that is missing', async () => {
    const faults = await faultsWith(good.slice(0, 1));

    expect(faults).toHaveLength(3);
  });
});
