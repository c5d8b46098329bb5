import { expect, test } from 'vitest';
import { applicationIdUri, tokenHosts } from '../../src/domain/token-hosts.ts';

test('Teams, Microsoft 365 and Outlook ask for tokens, each by a client id of its own', () => {
  expect([...tokenHosts.values()].map((name) => name.split(/[ ,]/)[0])).toEqual([
    ...['Teams', 'Teams', 'Microsoft', 'Microsoft', 'Microsoft', 'Outlook', 'Outlook'],
  ]);
});

test('the URI names host and port, as the Teams package does', () => {
  expect(applicationIdUri('telemaque.example:8443', 'a1')).toBe(
    'api://telemaque.example:8443/botid-a1',
  );
});
