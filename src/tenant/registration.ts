import { appRoles } from '../domain/policy.ts';
import { applicationIdUri, pageScope, tokenHosts } from '../domain/token-hosts.ts';
import { rights } from '../graph/rights.ts';
import type { Application } from '../graph/tenant-shapes.ts';
import { graphAppId, type TenantState } from '../graph/tenant-state.ts';
import { type Compare, type Difference, differs, right, waits } from './difference.ts';
import { hostOf, type Wish } from './wish.ts';

// Ids that Entra wants us to choose; they need be unlike one another within one registration only.
const scopeId = 'd54ae2d0-6c1d-4a06-9c2e-1d1f5b6f0a01';
const roles = [
  {
    id: 'd54ae2d0-6c1d-4a06-9c2e-1d1f5b6f0a02',
    value: appRoles.coach,
    displayName: 'Coach',
    description: 'Sees the pairs of the cohorts they coach',
  },
  {
    id: 'd54ae2d0-6c1d-4a06-9c2e-1d1f5b6f0a03',
    value: appRoles.pilot,
    displayName: 'Pilot',
    description: 'Sees the aggregates of the cohorts they pilot, and no pair',
  },
].map((role) => ({ ...role, allowedMemberTypes: ['User'], isEnabled: true }));

const scope = {
  id: scopeId,
  value: pageScope,
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: 'Sign in to Télémaque',
  adminConsentDescription: 'Lets Teams and Outlook tell Télémaque who is signed in.',
  userConsentDisplayName: 'Sign in to Télémaque',
  userConsentDescription: 'Lets Teams and Outlook tell Télémaque that it is you.',
};

/** People of other tenants sign in too; whose, the product is told (ALLOWED_TENANTS). */
const audience = 'AzureADMultipleOrgs';

/** Consents that are wanted of Entra; the optional one where the file asks for it. */
export const wantedConsents = (wish: Pick<Wish, 'installation'>): string[] =>
  rights
    .filter(
      ({ grantedBy, optional }) =>
        grantedBy === 'entra-app-role' && (!optional || wish.installation),
    )
    .map(({ name }) => name);

export const compareRegistration: Compare = (wish, state) => {
  const { application, ambiguous } = state;
  if (ambiguous) {
    const says = `several registrations are called « ${wish.name} »: put the right one’s appId in the file`;
    return [differs('different', says)];
  }
  if (!application) {
    const would = 'registers it, for people of several tenants';
    return [
      differs('missing', `« ${wish.name} » is not registered`, would, (acts) =>
        acts.register(creation(wish)),
      ),
    ];
  }
  const there = right(`« ${application.displayName} » is registered: ${application.appId}`);
  if (application.signInAudience === audience) return [there];
  const says = 'people of other tenants cannot sign in to it';
  const patch = { signInAudience: audience };
  return [there, change(application, 'different', says, 'opens it to them', patch)];
};

function creation(wish: Wish): object {
  return {
    displayName: wish.name,
    signInAudience: audience,
    appRoles: roles,
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scope] },
    spa: { redirectUris: [paneRedirect(wish)] },
  };
}

const change = (
  { id }: Application,
  standing: 'missing' | 'different' | 'too wide',
  says: string,
  would: string,
  patch: object,
): Difference => differs(standing, says, would, (acts) => acts.changeRegistration(id, patch));

export const compareAppRoles: Compare = (_wish, { application }) => {
  if (!application) return waits;
  const there = new Set(application.appRoles.map(({ value }) => value));
  const missing = roles.filter(({ value }) => !there.has(value));
  if (missing.length === 0) return [right('Coach and Pilot are there')];
  const names = missing.map(({ value }) => value).join(' and ');
  const patch = { appRoles: [...application.appRoles, ...missing] };
  return [change(application, 'missing', `${names} is not there`, 'adds it', patch)];
};

export const comparePages: Compare = (wish, { application }) => {
  if (!application) return waits;
  const uri = applicationIdUri(hostOf(wish), application.appId);
  const found: Difference[] = [];
  if (!application.identifierUris.includes(uri)) {
    const patch = { identifierUris: [...application.identifierUris, uri] };
    found.push(change(application, 'missing', `it is not known as ${uri}`, 'adds that', patch));
  }
  found.push(...compareApi(application));
  return found.length > 0 ? found : [right(`${uri}, ${pageScope}, Teams and Outlook as hosts`)];
};

