import type { AdaptiveCardInvokeResponse } from 'botbuilder';
import { ActivityHandler, CardFactory, CloudAdapter, MessageFactory } from 'botbuilder';
import express from 'express';
import { z } from 'zod';
import { sdkAuthentication } from './sdk-authentication.ts';

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

const bot = new EchoBot();
const adapter = new CloudAdapter(sdkAuthentication(env));
const app = express();
app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
app.use(express.json());
app.post('/api/messages', (req, res) => adapter.process(req, res, (turn) => bot.run(turn)));
app.listen(env.PORT, '127.0.0.1');
