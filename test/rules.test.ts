import { describe, expect, test } from 'vitest';
import { eachSdkHasItsRoom, everyFileHasARoom, whoMayImportWhom } from './rules/imports.ts';
import { migrationsExpandFirst } from './rules/migrations.ts';
import {
  nothingPureWaits,
  nothingToChance,
  onlyEntriesSpeak,
  settingsAreGiven,
  timeIsGiven,
} from './rules/purity.ts';
import {
  administratorsScopesStay,
  noWiderRight,
  packagesAskQuietly,
  rightsTableIsThePromise,
} from './rules/rights.ts';
import { rooms } from './rules/rooms.ts';
import { everyRuleIsTested, noLongFile } from './rules/shape.ts';
import { sqlLivesInDb, sqlReadsNoClock } from './rules/sql.ts';
import { type Rule, readTree, type SourceFile } from './rules/tree.ts';

const rules: Rule[] = [
  everyFileHasARoom,
  whoMayImportWhom,
  eachSdkHasItsRoom,
  timeIsGiven,
  nothingPureWaits,
  nothingToChance,
  settingsAreGiven,
  onlyEntriesSpeak,
  sqlLivesInDb,
  sqlReadsNoClock,
  migrationsExpandFirst,
  rightsTableIsThePromise,
  noWiderRight,
  administratorsScopesStay,
  packagesAskQuietly,
  noLongFile,
  everyRuleIsTested,
];

const asking = ['appPackage', 'infra', 'manifest', 'teamsapp.yml', 'm365agents.yml'];
const tree = readTree('.', ['src', 'test/domain', 'test/usecases', ...asking]);

describe('the tree', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
    expect(rule.find(tree).map(inWords)).toEqual([]);
  });

  test('is really read: each place that asks for rights is among what the rules see', () => {
    const places = new Set(tree.map(({ path }) => path.split('/')[0]));

    expect([...places]).toEqual(expect.arrayContaining(['src', ...asking]));
  });
});

/** One way to break a rule: where, and by which text. */
type Plant = [room: string, path: string, text: string];

