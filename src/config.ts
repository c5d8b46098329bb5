import { readFileSync } from 'node:fs';
import { z } from 'zod';

import type { Where } from './db/open.ts';
import type { Credential } from './entra/token.ts';

/** All the product is told from outside. Nothing else reads the environment. */
export interface Config {
  port: number;
  /** Where people's browsers and Microsoft reach us, without a trailing slash. */
  publicUrl: string;
  store: Where;
  /** Where the keys are kept that ballots are opened by: outside the store, and not in its backups. */
  keyFolder: string;
  /** `https://<name>.vault.azure.net`: the vault that keeps them instead. */
  keyVault?: string | undefined;
  /** The tenant that owns the programme. */
  tenant: string;
  /** Tenants whose people may speak to the bot. */
  allowedTenants: string[];
  appId: string;
  credential: Credential;
  /** Organiser of every event and sender of every mail; read by no one. */
  programmeMailbox: string;
  /** The app's id in the organisation's Teams catalogue, where it may install itself. */
  catalogApp?: string | undefined;
  /** Where the Outlook pane’s Office.js comes from; Microsoft’s own address when left out. */
  officeJs?: string | undefined;
  logLevel: 'info' | 'warn' | 'silent';
  /** How many proxies of ours stand in front; none when left out. */
  proxies?: number;
  /** Local mode: the emulator takes Microsoft's place, and the clock can be moved. */
  local?: { microsoft: string; clockOffset: number };
}

/** Configuration that cannot be used; the message lists every fault at once. */
export class BadConfig extends Error {}

const guid = z.guid();
const blankIsMissing = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));

const environment = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535).default(3978),
    PUBLIC_URL: z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/$/, '')),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    DATA_DIR: z.string().default('.data'),
    SURVEY_KEY_FOLDER: z.string().optional(),
    // Nothing but a vault: every request there carries the app's token.
    KEY_VAULT_URL: z
      .string()
      .regex(/^https:\/\/[0-9A-Za-z-]{3,24}\.vault\.azure\.net\/?$/)
      .transform((url) => url.replace(/\/$/, ''))
      .optional(),
    TENANT_ID: guid,
    ALLOWED_TENANTS: z
      .string()
      .optional()
      .transform((text) => (text ?? '').split(/[\s,;]+/).filter((part) => part !== ''))
      .pipe(z.array(guid)),
    APP_ID: guid,
    APP_SECRET: z.string().min(8).optional(),
    APP_CERTIFICATE_SHA256: z
      .string()
      .regex(/^[0-9A-Fa-f]{64}$/)
      .optional(),
    APP_CERTIFICATE_KEY_FILE: z.string().optional(),
    PROGRAMME_MAILBOX: z.email(),
    TEAMS_CATALOG_APP_ID: z.guid().optional(),
    OFFICE_JS_URL: z.url({ protocol: /^https$/ }).optional(),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    LOG_LEVEL: z.enum(['info', 'warn', 'silent']).default('info'),
  })
  .refine(
    (env) =>
      env.APP_SECRET !== undefined ||
      (env.APP_CERTIFICATE_SHA256 !== undefined && env.APP_CERTIFICATE_KEY_FILE !== undefined),
    // Also beside other faults: all of them are told at once.
    { path: ['APP_SECRET'], error: 'missing', when: () => true },
  );

