import { z } from 'zod';
import type { Answer, Call, Route, World } from '../world.ts';
import { checkClient } from './client.ts';
import { redeem } from './device-code.ts';
import { deny } from './refusal.ts';
import { appToken, delegatedToken, tokenLifetime } from './token-claims.ts';

/** Tenant that a multi-tenant bot names to reach the connector. */
const botTenant = 'botframework.com';
const consentedScopes = ['Sites.Selected', 'User.Read', 'openid', 'profile', 'offline_access'];

const client = {
  client_id: z.string(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
  client_assertion_type: z.string().optional(),
  scope: z.string(),
};
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
/** What msal writes. */
const olderDeviceGrant = 'device_code';
const tokenRequest = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('client_credentials'), ...client }),
  z.object({
    grant_type: z.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
    requested_token_use: z.literal('on_behalf_of'),
    assertion: z.string(),
    ...client,
  }),
  z.object({
    grant_type: z.enum([deviceGrant, olderDeviceGrant]),
    client_id: z.string(),
    device_code: z.string(),
  }),
]);

export const tokenRoutes: Route[] = [
  {
    method: 'POST',
    path: '/:tenant/oauth2/v2.0/token',
    token: 'none',
    handle: (call, world) => issue(call, world),
  },
];

async function issue(call: Call, world: World): Promise<Answer> {
  const tenant = call.params.tenant ?? '';
  const asked = tokenRequest.safeParse(call.body);
  if (asked.data && 'device_code' in asked.data) return redeem(asked.data, tenant, world);
  const known = tenant === botTenant || world.seed.tenants.some(({ id }) => id === tenant);
  if (!known && tenant !== world.seed.home.tenant) {
    return deny(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
  }
  if (!asked.success) {
    const why = z.prettifyError(asked.error);
    return deny(400, 'invalid_request', `AADSTS900144: The request body is not complete. ${why}`);
  }
  await checkClient(asked.data, tenant, world);
  if (asked.data.grant_type === 'client_credentials') {
    const audience = audienceOf(asked.data.scope);
    return bearer(await appToken(world, tenant, audience, asked.data.client_id));
  }
  return onBehalfOf(asked.data, tenant, world);
}

function audienceOf(scope: string): string {
  const audience =
    /^(https:\/\/(?:graph\.microsoft\.com|api\.botframework\.com|vault\.azure\.net))\/\.default$/;
  const found = audience.exec(scope)?.[1];
  return found ?? deny(400, 'invalid_scope', `AADSTS70011: The scope ${scope} is not valid.`);
}

async function onBehalfOf(
  asked: { assertion: string; scope: string },
  tenant: string,
  world: World,
): Promise<Answer> {
  const claims = await assertedUser(asked.assertion, world);
  if (claims.tid !== tenant || claims.scp !== 'access_as_user') {
    deny(400, 'invalid_grant', 'AADSTS50013: Assertion failed the audience or scope check.');
  }
  const scopes = asked.scope
    .split(' ')
    .map((one) => one.replace('https://graph.microsoft.com/', ''));
  const wider = scopes.some((one) => one !== '.default' && !consentedScopes.includes(one));
  if (tenant !== world.seed.home.tenant || wider) {
    const message = `AADSTS65001: The user or administrator has not consented to use the application with ID '${world.product.appId}'.`;
    deny(400, 'invalid_grant', message, { suberror: 'consent_required' });
  }
  const granted = scopes.includes('.default') ? ['Sites.Selected'] : scopes;
  const token = await delegatedToken(
    world,
    { tid: claims.tid, oid: claims.oid },
    granted.join(' '),
  );
  return bearer(token, granted.join(' '));
}

async function assertedUser(assertion: string, world: World): Promise<Record<string, unknown>> {
  try {
    return await world.verify(assertion, world.product.appId);
  } catch {
    return deny(400, 'invalid_grant', 'AADSTS50013: Assertion failed signature validation.');
  }
}

function bearer(token: string, scope?: string): Answer {
  const lifetime = { expires_in: tokenLifetime, ext_expires_in: tokenLifetime };
  return {
    status: 200,
    body: { token_type: 'Bearer', ...lifetime, access_token: token, ...(scope ? { scope } : {}) },
    headers: { 'Cache-Control': 'no-store' },
  };
}
