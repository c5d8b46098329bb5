import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingNames } from '../../src/config.ts';
import { type BicepFile, openBicep } from './bicep.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const main = 'infra/main.bicep';
const files = [main, ...readdirSync('infra/modules').map((name) => `infra/modules/${name}`)];
const all = files.map(read).join('\n');

describe('what is laid out in Azure', () => {
  let bicep: (text: string) => BicepFile;
  beforeAll(async () => {
    bicep = await openBicep();
  });
  const whole = () => new Map(files.map((path) => [path, bicep(read(path))]));

  test.each(files)('%s is Bicep, and every name in it is declared', (path) => {
    const { faults, unknown } = bicep(read(path));

    expect({ faults, unknown }).toEqual({ faults: [], unknown: [] });
  });

  test.each([
    ['a bracket that is not closed', "param a string\nvar b = {\n  c: 'd'\n\nparam e string\n"],
    ['no Bicep at all', 'resource: {{ name }}\n'],
  ])('%s is told by its line', (_what, text) => {
    expect(bicep(text).faults.length).toBeGreaterThan(0);
  });

  test('a name that nothing declares is told', () => {
    expect(bicep('param name string\nvar place = resourceGroup(name, locaton)\n').unknown).toEqual([
      'locaton',
    ]);
  });

  test('each module is given what it asks for, and nothing else', () => {
    const parsed = whole();
    for (const { name, path, given } of parsed.get(main)?.modules ?? []) {
      const module = parsed.get(join(dirname(main), path));
      const asked = [...(module?.parameters ?? [])];
      const required = asked.filter(([, each]) => each.required).map(([each]) => each);
      expect({ name, missing: required.filter((each) => !given.includes(each)) }).toEqual({
        ...{ name, missing: [] },
      });
      expect(asked.map(([each]) => each)).toEqual(expect.arrayContaining(given));
    }
    expect(parsed.get(main)?.modules).toHaveLength(files.length - 1);
  });

  test('each output that is asked of a module is one it has', () => {
    const parsed = whole();
    const { asked = [], modules = [] } = parsed.get(main) ?? {};
    const path = new Map(modules.map((module) => [module.name, module.path]));
    const missing = asked.filter(({ module, output }) => {
      const file = parsed.get(join(dirname(main), path.get(module) ?? ''));
      return !file?.outputs.includes(output);
    });

    expect(asked.length).toBeGreaterThan(8);
    expect(missing).toEqual([]);
  });

  test('there is all that the issue of an administrator asks for', () => {
    const types = [...whole().values()].flatMap(({ resources }) => resources);
    const kinds = types.map((type) => type.split('@')[0]);

    expect(kinds).toEqual(
      expect.arrayContaining([
        ...['Microsoft.App/containerApps', 'Microsoft.DBforPostgreSQL/flexibleServers'],
        ...['Microsoft.KeyVault/vaults', 'Microsoft.ManagedIdentity/userAssignedIdentities'],
        ...['Microsoft.BotService/botServices', 'Microsoft.Insights/scheduledQueryRules'],
      ]),
    );
  });

  test('it stays in France, its database has no public address, and no copy leaves the region', () => {
    expect(read(main)).toMatch(
      /@allowed\(\[\s+'francecentral'\s+'francesouth'\s+\]\)\s+param location/,
    );
    expect(all.match(/publicNetworkAccess: 'Disabled'/g)).toHaveLength(1);
    expect(all).toContain("geoRedundantBackup: 'Disabled'");
  });

  test('keys of ballots that are destroyed are gone after seven days', () => {
    const vaults = read('infra/modules/vaults.bicep');
    const [, ballots = ''] = vaults.split(/^resource (?=ballots)/m);
    const [ofBallots = ''] = ballots.split(/^}/m);

    expect(ofBallots).toContain('softDeleteRetentionInDays: 7');
    expect(ofBallots).not.toContain('enablePurgeProtection');
  });

  test('nobody has to keep a secret: the app has an identity, and the one password is in a vault', () => {
    expect(all).toContain('APP_MANAGED_IDENTITY: identity.outputs.clientId');
    expect(all).not.toMatch(/APP_SECRET|APP_CERTIFICATE/);
    expect(all).toContain('keyVaultUrl: databaseUrlSecret');
    for (const [line] of read(main).matchAll(/^.*param \w*(?:assword|ecret)\w* string.*$/gm))
      expect(read(main)).toMatch(new RegExp(`@secure\\(\\)\\s+(?:@.*\\s+)*${line}`));
    // What an output says stands in the deployment's history, for whoever may read it.
    expect(all).not.toMatch(/^output .*(?:assword|listKeys)/m);
  });

  test('new bots have one tenant; the app behind it serves several', () => {
    expect(all).toContain("msaAppType: 'SingleTenant'");
  });

  test('there are two instances at least, asked whether they are ready, and alive', () => {
    expect(read(main)).toMatch(/@minValue\(2\)\s+param leastInstances int = 2/);
    const probes = [
      ...all.matchAll(/type: '(Startup|Readiness|Liveness)'\s+httpGet: \{\s+path: '([^']+)'/g),
    ];
    expect(probes.map(([, type, path]) => [type, path])).toEqual([
      ...[
        ['Startup', '/readyz'],
        ['Readiness', '/readyz'],
        ['Liveness', '/healthz'],
      ],
    ]);
  });

  test('it sets what the product knows, and all that it needs', () => {
    const [, settings = ''] =
      /settings: \{\n([^}]+(?:\}[^}\n]*\n[^}]*)*?)\n {4}\}/.exec(read(main)) ?? [];
    const set = [...settings.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name]) => name);

    expect(set.length).toBeGreaterThan(8);
    expect(settingNames).toEqual(expect.arrayContaining(set));
    expect(set).toEqual(
      expect.arrayContaining(['APP_ID', 'TENANT_ID', 'PROGRAMME_MAILBOX', 'PUBLIC_URL']),
    );
  });

  test('an alert speaks of events that the product writes', () => {
    const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => read(join('src', path)))
      .join('\n');
    const events = [...read('infra/modules/watch.bicep').matchAll(/"([a-z]+[.-][a-z-]+)"/g)];
    const unheard = events.filter(
      ([, event = '']) =>
        !code.includes(`'${event}'`) &&
        !(event.startsWith('effect.') && /`effect\.\$\{.*state/.test(code)),
    );

    expect(events.length).toBeGreaterThan(8);
    expect(unheard.map(([, event]) => event)).toEqual([]);
  });
});

describe('the container', () => {
  const file = DockerfileParser.parse(read('Containerfile'));
  const instructions = file.getInstructions().map((each) => ({
    keyword: each.getKeyword(),
    rest: each.getArgumentsContent() ?? '',
  }));
  const of = (keyword: string) =>
    instructions.filter((each) => each.keyword === keyword).map(({ rest }) => rest);
  const lastFrom = instructions.map(({ keyword }) => keyword).lastIndexOf('FROM');
  const inLast = instructions.slice(lastFrom);

  test('is Node 24, twice the same, and runs as nobody', () => {
    expect(of('FROM').map((from) => from.split(' ')[0])).toEqual(
      Array(2).fill('node:24-bookworm-slim'),
    );
    expect(inLast.filter(({ keyword }) => keyword === 'USER')).toEqual([
      { keyword: 'USER', rest: '1000:1000' },
    ]);
    const order = inLast.map(({ keyword }) => keyword);
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'));
    expect(order.lastIndexOf('COPY')).toBeLessThan(order.indexOf('USER'));
  });

  test('holds what the product reads as it runs, and no tool that built it', () => {
    const copied = inLast.filter(({ keyword }) => keyword === 'COPY').map(({ rest }) => rest);
    for (const part of [
      '/build/dist',
      '/build/node_modules',
      '/build/package.json',
      '/build/manifest/icons',
    ])
      expect(copied.some((rest) => rest.includes(`${part} `))).toBe(true);
    expect(of('RUN').join('\n')).toContain('npm ci --omit=dev');
    expect(of('ADD')).toEqual([]);
  });

  test('hears the signal to stop: node is the process', () => {
    expect(JSON.parse(of('CMD').at(-1) ?? '')).toEqual(['node', 'dist/main.js']);
  });

  test('takes nothing along that is not for it', () => {
    const left = read('.dockerignore').trim().split('\n');
    expect(left).toEqual(expect.arrayContaining(['.data', '.git', 'node_modules', 'test']));
  });
});

const Service = z.looseObject({
  image: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.object({}).loose(),
});

describe('for those who host it themselves', () => {
  const { services, volumes } = Compose.parse(parse(read('infra/compose.yaml'), { merge: true }));
  const { one, two, database, proxy } = services;

  test('two instances, alike, that write nowhere but where keys are kept', () => {
    expect(one).toEqual(two);
    expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'], stop_grace_period: '30s' });
    expect(one?.volumes).toEqual(['keys:/srv/keys']);
    expect(database?.volumes?.some((volume) => volume.startsWith('keys'))).toBe(false);
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(['keys', 'database']));
  });

  test('only the proxy is reached from outside, and asks which instance is ready', () => {
    expect(proxy?.ports).toEqual(['80:80', '443:443']);
    expect([one?.ports, database?.ports]).toEqual([undefined, undefined]);
    const caddy = read('infra/Caddyfile');
    expect(caddy).toContain('reverse_proxy one:3978 two:3978');
    expect(caddy).toContain('health_uri /readyz');
  });

  test('what is set is what the product knows', () => {
    const sample = read('infra/telemaque.env.sample').matchAll(/^([A-Z_]+)=/gm);
    const set = [...Object.keys(one?.environment ?? {}), ...[...sample].map(([, name]) => name)];

    expect(settingNames).toEqual(expect.arrayContaining(set));
  });
});
