import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantState } from '../graph/tenant-state.ts';
import { type MadeApp, scriptsOf } from './scripts.ts';
import type { Script } from './steps.ts';
import { hostOf, type Wish } from './wish.ts';

/** Without it, Windows PowerShell 5.1 takes accents for something else. */
const byteOrderMark = '\uFEFF';

/** Writes what `apply` leaves for people to run; returns where each script is. */
export function writeScripts(folder: string, wish: Wish, app: MadeApp): [Script, string][] {
  mkdirSync(folder, { recursive: true });
  const scripts = Object.entries(scriptsOf(wish, app)) as [Script, string][];
  return scripts.map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, byteOrderMark + text);
    return [name, path];
  });
}

/** Settings of `npm run serve`, as far as they are known here. */
export function productEnv(wish: Wish, state: TenantState, isLocal: boolean): string[] {
  const { credential, teams, installation } = wish;
  const settings: [name: string, value: string | undefined][] = [
    ['PUBLIC_URL', wish.publicUrl],
    // Local mode is the want of this very setting.
    [isLocal ? '# TENANT_ID' : 'TENANT_ID', wish.tenant],
    ['APP_ID', state.application?.appId],
    ['PROGRAMME_MAILBOX', wish.mailbox],
    ['TEAMS_CATALOG_APP_ID', teams && installation ? state.catalogue?.id : undefined],
  ];
  if (credential && 'certificate' in credential) {
    settings.push(['APP_CERTIFICATE_FILE', '/where/it/is.pem']);
    settings.push(['APP_CERTIFICATE_KEY_FILE', '/where/its/key/is.key']);
  }
  // The tenant file has its principal; the product asks for it by its client id.
  if (credential && 'federated' in credential) {
    settings.push(['# APP_MANAGED_IDENTITY', 'the client id of the identity that is trusted']);
  }
  return lines(settings);
}

/** Values of `npm run package -- --env`. */
export function packageEnv(wish: Wish, appId: string): string[] {
  const { teams } = wish;
  if (!teams) return [];
  const { publisher } = teams;
  return lines([
    ['TEAMS_APP_ID', teams.id],
    ['BOT_ID', appId],
    ['OUTLOOK_ADDIN_ID', teams.outlookId],
    ['APP_HOST', hostOf(wish)],
    ['PUBLISHER_NAME', publisher.name],
    ['PUBLISHER_URL', publisher.url],
    ['PRIVACY_URL', publisher.privacy],
    ['TERMS_URL', publisher.terms],
  ]);
}

const lines = (settings: [string, string | undefined][]): string[] =>
  settings.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));

export function writeLines(folder: string, name: string, all: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `${all.join('\n')}\n`);
  return path;
}
