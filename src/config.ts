import { z } from 'zod';

import { credentialRemedies, readCredential } from './config/credential.ts';
import type { Where } from './db/open.ts';
import type { Instant } from './domain/time.ts';
import type { Credential } from './entra/credential.ts';

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
  /** When the secret or the certificate ends, where that is known. */
  credentialExpires?: Instant | undefined;
  /** Organiser of every event and sender of every mail; read by no one. */
  programmeMailbox: string;
  /** The app's id in the organisation's Teams catalogue, where it may install itself. */
  catalogApp?: string | undefined;
  /** Where the Outlook pane’s Office.js comes from; Microsoft’s own address when left out. */
  officeJs?: string | undefined;
  logLevel: 'info' | 'warn' | 'silent';
  /** The OpenTelemetry collector that is told how the product runs; none is when left out. */
  telemetry?: { endpoint: string; headers: Record<string, string>; share: number } | undefined;
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

/** `name=value,name=value`, values with signs escaped as in an address. */
const headerPairs =
  /^[\w-]+=(?:[^,%\s]|%[0-7][\dA-Fa-f])*(?:,[\w-]+=(?:[^,%\s]|%[0-7][\dA-Fa-f])*)*$/;

const environment = z.object({
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
  PROGRAMME_MAILBOX: z.email(),
  TEAMS_CATALOG_APP_ID: z.guid().optional(),
  OFFICE_JS_URL: z.url({ protocol: /^https$/ }).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  // OpenTelemetry's own names: https://opentelemetry.io/docs/specs/otel/protocol/exporter/
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().regex(headerPairs).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.1),
  LOG_LEVEL: z.enum(['info', 'warn', 'silent']).default('info'),
});

const remedies: Record<string, string> = {
  PORT: 'a port between 1 and 65535',
  PUBLIC_URL: 'the https address people and Microsoft reach this server at',
  DATA_DIR: 'a folder on a disk of this machine',
  DATABASE_URL: 'a postgres:// address, or leave it out for the embedded store',
  TENANT_ID: 'the id (GUID) of the tenant that owns the programme',
  ALLOWED_TENANTS: 'tenant ids (GUID) separated by commas; only TENANT_ID when left out',
  APP_ID: 'the id (GUID) of the Entra app, which is also the bot’s',
  ...credentialRemedies,
  PROGRAMME_MAILBOX: 'the mail of the programme mailbox',
  TEAMS_CATALOG_APP_ID: 'the app’s id in the Teams catalogue of your organisation, a GUID',
  SURVEY_KEY_FOLDER: 'a folder for the keys of ballots, outside the store and its backups',
  KEY_VAULT_URL: 'https://….vault.azure.net, or leave it out for SURVEY_KEY_FOLDER',
  OFFICE_JS_URL: 'the https address of Office.js, or leave it out for Microsoft’s own',
  TRUSTED_PROXIES: 'how many proxies of yours stand in front, 0 to 5 (1 on Azure App Service)',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the address of an OpenTelemetry collector, or leave it out',
  OTEL_EXPORTER_OTLP_HEADERS: 'name=value pairs separated by commas, sent to that collector',
  OTEL_TRACES_SAMPLER_ARG: 'the share of traces that are sent, 0 to 1',
  LOG_LEVEL: 'info, warn or silent',
};

/** Every setting there is, by the name of its variable. */
export const settingNames: readonly string[] = Object.keys(remedies);

/** Reads the environment of a real tenant. Throws `BadConfig` naming every variable at fault. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = blankIsMissing(env);
  const read = environment.safeParse(given);
  const own = readCredential(given);
  if (!read.success || 'faults' in own) {
    const issues = read.error?.issues ?? [];
    const names = issues.map((issue) => String(issue.path[0]));
    throw new BadConfig(explain([...names, ...('faults' in own ? own.faults : [])], given));
  }
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
    credential: own.credential,
    ...(own.expires === undefined ? {} : { credentialExpires: own.expires }),
    programmeMailbox: e.PROGRAMME_MAILBOX.toLowerCase(),
    ...(e.TEAMS_CATALOG_APP_ID === undefined ? {} : { catalogApp: e.TEAMS_CATALOG_APP_ID }),
    ...(e.OFFICE_JS_URL === undefined ? {} : { officeJs: e.OFFICE_JS_URL }),
    logLevel: e.LOG_LEVEL,
    ...telemetryOf(e),
    proxies: e.TRUSTED_PROXIES,
  };
}

function telemetryOf(e: z.infer<typeof environment>): Pick<Config, 'telemetry'> {
  if (e.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return {};
  const pairs = (e.OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',').filter((pair) => pair !== '');
  const headers = Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), decodeURIComponent(value.join('=').trim())];
    }),
  );
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share } = e;
  return { telemetry: { endpoint, headers, share } };
}

function explain(faults: readonly string[], given: Record<string, string | undefined>): string {
  const names = [...new Set(faults)];
  const lines = names.map((name) => {
    const missing = given[name] === undefined;
    return `  ${name} ${missing ? 'is missing' : 'cannot be used'}: set it to ${remedies[name] ?? 'a right value'}`;
  });
  return `Télémaque cannot start, ${names.length} setting(s) to put right:\n${lines.join('\n')}\nSee README.md, “What a real tenant needs”.`;
}

/** The same store as the product's, for commands that ask nothing of a tenant. */
export function readStore({ DATABASE_URL: url, DATA_DIR: folder } = process.env): Where {
  return url ? { url } : { folder: `${folder || '.data'}/product` };
}
