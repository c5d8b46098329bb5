import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadConfig, readConfig } from '../src/config.ts';
import { newCertificate } from './support/certificate.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const thumbprint = 'ab'.repeat(32);

const whole = {
  PUBLIC_URL: 'https://mentorat.example/',
  TENANT_ID: tenant,
  APP_ID: '33333333-3333-4333-8333-333333333333',
  APP_SECRET: 'a long secret',
  PROGRAMME_MAILBOX: 'Mentorat@Body.example',
};

function faultOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BadConfig) return error.message;
    throw error;
  }
  throw new Error('it was taken');
}

test('without any configuration every missing setting is named, with what to put there', () => {
  const message = faultOf({});

  for (const name of Object.keys(whole)) expect(message).toContain(`${name} is missing: set it to`);
  expect(message).toContain('5 setting(s)');
  expect(message).toContain('README.md');
});

test('a whole configuration is read, and what is left out has a sensible value', () => {
  expect(readConfig(whole)).toEqual({
    port: 3978,
    proxies: 0,
    publicUrl: 'https://mentorat.example',
    store: { folder: '.data/product' },
    keyFolder: '.data/keys',
    tenant,
    allowedTenants: [tenant],
    appId: whole.APP_ID,
    credential: { secret: whole.APP_SECRET },
    programmeMailbox: 'mentorat@body.example',
    logLevel: 'info',
  });
});

test('keys of ballots lie beside the store, or where they are told to', () => {
  const folder = '/mnt/keys';
  expect(readConfig({ ...whole, SURVEY_KEY_FOLDER: folder }).keyFolder).toBe(folder);
});

test('a vault keeps them instead, where one is named: by its address, and nothing else', () => {
  const vault = 'https://mentorat.vault.azure.net';
  const of = (url: string) => readConfig({ ...whole, KEY_VAULT_URL: url }).keyVault;

  expect([of(vault), of(`${vault}/`)]).toEqual([vault, vault]);
  expect(readConfig(whole).keyVault).toBeUndefined();
  for (const url of [
    'http://mentorat.vault.azure.net',
    'https://mentorat.example',
    'https://vault.azure.net',
    'https://mentorat.vault.azure.net.example',
    'https://mentorat.vault.azure.net/keys',
  ])
    expect(faultOf({ ...whole, KEY_VAULT_URL: url })).toContain('KEY_VAULT_URL cannot be used');
});

test('Office.js comes from Microsoft, or from another https address', () => {
  const office = 'https://office.example/Office.js';

  expect(readConfig({ ...whole, OFFICE_JS_URL: office }).officeJs).toBe(office);
  expect(readConfig(whole).officeJs).toBeUndefined();
  expect(faultOf({ ...whole, OFFICE_JS_URL: 'http://office.example/Office.js' })).toContain(
    'OFFICE_JS_URL cannot be used',
  );
});

test('a server’s address takes the place of the folder', () => {
  const url = 'postgres://product@db.example/mentorat';

  expect(readConfig({ ...whole, DATABASE_URL: url }).store).toEqual({ url });
  expect(readConfig({ ...whole, DATA_DIR: '/srv/data' }).store).toEqual({
    folder: '/srv/data/product',
  });
});

test.each([`${tenant},${other}`, `${tenant}; ${other}`, `${tenant}\n${other}\n`])(
  'several tenants may speak to the bot: %j',
  (text) => {
    expect(readConfig({ ...whole, ALLOWED_TENANTS: text }).allowedTenants).toEqual([tenant, other]);
  },
);

describe('a value that cannot be used is named', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['PORT', '39.5'],
    ['PUBLIC_URL', 'http://mentorat.example'],
    ['PUBLIC_URL', 'mentorat.example'],
    ['DATABASE_URL', 'mysql://db.example/mentorat'],
    ['TENANT_ID', 'contoso.onmicrosoft.com'],
    ['ALLOWED_TENANTS', `${tenant},contoso`],
    ['APP_ID', '42'],
    ['APP_SECRET', 'short'],
    ['APP_CERTIFICATE_SHA256', 'ab'.repeat(20)],
    ['PROGRAMME_MAILBOX', 'mentorat'],
    ['LOG_LEVEL', 'debug'],
  ])('%s=%s', (name, value) => {
    const message = faultOf({ ...whole, [name]: value });

    expect(message).toContain(`${name} cannot be used: set it to`);
    expect(message).toContain('1 setting(s)');
  });

  test.each(Object.keys(whole))('%s left empty is missing', (name) => {
    expect(faultOf({ ...whole, [name]: '  ' })).toContain(`${name} is missing`);
  });

  test('without the value itself: it may be the secret', () => {
    expect(faultOf({ ...whole, APP_SECRET: 'hush' })).not.toContain('hush');
  });

  test('together with every other one', () => {
    const message = faultOf({ ...whole, PORT: '0', TENANT_ID: 'x', APP_ID: undefined });

    expect(message).toContain('3 setting(s)');
  });
});

test('where no secret ends on a known day, nothing is watched', () => {
  expect(readConfig(whole).credentialExpires).toBeUndefined();
  expect(readConfig({ ...whole, APP_CREDENTIAL_EXPIRES: '2027-03-25' }).credentialExpires).toBe(
    Date.parse('2027-03-25T00:00:00Z'),
  );
  expect(faultOf({ ...whole, APP_CREDENTIAL_EXPIRES: '25/03/2027' })).toContain(
    'APP_CREDENTIAL_EXPIRES cannot be used',
  );
});

