import { expect, test } from 'vitest';
import { templateOf } from '../../src/telemetry/template.ts';

test.each([
  [
    'https://graph.microsoft.com/v1.0/users/mentorat@andah.example/events/AAMkAG0.1=/cancel?$select=id',
    '/v1.0/users/*/events/*/cancel',
  ],
  ['https://graph.microsoft.com/v1.0/$batch', '/v1.0/$batch'],
  [
    'https://graph.microsoft.com/v1.0/sites/andah.sharepoint.example:/sites/mentorat',
    '/v1.0/sites/*/sites/*',
  ],
  [
    'https://smba.trafficmanager.net/fr/v3/conversations/a%3Aawa/activities/17',
    '/*/v3/conversations/*/activities/*',
  ],
  ['http://localhost:3979/connector/v3/conversations', '/*/v3/conversations'],
  ['/users/awa.lemoine@andah.example/', '/users/*'],
  ['', '/'],
])('%s is told as %s', (url, template) => {
  expect(templateOf(url)).toBe(template);
});