const importPlants: Plant[] = [
  ['domain', 'src/domain/pair.ts', "import { readPair } from '../db/pairs.ts';"],
  ['domain', 'src/domain/pair.ts', "import type { PairRow } from '../db/pairs.ts';"],
  ['domain', 'src/domain/pair.ts', "import { readFileSync } from 'node:fs';"],
  ['words', 'src/words/fr/card.ts', "import { tell } from '../../tell/tell.ts';"],
  ['cards', 'src/tell/cards/thanks.ts', "import { claim } from '../../effects/run.ts';"],
  ['cards', 'src/tell/mails/link.ts', "import { tell } from '../tell.ts';"],
  ['usecases', 'src/usecases/book.ts', "import { savePair } from '../db/pairs.ts';"],
  ['usecases', 'src/usecases/book.ts', "export { savePair } from '../db/pairs.ts';"],
  ['usecases', 'src/usecases/book.ts', "import { type A, run } from '../effects/run.ts';"],
  ['usecases', 'src/usecases/book.ts', "const { send } = await import('../bot/send.ts');"],
  ['usecases', 'src/usecases/book.ts', "type Bot = import('../bot/bot.ts').Bot;"],
  ['db', 'src/db/pairs.ts', "import { book } from '../usecases/book.ts';"],
  ['entra', 'src/entra/token.ts', "import type { Graph } from '../graph/graph.ts';"],
  ['entra', 'src/entra/token.ts', "import { appId } from '../config.ts';"],
  ['graph', 'src/graph/mail.ts', "import { send } from '../bot/send.ts';"],
  ['graph', 'src/graph/client.ts', "import { AuthError } from '@azure/msal-node';"],
  ['tell', 'src/tell/tell.ts', "import { sendMail } from '../graph/mail.ts';"],
  ['effects', 'src/effects/run.ts', "import { sendMail } from '../graph/mail.ts';"],
  ['seal', 'src/seal/wave-keys.ts', "import { blind } from './blind-token.ts';"],
  ['seal', 'src/seal/wave-keys.ts', "import { readWave } from '../db/waves.ts';"],
  ['seal', 'src/seal/key-vault.ts', "import { answerFault } from '../graph/fault.ts';"],
  ['seal', 'src/seal/key-vault.ts', "import { openLog } from '../log.ts';"],
  ['sealed-box', 'src/seal/sealed-box.ts', "import { webcrypto } from 'node:crypto';"],
  ['sealed-box', 'src/seal/sealed-box.ts', "import { openWith } from './node-box.ts';"],
  ['blind-token', 'src/seal/blind-token.ts', "import { blindSign } from './blind-signer.ts';"],
  ['bot', 'src/bot/verbs.ts', "import type { Route } from '../web/routes.ts';"],
  ['bot', 'src/bot/verbs.ts', "import { jobs } from '../jobs/jobs.ts';"],
  ['bot', 'src/bot/verbs.ts', "import { readPair } from '../db/pairs.ts';"],
  ['bot', 'src/bot/send.ts', "import { AuthError } from '@azure/msal-node';"],
  ['web', 'src/web/routes.ts', "import { bot } from '../bot/bot.ts';"],
  ['web', 'src/web/routes.ts', "import { openTokens } from '../entra/token.ts';"],
  ['jobs', 'src/jobs/jobs.ts', "import { routes } from '../web/routes.ts';"],
  ['pages', 'src/pages/coach/main.tsx', "import { reply } from '../../web/contract.ts';"],
  ['pages', 'src/pages/coach/main.tsx', "import type { Route } from '../../web/routes.ts';"],
  ['pages', 'src/pages/coach/main.tsx', "import { z } from 'zod';"],
  ['pages', 'src/pages/survey/main.tsx', "import { openWith } from '../../seal/node-box.ts';"],
  ['tenant', 'src/tenant/run.ts', "import { openDb } from '../db/db.ts';"],
  ['tenant', 'src/tenant/run.ts', "import { Client } from '@microsoft/microsoft-graph-client';"],
  ['tenant-cli', 'src/tenant-cli.ts', "import { openDoor } from './graph/client.ts';"],
  ['emulator', 'src/emulator/server.ts', "import { book } from '../domain/meeting.ts';"],
  ['emulator', 'src/emulator/server.ts', "import { aPair } from '../../test/support/world.ts';"],
  ['cohort-file-reader', 'src/cohort-file-reader.ts', "import { save } from './db/pairs.ts';"],
  ['cohort-loading', 'src/cohort-loading.ts', "import { send } from './bot/send.ts';"],
  ['config', 'src/config.ts', "import { start } from './compose.ts';"],
  ['log', 'src/log.ts', "import { config } from './config.ts';"],
  ['rounds', 'src/rounds.ts', "import { open } from './log.ts';"],
  ['inbound-token', 'src/inbound-token.ts', "import { open } from './log.ts';"],
  ['effect-handlers', 'src/effect-handlers.ts', "import { send } from './bot/send.ts';"],
  ['audit-thread', 'src/audit-thread.ts', "import { openDb } from './db/db.ts';"],
  ['auditor', 'src/auditor.ts', "import { auditSynthesis } from './domain/synthesis-audit.ts';"],
  ['compose', 'src/compose.ts', "import { serve } from './emulator/server.ts';"],
  ['restored-cli', 'src/restored-cli.ts', "import { send } from './bot/send.ts';"],
  ['stop', 'src/stop.ts', "import { open } from './log.ts';"],
  ['main', 'src/main.ts', "import type { Emulator } from './emulator/server.ts';"],
  ['local', 'src/local.ts', "import { open } from './db/connect.ts';"],
  ['cohort-cli', 'src/cohort-cli.ts', "import { send } from './bot/send.ts';"],
  ['command-line', 'src/command-line.ts', "import { openDb } from './db/db.ts';"],
  ['room-configs', 'src/room-configs.ts', "import { openDb } from './db/db.ts';"],
  ['telemetry', 'src/telemetry/otlp.ts', "import { claim } from '../effects/run.ts';"],
  ['migrate-cli', 'src/migrate-cli.ts', "import { compose } from './compose.ts';"],
  ['config-cli', 'src/config-cli.ts', "import { compose } from './compose.ts';"],
  ['person-cli', 'src/person-cli.ts', "import { send } from './bot/send.ts';"],
  ['audit-log-cli', 'src/audit-log-cli.ts', "import { send } from './bot/send.ts';"],
];

