import type { Config } from '../config.ts';

/** In the place of a secret: that there is one is all that is told of it. */
export const masked = '••••••••';

/**
 * The configuration as it may be shown, copied into a ticket or kept: no secret, no private key, no
 * password, and nothing of an address that could hold one. A setting that is not in the table of
 * what may be shown does not appear.
 */
export function shownConfig(config: Config): Record<string, unknown> {
  const shown = Object.entries(show).map(([name, of]) => [name, of(config)] as const);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined));
}

const show: Record<keyof Config, (config: Config) => unknown> = {
  port: (c) => c.port,
  publicUrl: (c) => c.publicUrl,
  store: ({ store }) => ('url' in store ? { url: withoutSecrets(store.url) } : store),
  keyFolder: (c) => (c.keyVault === undefined ? c.keyFolder : undefined),
  keyVault: (c) => c.keyVault,
  tenant: (c) => c.tenant,
  allowedTenants: (c) => c.allowedTenants,
  appId: (c) => c.appId,
  credential: ({ credential }) => {
    if ('managedIdentity' in credential) return credential;
    if ('secret' in credential) return { secret: masked };
    const { thumbprintSha256 } = credential.certificate;
    return { certificate: { thumbprintSha256, privateKey: masked } };
  },
  credentialExpires: ({ credentialExpires: end }) =>
    end === undefined ? 'unknown' : new Date(end).toISOString(),
  programmeMailbox: (c) => c.programmeMailbox,
  catalogApp: (c) => c.catalogApp,
  officeJs: (c) => c.officeJs,
  telemetry: ({ telemetry }) =>
    telemetry && {
      ...telemetry,
      headers: Object.fromEntries(Object.keys(telemetry.headers).map((name) => [name, masked])),
    },
  logLevel: (c) => c.logLevel,
  proxies: (c) => c.proxies,
  local: (c) => c.local,
};

/** Protocol, user, host and path: a password stands before the host, and may stand in the query too. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return masked;
  const parts = new URL(url);
  if (parts.password !== '') parts.password = masked;
  for (const name of parts.searchParams.keys()) {
    if (!harmless.has(name)) parts.searchParams.set(name, masked);
  }
  return decodeURI(parts.href);
}

/** Options of a PostgreSQL address that no secret stands in. */
const harmless = new Set(['sslmode', 'application_name', 'connect_timeout', 'options']);
