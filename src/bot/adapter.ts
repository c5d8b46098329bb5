import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationError, MsalServiceClientCredentialsFactory } from 'botframework-connector';
import type { Request, RequestHandler, Response } from 'express';
import { authorityOf, openApp } from '../entra/token.ts';
import type { Log } from '../log.ts';
import { type BotTurn, readTurn, type TurnAnswer } from './activity.ts';
import { connectorIssuer, connectorOpenId, openAuthenticate } from './authenticate.ts';
import { appOf, type BotConfig, checkBotConfig, connectorAudience } from './bot-config.ts';
import { Denied } from './denied.ts';
import { brokenReply, pressReply } from './press-reply.ts';
import { readBody } from './read-body.ts';

export type OnTurn = (turn: BotTurn) => Promise<TurnAnswer>;

/** What the door writes down: one line a request turned away or left aside, one a broken turn. */
export type DoorLog = Pick<Log, 'warn' | 'error'>;

interface Outcome {
  status: number;
  body?: unknown;
}

/**
 * The handlers of POST /api/messages. No parser may run before them: they read the body themselves.
 * A request that is turned away reaches `onTurn` never and the log once; an error of `onTurn`
 * answers 500, or its own status if it is `Denied`. Throws when the configuration is not usable.
 */
export function botEndpoint(config: BotConfig, onTurn: OnTurn, log: DoorLog): RequestHandler[] {
  checkBotConfig(config);
  const authenticate = openAuthenticate(config);
  const runTurn = openTurns(config, onTurn, log);

  async function answer(req: Request, res: Response): Promise<Outcome> {
    const activity = await readBody(req, res);
    const { authorization } = req.headers;
    await authenticate(authorization, activity);
    const turn = readTurn(activity);
    if (turn) return runTurn(turn, activity, authorization);
    log.warn({ event: 'activity-ignored', reason: 'type', status: 200 });
    return { status: 200 };
  }

  return [
    async (req, res) => {
      const { status, body } = await answer(req, res).catch((error: unknown) => {
        if (!(error instanceof Denied)) throw error;
        log.warn({ event: 'activity-denied', reason: error.reason, status: error.status });
        return { status: error.status, body: undefined };
      });
      if (status === 401) res.set('WWW-Authenticate', 'Bearer');
      res.status(status);
      if (body === undefined) res.end();
      else res.json(body);
    },
  ];
}

/** Runs turns once botbuilder has checked their token as well. */
function openTurns(config: BotConfig, onTurn: OnTurn, log: DoorLog) {
  const botbuilder = botbuilderAuthentication(config);

  async function reply(turn: BotTurn): Promise<Outcome> {
    const isPress = turn.kind === 'press';
    try {
      const answer = await onTurn(turn);
      return { status: 200, body: isPress ? pressReply(answer) : undefined };
    } catch (error) {
      const { id: activity, tid: tenant, kind } = turn;
      const status = error instanceof Denied ? error.status : 500;
      log.error({ event: 'turn-failed', activity, tenant, kind, error });
      return { status, body: isPress ? brokenReply(turn.locale, status) : undefined };
    }
  }

  return async (
    turn: BotTurn,
    activity: Record<string, unknown>,
    authorization = '',
  ): Promise<Outcome> => {
    // `never`: what it reads of an activity, our own door has found to be text.
    await botbuilder.authenticateRequest(activity as never, authorization).catch(notPassed);
    return reply(turn);
  };
}

/**
 * Our own check let the token pass: what is left are claims that only botbuilder reads, or its keys
 * being out of reach.
 */
function notPassed(error: unknown): never {
  const refused = error instanceof AuthenticationError && error.statusCode === 401;
  if (refused) throw new Denied(401, 'token-refused');
  throw new Denied(503, 'keys-unreachable');
}

/**
 * botbuilder's settings, all of them: naming one leaves the others without defaults. The emulator's
 * issuers, which it also knows, were refused before it is asked.
 */
function botbuilderAuthentication(config: BotConfig): ConfigurationBotFrameworkAuthentication {
  const openId = config.local?.openId ?? connectorOpenId;
  // botbuilder declares MSAL 2; of the app it only calls acquireTokenByClientCredential.
  const app = openApp(appOf(config)) as never;
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: config.appId,
      CallerId: 'urn:botframework:azure',
      OAuthUrl: connectorAudience,
      ToBotFromChannelOpenIdMetadataUrl: openId,
      ToBotFromChannelTokenIssuer: connectorIssuer,
      ToBotFromEmulatorOpenIdMetadataUrl: openId,
      ToChannelFromBotLoginUrl: authorityOf(config.tenant),
      ToChannelFromBotOAuthScope: connectorAudience,
    },
    new MsalServiceClientCredentialsFactory(config.appId, app),
  );
}