/** The nearest things that are allowed: a rule that refused these would be a rule against all. */
const importNeighbours: Plant[] = [
  ['domain', 'src/domain/pair.ts', "import { z } from 'zod'; import { at } from './time.ts';"],
  ['usecases', 'src/usecases/book.ts', "import type { Pairs } from '../db/pairs.ts';"],
  ['usecases', 'src/usecases/book.ts', "import { type A, type B } from '../graph/mail.ts';"],
  ['entra', 'src/entra/token.ts', "import { AuthError } from '@azure/msal-node';"],
  ['graph', 'src/graph/graph.ts', "import { openTokens } from '../entra/token.ts';"],
  ['bot', 'src/bot/send.ts', "import { openTokens } from '../entra/token.ts';"],
  ['config', 'src/config.ts', "import type { Credential } from './entra/credential.ts';"],
  ['compose', 'src/compose.ts', "import { openTokens } from './entra/token.ts';"],
  ['bot', 'src/bot/verbs.ts', "import { thanks } from '../tell/cards/thanks.ts';"],
  ['pages', 'src/pages/coach/main.tsx', "import type { Reply } from '../../web/contract.ts';"],
  ['pages', 'src/pages/survey/main.tsx', "import { seal } from '../../seal/sealed-box.ts';"],
  ['seal', 'src/seal/node-box.ts', "import { partsOf } from './sealed-box.ts';"],
  ['seal', 'src/seal/vault-door.ts', "import { networkCode } from '../entra/network.ts';"],
  ['seal', 'src/seal/key-vault.ts', "import type { Log } from '../log.ts';"],
  ['local', 'src/local.ts', "import { serve } from './emulator/server.ts';"],
  ['domain', 'src/domain/pair.ts', "// import { readPair } from '../db/pairs.ts';"],
];

describe('who may import whom', () => {
  test.each(importPlants)('%s is caught: %s says %s', (_room, path, text) => {
    expect(whoMayImportWhom.find([{ path, text }])).toHaveLength(1);
  });

  test.each(importNeighbours)('%s may: %s says %s', (_room, path, text) => {
    expect(whoMayImportWhom.find([{ path, text }])).toEqual([]);
  });

  test('every row of the table has been broken on purpose', () => {
    const broken = new Set(importPlants.map(([room]) => room));

    expect(Object.keys(rooms).filter((room) => !broken.has(room))).toEqual([]);
  });

  test.each([
    'domain',
    'usecases',
    'db',
    'entra',
    'graph',
    'tell',
    'effects',
    'bot',
    'web',
    'jobs',
    'pages',
  ])('%s never imports the emulator, not even its types', (room) => {
    const text = "import type { World } from '../emulator/world.ts';";

    expect(whoMayImportWhom.find([{ path: `src/${room}/any.ts`, text }])).toHaveLength(1);
  });
});

