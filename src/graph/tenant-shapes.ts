import { z } from 'zod';
import { column } from './list-columns.ts';

/** What provisioning reads of Entra, SharePoint and Teams: of each answer, what it compares. */

const text = z.string();
const named = z.object({ id: text, value: text.nullish(), isEnabled: z.boolean().default(true) });
const pairOf = z.object({ appId: text, delegatedPermissionIds: z.array(text).default([]) });
const some = <T extends z.ZodType>(shape: T) =>
  z
    .array(shape)
    .nullish()
    .transform((all) => all ?? []);

export const application = z.object({
  id: text,
  appId: text,
  displayName: text,
  signInAudience: text.nullish(),
  identifierUris: some(text),
  // Loose: what is there already goes back as it was, since a PATCH replaces the whole collection.
  appRoles: some(z.looseObject(named.shape)),
  api: z
    .looseObject({
      requestedAccessTokenVersion: z.number().nullish(),
      oauth2PermissionScopes: some(z.looseObject(named.shape)),
      preAuthorizedApplications: some(pairOf),
    })
    .nullish(),
  spa: z.object({ redirectUris: some(text) }).nullish(),
  keyCredentials: some(
    z.looseObject({ displayName: text.nullish(), customKeyIdentifier: text.nullish() }),
  ),
  requiredResourceAccess: some(
    z.looseObject({
      resourceAppId: text,
      resourceAccess: some(z.object({ id: text, type: text })),
    }),
  ),
});
export type Application = z.infer<typeof application>;

export const servicePrincipal = z.object({ id: text, appId: text, appRoles: some(named) });

export const roleAssignment = z.object({
  id: text,
  principalId: text,
  resourceId: text,
  appRoleId: text,
});

export const federatedCredential = z.object({ name: text, issuer: text, subject: text });

const identity = z.object({ application: z.object({ id: text }).nullish() });
export const sitePermission = z.object({
  id: text,
  roles: some(text),
  grantedToIdentities: some(identity),
  grantedToIdentitiesV2: some(identity),
});

export const listColumn = z.object({
  ...column.shape,
  id: text,
  displayName: text.nullish(),
});
export type ListColumn = z.infer<typeof listColumn>;

export const catalogueApp = z.object({
  id: text,
  externalId: text,
  appDefinitions: some(z.object({ version: text.nullish() })),
});

export const withId = z.object({ id: text });
