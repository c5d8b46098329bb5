import { decodeJwt } from 'jose';
import { z } from 'zod';
import { type Answer, type Call, Refusal, type Route, type World } from '../world.ts';
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
const tokenRequest = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('client_credentials'), ...client }),
  z.object({
    grant_type: z.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
    requested_token_use: z.literal('on_behalf_of'),
    assertion: z.string(),
    ...client,
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
  const known = tenant === botTenant || world.seed.tenants.some(({ id }) => id === tenant);
  if (!known && tenant !== world.seed.home.tenant) {
    return deny(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
  }
  const asked = tokenRequest.safeParse(call.body);
  if (!asked.success) {
    const why = z.prettifyError(asked.error);
    return deny(400, 'invalid_request', `AADSTS900144: The request body is not complete. ${why}`);
  }
  checkClient(asked.data, world);
  if (asked.data.grant_type === 'client_credentials') {
    const audience = audienceOf(asked.data.scope);
    return bearer(await appToken(world, tenant, audience));
  }
  return onBehalfOf(asked.data, tenant, world);
}

function checkClient(asked: z.infer<typeof tokenRequest>, world: World): void {
  const { appId, secret } = world.product;
  if (asked.client_id !== appId) {
    const message = `AADSTS700016: Application with identifier '${asked.client_id}' was not found in the directory.`;
    deny(400, 'unauthorized_client', message);
  }
  if (asked.client_assertion !== undefined) {
    checkAssertion(asked.client_assertion, appId);
    return;
  }
  if (asked.client_secret === secret) return;
  const message = `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`;
  deny(401, 'invalid_client', message);
}

/** The certificate is not known here, so who speaks is checked but not the signature. */
function checkAssertion(assertion: string, appId: string): void {
  const claims = claimsOf(assertion);
  const current = typeof claims?.exp === 'number' && claims.exp * 1_000 > Date.now();
  if (claims?.iss === appId && claims.sub === appId && current) return;
  deny(401, 'invalid_client', 'AADSTS700027: The client assertion is not valid.');
}

function claimsOf(token: string): ReturnType<typeof decodeJwt> | undefined {
  try {
    return decodeJwt(token);
  } catch {
    // What is no token at all is refused like a wrong one.
    return undefined;
  }
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
    const refusal = { error: 'invalid_grant', error_description: message };
    throw new Refusal({ status: 400, body: { ...refusal, suberror: 'consent_required' } });
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

function deny(status: number, error: string, description: string): never {
  const codes = /AADSTS(\d+)/.exec(description);
  const body = { error, error_description: description, error_codes: [Number(codes?.[1])] };
  throw new Refusal({ status, body });
}