/** Every other rule, and what breaks it. */
const plants: [Rule, path: string, text: string][] = [
  [everyFileHasARoom, 'src/helpers/date.ts', 'export const day = 1;'],
  [everyFileHasARoom, 'src/worker.ts', 'export const day = 1;'],

  [eachSdkHasItsRoom, 'src/emulator/teams.ts', "import { ActivityTypes } from 'botbuilder';"],
  [eachSdkHasItsRoom, 'src/compose.ts', "import { Connector } from 'botframework-connector';"],
  [eachSdkHasItsRoom, 'src/compose.ts', "import { Client } from '@azure/msal-node';"],
  [eachSdkHasItsRoom, 'src/graph/client.ts', "import { AuthError } from '@azure/msal-node';"],
  [eachSdkHasItsRoom, 'src/bot/adapter.ts', "import { AuthError } from '@azure/msal-node';"],
  [eachSdkHasItsRoom, 'src/bot/bot.ts', "import '@microsoft/microsoft-graph-client';"],
  [eachSdkHasItsRoom, 'src/jobs/jobs.ts', "import type { Kysely } from 'kysely';"],
  [eachSdkHasItsRoom, 'src/effects/run.ts', "import pg from 'pg';"],
  [eachSdkHasItsRoom, 'src/compose.ts', "import { PGlite } from '@electric-sql/pglite';"],

  [timeIsGiven, 'src/domain/meeting.ts', 'const now = Date.now();'],
  [timeIsGiven, 'src/usecases/book.ts', 'const now = new Date();'],
  [timeIsGiven, 'src/db/pairs.ts', 'const { now } = Date;'],
  [timeIsGiven, 'src/tell/tell.ts', "const now = globalThis['Date'].now();"],
  [timeIsGiven, 'src/effects/run.ts', 'const started = performance.now();'],
  [timeIsGiven, 'src/bot/bot.ts', 'const now = Temporal.Now.instant();'],
  [timeIsGiven, 'src/web/routes.ts', "import { performance } from 'node:perf_hooks';"],
  [timeIsGiven, 'src/jobs/jobs.ts', 'const now = Date();'],
  [timeIsGiven, 'src/graph/mail.ts', 'const now = new Date;'],

  [nothingPureWaits, 'src/usecases/book.ts', 'setTimeout(() => undefined, 10);'],
  [nothingPureWaits, 'src/domain/pair.ts', "import { setTimeout } from 'node:timers/promises';"],

  [nothingToChance, 'src/domain/pair.ts', 'const luck = Math.random();'],
  [nothingToChance, 'src/domain/pair.ts', "import { randomUUID } from 'node:crypto';"],
  [nothingToChance, 'src/domain/pair.ts', "import { randomBytes as bytes } from 'node:crypto';"],
  [nothingToChance, 'src/domain/pair.ts', "import * as crypto from 'node:crypto';"],
  [nothingToChance, 'src/domain/pair.ts', 'const id = crypto.randomUUID();'],
  [nothingToChance, 'src/domain/pair.ts', "import { v4 } from 'uuid';"],

  [settingsAreGiven, 'src/graph/mail.ts', 'const port = process.env.PORT;'],
  [settingsAreGiven, 'src/emulator/server.ts', "const port = process['env']['PORT'];"],
  [settingsAreGiven, 'src/compose.ts', 'const { env } = process;'],
  [settingsAreGiven, 'src/web/server.ts', "import { env } from 'node:process';"],

  [onlyEntriesSpeak, 'src/usecases/book.ts', "console.log('booked');"],
  [onlyEntriesSpeak, 'src/web/server.ts', "process.stdout.write('ready');"],

  [sqlLivesInDb, 'src/usecases/book.ts', 'const q = `select id from pair where id = 1`;'],
  [sqlLivesInDb, 'src/effects/run.ts', "const q = 'update effect set state = 1';"],
  [sqlLivesInDb, 'src/jobs/purge.sql', 'delete from link;'],

  [sqlReadsNoClock, 'src/db/meetings.ts', 'const q = sql`update meeting set at = now()`;'],
  [sqlReadsNoClock, 'src/db/links.ts', "const q = 'select 1 where expiry < CURRENT_TIMESTAMP';"],
  [
    sqlReadsNoClock,
    'src/db/migrations/0001.sql',
    'create table a (at timestamptz default now ( ));',
  ],

  [migrationsExpandFirst, 'src/db/migrations/099.sql', 'alter table pair drop column state;'],
  [migrationsExpandFirst, 'src/db/migrations/099.sql', 'drop table pause;'],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    'alter table pair rename column state to condition;',
  ],
  [migrationsExpandFirst, 'src/db/migrations/099.sql', 'alter table pair rename to couple;'],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    'alter table effect alter column tries type bigint;',
  ],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    'alter table pause alter column agreed_by set not null;',
  ],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    'alter table pair add column rank integer not null;',
  ],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    'alter table pair add column a text, add column b text not null;',
  ],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    "alter table pair add constraint known check (state <> '');",
  ],
  [
    migrationsExpandFirst,
    'src/db/migrations/099.sql',
    'alter table pair alter column state drop default;',
  ],

  [rightsTableIsThePromise, 'src/graph/rights.ts', "export const rights = ['Mail.Send'];"],

  [noWiderRight, 'src/graph/rights.ts', "export const rights = ['Calendars.ReadWrite.Shared'];"],
  [noWiderRight, 'src/graph/mail.ts', "const scope = 'https://graph.microsoft.com/Mail.Read';"],
  [noWiderRight, 'appPackage/manifest.json', '{ "name": "ChatMessage.Read.Chat" }'],
  [noWiderRight, 'appPackage/manifest.json', '{ "name": "MailboxItem.Read.User" }'],
  [noWiderRight, 'src/graph/rights.ts', "export const rights = ['MailboxItem.ReadWrite.User'];"],
  [noWiderRight, 'src/tenant/registration.ts', "const all = ['Application.ReadWrite.All'];"],
  [noWiderRight, 'src/graph/rights.ts', "const all = ['AppRoleAssignment.ReadWrite.All'];"],
  [
    administratorsScopesStay,
    'src/graph/graph.ts',
    "import { administratorScopes } from '../tenant/administrator-scopes.ts';",
  ],
  [noWiderRight, 'infra/main.bicep', "param right string = 'Sites.FullControl.All'"],
  [noWiderRight, 'infra/main.bicep', "param right string = 'User.Read.All'"],
  [packagesAskQuietly, 'infra/app.json', '["00000003-0000-0000-c000-000000000000"]'],
  [packagesAskQuietly, 'manifest/outlook.xml', '<Permissions>ReadWriteMailbox</Permissions>'],

  [noLongFile, 'src/words/fr/all.ts', 'export const a = 1;\n'.repeat(301)],

  [everyRuleIsTested, 'src/domain/pair.ts', 'export const isOpen = true;'],
  [everyRuleIsTested, 'src/usecases/book.ts', "export * from './meeting.ts';"],
];

