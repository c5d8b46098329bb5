import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import { certificateOf } from '../entra/client.ts';
import type { Application, KeyCredential } from '../tenant/tables.ts';

const redirects = z.array(z.string());
const appRole = z.strictObject({
  id: z.guid(),
  value: z.string().regex(/^\S+$/, 'must have no space'),
  displayName: z.string().min(1),
  description: z.string().min(1),
  allowedMemberTypes: z.array(z.enum(['User', 'Application'])).min(1),
  isEnabled: z.boolean().default(true),
  origin: z.string().optional(),
});
const scope = z.strictObject({
  id: z.guid(),
  value: z.string().regex(/^\S+$/, 'must have no space'),
  type: z.enum(['User', 'Admin']),
  adminConsentDisplayName: z.string(),
  adminConsentDescription: z.string(),
  userConsentDisplayName: z.string().nullish(),
  userConsentDescription: z.string().nullish(),
  isEnabled: z.boolean().default(true),
});
const api = z.strictObject({
  acceptMappedClaims: z.boolean().nullish(),
  knownClientApplications: z.array(z.guid()).optional(),
  requestedAccessTokenVersion: z.union([z.literal(1), z.literal(2)]).nullish(),
  oauth2PermissionScopes: z.array(scope).optional(),
  preAuthorizedApplications: z
    .array(z.strictObject({ appId: z.guid(), delegatedPermissionIds: z.array(z.guid()) }))
    .optional(),
});
const keyCredential = z.strictObject({
  type: z.literal('AsymmetricX509Cert').optional(),
  usage: z.enum(['Verify', 'Sign']).optional(),
  key: z.base64().nullish(),
  keyId: z.guid().optional(),
  displayName: z.string().nullish(),
  customKeyIdentifier: z.string().nullish(),
  startDateTime: z.iso.datetime({ offset: true }).nullish(),
  endDateTime: z.iso.datetime({ offset: true }).nullish(),
});

/** What may be written of an application, in Graph's names; all of it optional but when it is made. */
export const applicationChange = z.strictObject({
  displayName: z.string().min(1).max(256).optional(),
  signInAudience: z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']).optional(),
  identifierUris: z.array(z.string()).optional(),
  api: api.optional(),
  appRoles: z.array(appRole).optional(),
  spa: z.strictObject({ redirectUris: redirects }).optional(),
  web: z
    .strictObject({
      redirectUris: redirects.optional(),
      homePageUrl: z.string().nullish(),
      logoutUrl: z.string().nullish(),
    })
    .optional(),
  requiredResourceAccess: z
    .array(
      z.strictObject({
        resourceAppId: z.guid(),
        resourceAccess: z.array(z.strictObject({ id: z.guid(), type: z.enum(['Role', 'Scope']) })),
      }),
    )
    .optional(),
  keyCredentials: z.array(keyCredential).optional(),
  tags: z.array(z.string()).optional(),
});
export const applicationCreation = applicationChange.required({ displayName: true });

type Change = z.infer<typeof applicationChange>;

/** What the change makes of the application; a complex property keeps what the change leaves out. */
export function changed(
  application: Application,
  change: Change,
  home: { tenant: string; domain: string },
): Application {
  checkIdentifiers(application, change.identifierUris ?? [], home);
  keepEnabled(application.appRoles, change.appRoles);
  keepEnabled(scopesOf(application.api), change.api?.oauth2PermissionScopes);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const merged: Application = { ...application, ...Object.fromEntries(given) };
  merged.api = { ...application.api, ...change.api };
  merged.web = { ...application.web, ...change.web };
  merged.keyCredentials = change.keyCredentials
    ? change.keyCredentials.map((one) => keptKey(application, one))
    : application.keyCredentials;
  checkPreAuthorised(merged.api);
  return merged;
}

const enabled = z.array(z.looseObject({ id: z.string(), isEnabled: z.boolean() })).catch([]);
const scopesOf = (of: Record<string, unknown>) => enabled.parse(of.oauth2PermissionScopes);

/** A role or a scope that is in force cannot vanish: it has to be disabled first. */
function keepEnabled(
  before: { id: string; isEnabled: boolean }[],
  after: { id: string }[] | undefined,
): void {
  if (!after) return;
  const lost = before.find((one) => one.isEnabled && !after.some(({ id }) => id === one.id));
  if (!lost) return;
  const message = 'Property (id) value cannot be deleted unless it is disabled initially.';
  refuse(400, 'CannotDeleteOrUpdateEnabledEntitlement', message);
}

function checkPreAuthorised(of: Record<string, unknown>): void {
  const { preAuthorizedApplications = [] } = api.parse(of);
  const offered = scopesOf(of).map(({ id }) => id);
  const wanted = preAuthorizedApplications.flatMap((one) => one.delegatedPermissionIds);
  const unknown = wanted.find((id) => !offered.includes(id));
  if (unknown === undefined) return;
  const message = `Property PreAuthorizedApplication references permission ${unknown} which cannot be found.`;
  refuse(400, 'InvalidValue', message);
}

/** Names without the application's or the tenant's id need a domain that the tenant has shown is its own. */
function checkIdentifiers(
  { appId }: Application,
  uris: string[],
  home: { tenant: string; domain: string },
): void {
  const own = [appId, home.tenant, home.domain];
  const strange = uris.find((uri) => !own.some((part) => uri.includes(part)));
  if (strange === undefined) return;
  const message = `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${strange}'`;
  refuse(400, 'HostNameNotOnVerifiedDomain', message);
}

type KeyInput = z.infer<typeof keyCredential>;

/** One that is sent without its key is one that is there already, and stays. */
function keptKey({ keyCredentials }: Application, asked: KeyInput): KeyCredential {
  if (asked.key) return newKey(asked, asked.key);
  const known = keyCredentials.find(({ keyId }) => keyId === asked.keyId);
  return known ?? refuse(400, 'KeyCredentialsInvalid', 'The key of a key credential is missing.');
}

function newKey(asked: KeyInput, key: string): KeyCredential {
  const certificate = readCertificate(key);
  const { validFrom, validTo, fingerprint, subject } = certificate;
  const endDateTime = new Date(asked.endDateTime ?? validTo).toISOString();
  if (endDateTime > new Date(validTo).toISOString()) {
    refuse(400, 'KeyCredentialsInvalidEndDate', 'Key credential end date is invalid.');
  }
  return {
    keyId: asked.keyId ?? randomUUID(),
    type: asked.type ?? 'AsymmetricX509Cert',
    usage: asked.usage ?? 'Verify',
    key,
    displayName: asked.displayName ?? subject,
    customKeyIdentifier: fingerprint.replaceAll(':', ''),
    startDateTime: new Date(asked.startDateTime ?? validFrom).toISOString(),
    endDateTime,
  };
}

function readCertificate(key: string): ReturnType<typeof certificateOf> {
  try {
    return certificateOf({ key });
  } catch {
    // What is no certificate is refused, whatever it is instead.
    return refuse(400, 'KeyCredentialsInvalidFormat', 'Key value is invalid certificate.');
  }
}