const remedies: Record<string, string> = {
  PORT: 'a port between 1 and 65535',
  PUBLIC_URL: 'the https address people and Microsoft reach this server at',
  DATABASE_URL: 'a postgres:// address, or leave it out for the embedded store',
  TENANT_ID: 'the id (GUID) of the tenant that owns the programme',
  ALLOWED_TENANTS: 'tenant ids (GUID) separated by commas; only TENANT_ID when left out',
  APP_ID: 'the id (GUID) of the Entra app, which is also the bot’s',
  APP_SECRET: 'the app’s secret, or APP_CERTIFICATE_SHA256 with APP_CERTIFICATE_KEY_FILE',
  APP_CERTIFICATE_SHA256: 'the certificate’s SHA-256 thumbprint, 64 hexadecimal digits',
  APP_CERTIFICATE_KEY_FILE: 'a file with the certificate’s private key in PEM',
  PROGRAMME_MAILBOX: 'the mail of the programme mailbox',
  TEAMS_CATALOG_APP_ID: 'the app’s id in the Teams catalogue of your organisation, a GUID',
  SURVEY_KEY_FOLDER: 'a folder for the keys of ballots, outside the store and its backups',
  KEY_VAULT_URL: 'https://….vault.azure.net, or leave it out for SURVEY_KEY_FOLDER',
  OFFICE_JS_URL: 'the https address of Office.js, or leave it out for Microsoft’s own',
  TRUSTED_PROXIES: 'how many proxies of yours stand in front, 0 to 5 (1 on Azure App Service)',
  LOG_LEVEL: 'info, warn or silent',
};

/** Reads the environment of a real tenant. Throws `BadConfig` naming every variable at fault. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = environment.safeParse(blankIsMissing(env), { reportInput: true });
  if (!read.success) throw new BadConfig(explain(read.error.issues, env));
  const e = read.data;
  return {
    port: e.PORT,
    publicUrl: e.PUBLIC_URL,
    store:
      e.DATABASE_URL === undefined ? { folder: `${e.DATA_DIR}/product` } : { url: e.DATABASE_URL },
    keyFolder: e.SURVEY_KEY_FOLDER ?? `${e.DATA_DIR}/keys`,
    ...(e.KEY_VAULT_URL === undefined ? {} : { keyVault: e.KEY_VAULT_URL }),
    tenant: e.TENANT_ID,
    allowedTenants: e.ALLOWED_TENANTS.length > 0 ? e.ALLOWED_TENANTS : [e.TENANT_ID],
    appId: e.APP_ID,
    credential: credentialOf(e),
    programmeMailbox: e.PROGRAMME_MAILBOX.toLowerCase(),
    ...(e.TEAMS_CATALOG_APP_ID === undefined ? {} : { catalogApp: e.TEAMS_CATALOG_APP_ID }),
    ...(e.OFFICE_JS_URL === undefined ? {} : { officeJs: e.OFFICE_JS_URL }),
    logLevel: e.LOG_LEVEL,
    proxies: e.TRUSTED_PROXIES,
  };
}

function credentialOf(e: z.infer<typeof environment>): Credential {
  if (e.APP_CERTIFICATE_SHA256 !== undefined && e.APP_CERTIFICATE_KEY_FILE !== undefined) {
    const privateKey = readKey(e.APP_CERTIFICATE_KEY_FILE);
    return { certificate: { thumbprintSha256: e.APP_CERTIFICATE_SHA256, privateKey } };
  }
  return { secret: e.APP_SECRET ?? '' };
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BadConfig(
      `Télémaque cannot start: APP_CERTIFICATE_KEY_FILE cannot be used: set it to ${remedies.APP_CERTIFICATE_KEY_FILE}`,
      { cause },
    );
  }
}

function explain(issues: readonly z.core.$ZodIssue[], env: Record<string, string | undefined>) {
  const names = [...new Set(issues.map((issue) => String(issue.path[0])))];
  const lines = names.map((name) => {
    const missing = env[name] === undefined || env[name]?.trim() === '';
    return `  ${name} ${missing ? 'is missing' : 'cannot be used'}: set it to ${remedies[name] ?? 'a right value'}`;
  });
  return `Télémaque cannot start, ${names.length} setting(s) to put right:\n${lines.join('\n')}\nSee README.md, “What a real tenant needs”.`;
}

/** The same store as the product's, for commands that ask nothing of a tenant. */
export function readStore({ DATABASE_URL: url, DATA_DIR: folder } = process.env): Where {
  return url ? { url } : { folder: `${folder || '.data'}/product` };
}