/** What stands closest to a breach and is none. */
const neighbours: [Rule, ...SourceFile[]][] = [
  [timeIsGiven, { path: 'src/compose.ts', text: 'const clock = () => new Date();' }],
  [timeIsGiven, { path: 'src/domain/a.ts', text: '// Date.now()\nconst d = new Date(0);' }],
  [nothingToChance, { path: 'src/domain/a.ts', text: "import { createHash } from 'node:crypto';" }],
  [nothingToChance, { path: 'src/domain/a.ts', text: "import { v5 } from 'uuid';" }],
  [settingsAreGiven, { path: 'src/config.ts', text: 'const all = process.env;' }],
  [onlyEntriesSpeak, { path: 'src/local.ts', text: "console.log('ready');" }],
  [sqlLivesInDb, { path: 'src/words/en/a.ts', text: "const a = 'Select a time from the list';" }],
  [sqlReadsNoClock, { path: 'src/db/effects.ts', text: 'const q = sql`lease < now()`;' }],
  [sqlReadsNoClock, { path: 'src/db/migrations/1.sql', text: '-- never now()\nselect 1;' }],
  [
    migrationsExpandFirst,
    {
      path: 'src/db/migrations/099.sql',
      text: `-- drop table pair;
        create table t (a text not null, check (a <> ''), unique (a));
        alter table pair add column a integer not null default 0, add column b text;
        alter table pair alter column state drop not null; create index i on pair (a);
        drop index if exists j; drop trigger k on pair;`,
    },
  ],
  [migrationsExpandFirst, { path: 'src/db/migrations/011.sql', text: 'drop table pair;' }],
  [
    noWiderRight,
    { path: 'appPackage/manifest.json', text: '{ "name": "MailboxItem.ReadWrite.User" }' },
  ],
  [noWiderRight, { path: 'src/graph/a.ts', text: "// no User.Read\nconst a = 'Mail.Send';" }],
  [
    noWiderRight,
    { path: 'src/tenant/administrator-scopes.ts', text: "const a = 'Sites.FullControl.All';" },
  ],
  [
    administratorsScopesStay,
    { path: 'src/tenant/run.ts', text: "import { a } from './administrator-scopes.ts';" },
  ],
  [noLongFile, { path: 'src/words/fr/all.ts', text: 'export const a = 1;\n'.repeat(300) }],
  [
    everyRuleIsTested,
    { path: 'src/domain/pair.ts', text: 'export const isOpen = true;' },
    { path: 'test/domain/pair.test.ts', text: '' },
  ],
  [everyRuleIsTested, { path: 'src/usecases/deps.ts', text: 'export interface Deps { a: 1 }' }],
];

describe('a rule broken on purpose fails', () => {
  const rows = plants.map(([rule, path, text]) => [rule.name, path, text, rule] as const);

  test.each(rows)('%s: %s says %s', (_name, path, text, rule) => {
    expect(rule.find([{ path, text }]).map((breach) => breach.path)).toContain(path);
  });

  test('not one is left out', () => {
    const broken = new Set([...plants.map(([rule]) => rule), whoMayImportWhom]);

    expect(rules.filter((rule) => !broken.has(rule)).map(({ name }) => name)).toEqual([]);
  });
});

describe('what stands closest to a breach is let be', () => {
  const rows = neighbours.map(
    ([rule, ...files]) => [rule.name, files[0]?.path, rule, files] as const,
  );

  test.each(rows)('%s: %s', (_name, _path, rule, files) => {
    expect(rule.find(files)).toEqual([]);
  });
});

function inWords(breach: { path: string; line: number; says: string }): string {
  return `${breach.path}:${breach.line} ${breach.says}`;
}
