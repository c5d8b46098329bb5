import { afterEach, expect, test } from 'vitest';
import { type FakeGraph, fakeGraph, faultOf, type Script } from './fake-graph.ts';

const awa = 'aaaaaaaa-0000-4000-8000-000000000001';
const catalogApp = 'cccccccc-0000-4000-8000-000000000003';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

async function install(script: Script) {
  fake = await fakeGraph(script, { config: { catalogApp } });
  const { installation } = fake.graph;
  if (!installation) throw new Error('not opened');
  return installation.install(awa);
}

test('the bot is installed for one person, from the organisation’s catalogue', async () => {
  expect(await install(() => ({ status: 201 }))).toBe('installed');

  expect(fake?.asked).toMatchObject([
    {
      method: 'POST',
      path: `/v1.0/users/${awa}/teamwork/installedApps`,
      body: {
        'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${catalogApp}`,
      },
    },
  ]);
});

test('whoever has it already has it', async () => {
  const told = { status: 409, body: { error: { code: 'Conflict', message: 'installed' } } };

  expect(await install(() => told)).toBe('there');
});

test.each([403, 404, 429, 503])('an answer of %i is a fault, asked once', async (status) => {
  const told = { status, body: { error: { code: 'Told', message: 'of somebody' } } };
  const fault = await faultOf(install(() => told));

  expect(fault).toMatchObject({ status, code: 'Told' });
  expect(String(fault)).not.toContain('somebody');
  expect(fake?.asked).toHaveLength(1);
});

test('without its place in the catalogue there is nothing to install', async () => {
  fake = await fakeGraph(() => ({ status: 201 }));

  expect(fake.graph.installation).toBeNull();
});
