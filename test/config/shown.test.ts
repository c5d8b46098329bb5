import { expect, test } from 'vitest';
import { masked, shownConfig } from '../../src/config/shown.ts';
import { type Config, readConfig } from '../../src/config.ts';

const whole = {
  PUBLIC_URL: 'https://mentorat.example',
  TENANT_ID: '11111111-1111-4111-8111-111111111111',
  APP_ID: '33333333-3333-4333-8333-333333333333',
  APP_SECRET: 'Xq7~plantedSecret',
  PROGRAMME_MAILBOX: 'mentorat@body.example',
};
const shown = (env: Record<string, string>) => shownConfig(readConfig({ ...whole, ...env }));

test('the app’s secret is masked, and all that an operator has to see is there', () => {
  const dump = shown({ DATA_DIR: '/srv/telemaque' });

  expect(JSON.stringify(dump)).not.toContain('plantedSecret');
  expect(dump).toEqual({
    port: 3978,
    publicUrl: 'https://mentorat.example',
    store: { folder: '/srv/telemaque/product' },
    keyFolder: '/srv/telemaque/keys',
    tenant: whole.TENANT_ID,
    allowedTenants: [whole.TENANT_ID],
    appId: whole.APP_ID,
    credential: { secret: masked },
    credentialExpires: 'unknown',
    programmeMailbox: 'mentorat@body.example',
    logLevel: 'info',
    proxies: 0,
  });
});

test.each([
  ['before the host', 'postgres://product:planted@db.example:5432/mentorat?sslmode=require'],
  ['in the query', 'postgres://product@db.example/mentorat?password=planted&sslmode=require'],
  ['with signs that need escaping', 'postgres://product:p%40planted@db.example/mentorat'],
  ['in an address that is none', 'postgres://product:planted@db.example:port/mentorat'],
])('the database’s password is masked: %s', (_where, url) => {
  const dump = JSON.stringify(shown({ DATABASE_URL: url }).store);

  expect(dump).not.toContain('planted');
  expect(dump).toContain(masked);
});

test('an address without a password is told whole', () => {
  const url = 'postgres://product@db.example/mentorat?sslmode=verify-full';

  expect(shown({ DATABASE_URL: url }).store).toEqual({ url });
});

test('a certificate’s thumbprint and end are shown, its key is not', () => {
  const certificate = { thumbprintSha256: 'AB'.repeat(32), privateKey: 'planted key' };
  const config: Config = {
    ...readConfig(whole),
    credential: { certificate },
    credentialExpires: Date.parse('2027-03-25T00:00:00Z'),
  };

  expect(shownConfig(config)).toMatchObject({
    credential: { certificate: { thumbprintSha256: 'AB'.repeat(32), privateKey: masked } },
    credentialExpires: '2027-03-25T00:00:00.000Z',
  });
});

test('a collector is told, its key is not', () => {
  const { telemetry } = shown({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=planted',
  });

  expect(telemetry).toEqual({
    ...{ endpoint: 'https://otel.example', headers: { 'api-key': masked }, share: 0.1 },
  });
});
