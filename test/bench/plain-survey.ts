import { randomUUID } from 'node:crypto';
import {
  ActivityHandler,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  CloudAdapter,
  type TurnContext,
} from 'botbuilder';
import express from 'express';
import { z } from 'zod';
import { openDb } from '../../src/db/db.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import { openTell } from '../../src/tell/tell.ts';
import { answerSurvey } from '../../src/usecases/answer-survey.ts';
import { memoryCalendar } from '../support/windows.ts';
import { sdkAuthentication } from './sdk-authentication.ts';

const settings = z.object({
  PORT: z.coerce.number().int(),
  MICROSOFT: z.url(),
  TENANT: z.uuid(),
  APP_ID: z.uuid(),
  SECRET: z.string(),
  DATABASE_URL: z.url(),
  KEYS: z.string(),
  NOW: z.coerce.number().int(),
});

const thanks = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Merci pour vos réponses.' }],
};

/**
 * The same handler in the official SDK's own bot: it checks the same tokens at the same issuer, reads
 * the answers by a schema, finds who sent them by their chat, and has the same use case put them in.
 * It looks for no card, draws none and keeps nothing else.
 */
export async function servePlainSurvey(): Promise<void> {
  const env = settings.parse(process.env);
  const db = await openDb({ url: env.DATABASE_URL });
  const clock = { now: () => env.NOW, newId: () => randomUUID() };
  const quiet = () => {};
  const deps = {
    ...{ db, ...clock, tell: openTell(clock), calendar: memoryCalendar(), wake: quiet },
    log: { info: quiet, warn: quiet, error: (line: unknown) => console.error(line) },
    keys: openWaveKeys(await openKeyFolder(env.KEYS)),
    audit: async () => ({ safe: true }) as const,
  };
  const sent = z.looseObject({ wave: z.uuid() });

  class SurveyBot extends ActivityHandler {
    override async onAdaptiveCardInvoke(
      { activity }: TurnContext,
      value: AdaptiveCardInvokeValue,
    ): Promise<AdaptiveCardInvokeResponse> {
      const { wave, ...answers } = sent.parse(value.action.data);
      const { person_id: person } = await db.opened.sql
        .selectFrom('conversation')
        .select('person_id')
        .where('id', '=', activity.conversation.id)
        .executeTakeFirstOrThrow();
      const done = await answerSurvey(deps, { person }, { wave, answers });
      const statusCode = 'answered' in done ? 200 : 409;
      return { statusCode, type: 'application/vnd.microsoft.card.adaptive', value: thanks };
    }
  }

  const bot = new SurveyBot();
  const adapter = new CloudAdapter(sdkAuthentication(env));
  const app = express();
  app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
  app.use(express.json());
  app.post('/api/messages', (req, res) => adapter.process(req, res, (turn) => bot.run(turn)));
  app.listen(env.PORT, '127.0.0.1');
}