test('a collector is told how the product runs where one is named, with its key', () => {
  const collector = 'https://otel.example:4318';
  const of = (env: Record<string, string>) => readConfig({ ...whole, ...env }).telemetry;

  expect(of({})).toBeUndefined();
  expect(of({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector}/` })).toEqual({
    ...{ endpoint: collector, headers: {}, share: 0.1 },
  });
  expect(
    of({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20key==,tenant=andah',
      OTEL_TRACES_SAMPLER_ARG: '1',
    }),
  ).toEqual({ endpoint: collector, headers: { 'api-key': 'a key==', tenant: 'andah' }, share: 1 });
  for (const [name, value] of [
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'otel.example:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a key'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=%FF'],
    ['OTEL_TRACES_SAMPLER_ARG', '2'],
  ] as const)
    expect(faultOf({ ...whole, [name]: value })).toContain(`${name} cannot be used`);
});

test('a managed identity needs no secret at all', () => {
  const { APP_SECRET: _secret, ...rest } = whole;
  const identity = '44444444-4444-4444-8444-444444444444';

  expect(readConfig({ ...rest, APP_MANAGED_IDENTITY: identity }).credential).toEqual({
    managedIdentity: identity,
  });
  expect(faultOf({ ...rest, APP_MANAGED_IDENTITY: 'telemaque' })).toContain(
    'APP_MANAGED_IDENTITY cannot be used',
  );
});

describe('a certificate', () => {
  const withKey = (env: Record<string, string>) => {
    const { APP_SECRET: _secret, ...rest } = whole;
    return { ...rest, ...env };
  };

  test('takes the place of the secret', () => {
    const folder = mkdtempSync(join(tmpdir(), 'telemaque-config-'));
    const file = join(folder, 'key.pem');
    writeFileSync(file, 'a key');

    const { credential } = readConfig(
      withKey({ APP_CERTIFICATE_SHA256: thumbprint, APP_CERTIFICATE_KEY_FILE: file }),
    );

    expect(credential).toEqual({
      certificate: { thumbprintSha256: thumbprint, privateKey: 'a key' },
    });
    rmSync(folder, { recursive: true });
  });

  describe('given as a file', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'telemaque-config-'));
      makeCertificate(folder);
      writeFileSync(join(folder, 'torn.pem'), '-----BEGIN CERTIFICATE-----');
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const files = (certificate: string, key: string) =>
      withKey({
        APP_CERTIFICATE_FILE: join(folder, certificate),
        APP_CERTIFICATE_KEY_FILE: join(folder, key),
      });

    test('tells its thumbprint and its end by itself', () => {
      const { credential, credentialExpires } = readConfig(files('app.crt', 'app.key'));

      const { raw, validTo } = new X509Certificate(readFileSync(join(folder, 'app.crt')));
      const thumbprintSha256 = createHash('sha256').update(raw).digest('hex').toUpperCase();
      const privateKey = readFileSync(join(folder, 'app.key'), 'utf8');
      expect(credential).toEqual({ certificate: { thumbprintSha256, privateKey } });
      expect(credentialExpires).toBe(Date.parse(validTo));
    });

    test('may be told to end sooner', () => {
      const sooner = { ...files('app.crt', 'app.key'), APP_CREDENTIAL_EXPIRES: '2020-01-31' };

      expect(readConfig(sooner).credentialExpires).toBe(Date.parse('2020-01-31T00:00:00Z'));
    });

    test.each([
      ['another certificate’s key', 'app.crt', 'other.key', ['APP_CERTIFICATE_FILE']],
      ['a torn certificate', 'torn.pem', 'app.key', ['APP_CERTIFICATE_FILE']],
      ['a key in its place', 'app.key', 'app.key', ['APP_CERTIFICATE_FILE']],
      ['no key', 'app.crt', 'gone.key', ['APP_CERTIFICATE_KEY_FILE']],
      ['neither', 'gone.crt', 'gone.key', ['APP_CERTIFICATE_FILE', 'APP_CERTIFICATE_KEY_FILE']],
    ])('%s cannot be used', (_what, certificate, key, faults) => {
      const message = faultOf({ ...files(certificate, key), PORT: '0' });

      for (const name of faults) expect(message).toContain(`${name} cannot be used: set it to`);
      expect(message).toContain(`${faults.length + 1} setting(s)`);
    });

    test('without its key is half a configuration', () => {
      const alone = withKey({ APP_CERTIFICATE_FILE: join(folder, 'app.crt') });

      expect(faultOf(alone)).toContain('APP_CERTIFICATE_KEY_FILE is missing');
    });
  });

  test.each([
    ['without its key', { APP_CERTIFICATE_SHA256: thumbprint }],
    ['without its thumbprint', { APP_CERTIFICATE_KEY_FILE: '/srv/key.pem' }],
  ])('%s is half a configuration', (_what, env) => {
    expect(faultOf(withKey(env))).toContain('APP_SECRET is missing');
  });

  test('whose key cannot be read is told by the name of its setting', () => {
    const env = {
      APP_CERTIFICATE_SHA256: thumbprint,
      APP_CERTIFICATE_KEY_FILE: '/no/such/key.pem',
    };

    expect(faultOf(withKey(env))).toContain('APP_CERTIFICATE_KEY_FILE cannot be used');
  });
});

/** A key with its certificate, as an administrator makes them, and the key of another one. */
function makeCertificate(folder: string): void {
  const { privateKey, key } = newCertificate('Telemaque');
  const pem = `-----BEGIN CERTIFICATE-----\n${key}\n-----END CERTIFICATE-----\n`;
  writeFileSync(join(folder, 'app.key'), privateKey);
  writeFileSync(join(folder, 'app.crt'), pem);
  writeFileSync(join(folder, 'other.key'), newCertificate('Other').privateKey);
}
