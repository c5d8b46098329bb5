import { expect, test } from 'vitest';
import { rights } from '../../src/graph/rights.ts';

const grantedBy = (where: string) =>
  rights.filter((right) => right.grantedBy === where).map(({ name }) => name);

test('mailboxes are opened by Exchange alone, and only the programme’s', () => {
  expect(grantedBy('exchange-rbac')).toEqual(['Calendars.ReadWrite', 'Mail.Send']);
  const scopes = rights.filter((right) => right.grantedBy === 'exchange-rbac');
  expect(scopes.map(({ scope }) => scope)).toEqual(Array(2).fill('the programme mailbox'));
});

test('Entra consents to no right over people, mail, files or directories', () => {
  expect(grantedBy('entra-app-role')).toEqual([
    'Sites.Selected',
    'TeamsAppInstallation.ReadWriteSelfForUser.All',
  ]);
  expect(grantedBy('site-grant')).toEqual(['write']);
});

test('what the product can do without is the installing of its bot', () => {
  const optional = rights.filter((right) => right.optional).map(({ name }) => name);

  expect(optional).toEqual(['TeamsAppInstallation.ReadWriteSelfForUser.All']);
});
