import { expect, test } from 'vitest';
import { rights } from '../../src/graph/rights.ts';
import { readWish } from '../../src/tenant/read-wish.ts';
import { scriptsOf } from '../../src/tenant/scripts.ts';
import type { Wish } from '../../src/tenant/wish.ts';

const app = {
  appId: 'a0000000-0000-4000-8000-00000000000a',
  principal: 'b0000000-0000-4000-8000-00000000000b',
};

async function sample(): Promise<Wish> {
  const read = await readWish('sample/tenant.yaml', 'local');
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.wish;
}

test('Exchange is given the two rights of the table, on one mailbox, by the service principal', async () => {
  const text = scriptsOf(await sample(), app)['exchange.ps1'];
  const given = [...text.matchAll(/-Role 'Application ([\w.]+)'/g)].map(([, name]) => name);

  expect(given).toEqual(
    rights.filter(({ grantedBy }) => grantedBy === 'exchange-rbac').map(({ name }) => name),
  );
  expect(text.match(/New-ManagementRoleAssignment/g)).toHaveLength(2);
  expect(text.match(/-CustomResourceScope 'Telemaque'/g)).toHaveLength(2);
  expect(text).toContain(`$objectId = '${app.principal}'`);
  expect(text).toContain('"PrimarySmtpAddress -eq \'$mailbox\'"');
});

test('whatever is made is made only where it is not', async () => {
  const scripts = Object.values(scriptsOf(await sample(), app));
  const made = scripts.flatMap((text) => text.match(/^.*\bNew-\w+/gm) ?? []);

  expect(made.length).toBeGreaterThan(6);
  for (const line of made) expect(line).toMatch(/^ {2}New-/);
});

test('a list is read by its cohort’s coaches, and neither by the pilot nor by anybody else', async () => {
  const wish = await sample();
  const text = scriptsOf(wish, app)['sharepoint.ps1'];
  const readers = [...text.matchAll(/-User '([^']+)'/g)].map(([, mail]) => mail);

  expect(readers).toEqual(wish.lists[0]?.readers);
  expect(readers).not.toContain(wish.pilots[0]);
  expect(text).toMatch(/-BreakRoleInheritance$/m);
  expect(text).not.toContain('-CopyRoleAssignments');
  expect(text).toContain('-EnableVersioning $false');
});

test('the role is named in the language of the site, and a quote ends nothing', async () => {
  const wish = await sample();
  const list = { name: "L'année 2026", readers: ['a@andah.example'] };
  const french = { ...wish, lists: [list], site: { ...wish.site, readRole: 'Lecture' } };
  const text = scriptsOf(french, app)['sharepoint.ps1'];

  expect(text).toContain("-Identity 'L''année 2026' -User 'a@andah.example' -AddRole 'Lecture'");
});

test('videos are neither recorded nor transcribed', async () => {
  const text = scriptsOf(await sample(), app)['teams.ps1'];

  expect(text).toContain('-AllowCloudRecording $false');
  expect(text).toContain('-AllowTranscription $false');
  expect(text).toContain('-AutoAdmittedUsers InvitedUsers');
});
