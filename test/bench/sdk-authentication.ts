import { ConfidentialClientApplication } from '@azure/msal-node';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';

/** Whose bot it is, and where its tokens are made and checked. */
export interface BotPlace {
  MICROSOFT: string;
  TENANT: string;
  APP_ID: string;
  SECRET: string;
}

/** The official SDK's own way in and out, at the simulated Microsoft 365. */
export function sdkAuthentication(env: BotPlace): ConfigurationBotFrameworkAuthentication {
  const login = `${env.MICROSOFT}/${env.TENANT}`;
  const authority = `https://login.microsoftonline.com/${env.TENANT}`;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: env.APP_ID,
      clientSecret: env.SECRET,
      authority,
      authorityMetadata: JSON.stringify({
        issuer: `${authority}/v2.0`,
        token_endpoint: `${login}/oauth2/v2.0/token`,
        authorization_endpoint: `${login}/oauth2/v2.0/authorize`,
        jwks_uri: `${login}/discovery/v2.0/keys`,
        end_session_endpoint: `${login}/oauth2/v2.0/logout`,
      }),
    },
  });
  const openId = `${env.MICROSOFT}/v1/.well-known/openidconfiguration`;
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: env.APP_ID,
      CallerId: 'urn:botframework:azure',
      OAuthUrl: env.MICROSOFT,
      ToBotFromChannelOpenIdMetadataUrl: openId,
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromEmulatorOpenIdMetadataUrl: openId,
      ToChannelFromBotLoginUrl: authority,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    },
    // The factory types its client by the msal it carries, older than ours by majors.
    new MsalServiceClientCredentialsFactory(env.APP_ID, client as never),
  );
}
