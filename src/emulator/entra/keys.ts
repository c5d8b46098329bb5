import type { Answer, Route, World } from '../world.ts';

/** Published keys, and the two documents that lead to them. */
export const keyRoutes: Route[] = [
  {
    method: 'GET',
    path: '/:tenant/discovery/v2.0/keys',
    token: 'none',
    handle: (_call, world) => ({ status: 200, body: { keys: [world.publicKey] } }),
  },
  {
    method: 'GET',
    path: '/v1/.well-known/openidconfiguration',
    token: 'none',
    handle: (_call, world) => botMetadata(world),
  },
  {
    method: 'GET',
    path: '/:tenant/v2.0/.well-known/openid-configuration',
    token: 'none',
    handle: (call, world) => tenantMetadata(call.params.tenant ?? '', world),
  },
];

/** What a bot reads to check who calls it. */
function botMetadata(world: World): Answer {
  return {
    status: 200,
    body: {
      issuer: 'https://api.botframework.com',
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${world.url}/${world.seed.home.tenant}/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    },
  };
}

function tenantMetadata(tenant: string, world: World): Answer {
  const base = `${world.url}/${tenant}`;
  return {
    status: 200,
    body: {
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_types_supported: ['code', 'id_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    },
  };
}