function compareApi(application: Application): Difference[] {
  const there = application.api;
  const api = { ...there, requestedAccessTokenVersion: 2 };
  const scopes = there?.oauth2PermissionScopes ?? [];
  const ours = scopes.find(({ value }) => value === pageScope)?.id;
  if (ours === undefined) {
    const patch = { api: { ...api, oauth2PermissionScopes: [...scopes, scope] } };
    // The hosts are given this scope, and Entra wants to know it before: the next round adds them.
    return [change(application, 'missing', `no scope ${pageScope}`, 'adds it', patch)];
  }
  const allowed = [...tokenHosts.keys()].map((appId) => ({
    appId,
    delegatedPermissionIds: [ours],
  }));
  const patch = { api: { ...api, preAuthorizedApplications: allowed } };
  const hosts = compareHosts(there?.preAuthorizedApplications ?? [], ours);
  const found = hosts ? [change(application, ...hosts, patch)] : [];
  if (there?.requestedAccessTokenVersion === 2) return found;
  const says = 'its tokens are not of version 2';
  return [...found, change(application, 'different', says, 'sets it', patch)];
}

/** Exactly Microsoft's hosts: any other could sign people in to our pages without asking them. */
function compareHosts(
  there: { appId: string; delegatedPermissionIds: string[] }[],
  scopeOfOurs: string,
): ['missing' | 'too wide', says: string, would: string] | undefined {
  const foreign = there.filter(({ appId }) => !tokenHosts.has(appId));
  if (foreign.length > 0) {
    const names = foreign.map(({ appId }) => appId).join(', ');
    const says = `${names} may sign people in beside Microsoft’s own`;
    return ['too wide', says, 'leaves Microsoft’s own alone there'];
  }
  const known = there.filter((one) => one.delegatedPermissionIds.includes(scopeOfOurs));
  const missing = [...tokenHosts].filter(([id]) => !known.some(({ appId }) => appId === id));
  if (missing.length === 0) return undefined;
  const says = `may not sign people in yet: ${missing.map(([, name]) => name).join('; ')}`;
  return ['missing', says, 'allows them'];
}

const paneRedirect = (wish: Wish): string => `brk-multihub://${hostOf(wish)}`;

export const comparePane: Compare = (wish, { application }) => {
  if (!application) return waits;
  const uri = paneRedirect(wish);
  const there = application.spa?.redirectUris ?? [];
  if (there.includes(uri)) return [right(uri)];
  const patch = { spa: { redirectUris: [...there, uri] } };
  return [change(application, 'missing', `no redirect ${uri}`, 'adds it', patch)];
};

/** So that the registration tells of the consents what the service principal has. */
export const compareAsked: Compare = (wish, { application, graph }) => {
  if (!application) return waits;
  const wanted = wantedConsents(wish).flatMap((name) => graph.roleIds.get(name) ?? []);
  const asked = application.requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess);
  const same =
    wanted.length === asked.length && wanted.every((id) => asked.some((one) => one.id === id));
  if (same) return [right(wantedConsents(wish).join(', '))];
  const resourceAccess = wanted.map((id) => ({ id, type: 'Role' }));
  const patch = { requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }] };
  const extra = asked.filter(({ id }) => !wanted.includes(id));
  if (extra.length > 0) {
    const says = `it asks for more than the table of rights: ${extra.map(({ id }) => id).join(', ')}`;
    return [change(application, 'too wide', says, 'asks for those of the table alone', patch)];
  }
  return [change(application, 'missing', 'it asks for less than it needs', 'asks for it', patch)];
};

export const compareCredential: Compare = (wish, state) => {
  const { application } = state;
  if (!application) return waits;
  const { credential } = wish;
  if (!credential) return [right('none is asked for: local mode has its own secret')];
  if ('federated' in credential) return compareIssuer(credential.federated, state);
  const { key, sha256, validFrom, validTo } = credential.certificate;
  const displayName = `Telemaque ${sha256.slice(0, 16)}`;
  const days = new Date(validTo).toISOString().slice(0, 10);
  const known = application.keyCredentials.some((one) => one.displayName === displayName);
  if (known) return [right(`the certificate is known, until ${days}`)];
  const ours = {
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    ...{ key, displayName },
    startDateTime: new Date(validFrom).toISOString(),
    endDateTime: new Date(validTo).toISOString(),
  };
  const patch = { keyCredentials: [...application.keyCredentials, ours] };
  const would = `adds it, until ${days}, beside those there are`;
  return [change(application, 'missing', 'the certificate is not known', would, patch)];
};

function compareIssuer(
  { issuer, subject }: { issuer: string; subject: string },
  { application, federated }: TenantState,
): Difference[] {
  if (!application) return waits;
  const known = federated.some((one) => one.issuer === issuer && one.subject === subject);
  if (known) return [right(`${subject} of ${issuer} may speak for the app`)];
  const body = {
    ...{ name: 'telemaque', issuer, subject },
    audiences: ['api://AzureADTokenExchange'],
  };
  return [
    differs('missing', 'the managed identity may not speak for the app', 'lets it', (acts) =>
      acts.trustIssuer(application.id, body),
    ),
  ];
}
