import { ConfidentialClientApplication } from '@azure/msal-node';
import type { AdaptiveCardInvokeResponse } from 'botbuilder';
import {
  ActivityHandler,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import express from 'express';
import { z } from 'zod';

/**
 * The peer of the benchmarks: the smallest bot of the official SDK, checking the same tokens at the
 * same issuer. It keeps nothing: whatever Télémaque needs beyond its time is what keeping costs.
 */
const env = z
  .object({
    PORT: z.coerce.number().int(),
    MICROSOFT: z.url(),
    TENANT: z.uuid(),
    APP_ID: z.uuid(),
    SECRET: z.string(),
  })
  .parse(process.env);

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Echo' }],
  actions: [{ type: 'Action.Execute', title: 'Again', verb: 'again', data: {} }],
};

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)));
      await next();
    });
  }

  override async onAdaptiveCardInvoke(): Promise<AdaptiveCardInvokeResponse> {
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
  }
}

function authentication(): ConfigurationBotFrameworkAuthentication {
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

const bot = new EchoBot();
const adapter = new CloudAdapter(authentication());
const app = express();
app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
app.use(express.json());
app.post('/api/messages', (req, res) => adapter.process(req, res, (turn) => bot.run(turn)));
app.listen(env.PORT, '127.0.0.1');
