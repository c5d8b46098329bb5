import { createServer } from 'node:http';
import { ConfidentialClientApplication } from '@azure/msal-node';
import type { AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue, TurnContext } from 'botbuilder';
import {
  ActivityHandler,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  TeamsInfo,
} from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { installBot, installedBot } from '../../src/emulator/teams/installs.ts';
import type { TestWorld } from './teams-world.ts';
import { aCard, appId, ask, aWorld, awa, homeTenant, listen, marc, serve } from './teams-world.ts';

/** Says back what it hears, counts presses on one card, and answers questions about the roster. */
class EchoBot extends ActivityHandler {
  #card: string | undefined;

  constructor() {
    super();
    this.onMessage(async (context, next) => {
      if (context.activity.text === 'qui') await this.#tellWho(context);
      else if (context.activity.text === 'carte') await this.#sendCard(context);
      else await context.sendActivity(`Vous dites : ${context.activity.text}`);
      await next();
    });
    this.onInstallationUpdateAdd(async (context, next) => {
      await context.sendActivity('Bienvenue');
      await next();
    });
  }

  async #tellWho(context: TurnContext): Promise<void> {
    const { members } = await TeamsInfo.getPagedMembers(context);
    const me = await TeamsInfo.getMember(context, context.activity.from.id);
    await context.sendActivity(`${members.length} ${me.email} ${me.aadObjectId} ${me.tenantId}`);
  }

  async #sendCard(context: TurnContext): Promise<void> {
    const attachment = CardFactory.adaptiveCard(aCard('count'));
    this.#card = (await context.sendActivity(MessageFactory.attachment(attachment)))?.id;
  }

  override async onAdaptiveCardInvoke(
    context: TurnContext,
    { action }: AdaptiveCardInvokeValue,
  ): Promise<AdaptiveCardInvokeResponse> {
    const counted = aCard(`counted ${action.data.n}`);
    const update = MessageFactory.attachment(CardFactory.adaptiveCard(aCard('stored')));
    await context.updateActivity({ ...update, id: this.#card });
    const type = 'application/vnd.microsoft.card.adaptive';
    return { statusCode: 200, type, value: counted };
  }
}

function authenticationAt(url: string): ConfigurationBotFrameworkAuthentication {
  const authority = `https://login.microsoftonline.com/${homeTenant}`;
  const authorityMetadata = JSON.stringify({
    issuer: `${authority}/v2.0`,
    token_endpoint: `${url}/${homeTenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${url}/authorize`,
    jwks_uri: `${url}/${homeTenant}/discovery/v2.0/keys`,
    end_session_endpoint: `${url}/logout`,
  });
  const client = new ConfidentialClientApplication({
    auth: { clientId: appId, clientSecret: 'local', authority, authorityMetadata },
  });
  const openIdMetadata = `${url}/v1/.well-known/openidconfiguration`;
  const settings = {
    MicrosoftAppId: appId,
    ToChannelFromBotLoginUrl: authority,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: url,
    CallerId: 'urn:botframework:azure',
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
  };
  // The factory types its client by the msal it carries, older than ours by majors.
  const credentials = new MsalServiceClientCredentialsFactory(appId, client as never);
  return new ConfigurationBotFrameworkAuthentication(settings, credentials);
}

let world: TestWorld;
let adapter: CloudAdapter;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = await aWorld();
  const emulator = await serve(world);
  adapter = new CloudAdapter(authenticationAt(emulator.url));
  const bot = new EchoBot();
  const app = express();
  app.use(express.json());
  app.post('/api/messages', (req, res) => adapter.process(req, res, (turn) => bot.run(turn)));
  const product = await listen(createServer(app), 0);
  world.product.url = product.url;
  closing.push(emulator.close, product.close);
});
afterAll(async () => {
  for (const close of closing) await close();
});

const chatOf = ({ mail }: { mail: string }) => `/_emulator/chats/${mail}`;
const say = (person: { mail: string }, text: string) =>
  ask(world, 'POST', `${chatOf(person)}/say`, { text });
const lastOf = async (person: { mail: string }) =>
  (await ask(world, 'GET', chatOf(person))).body.messages?.at(-1);

describe('a bot made with the official SDK, checking every token', () => {
  test('hears an installation in any tenant and can answer it', async () => {
    for (const person of [awa, marc]) {
      await ask(world, 'POST', `${chatOf(person)}/install`);

      expect(await lastOf(person)).toMatchObject({ from: 'bot', text: 'Bienvenue' });
    }
  });

  test('hears words and answers in the same chat', async () => {
    installBot(world, awa);

    const said = await say(awa, 'bonjour');

    expect(said.status).toBe(200);
    expect(await lastOf(awa)).toMatchObject({ from: 'bot', text: 'Vous dites : bonjour' });
  });

  test('reads the roster', async () => {
    installBot(world, marc);

    await say(marc, 'qui');

    expect(await lastOf(marc)).toMatchObject({
      text: `1 ${marc.mail} ${marc.id} ${marc.tenant}`,
    });
  });

  test('answers a press with a card and updates the stored one', async () => {
    world.pass(10);
    installBot(world, awa);
    await say(awa, 'carte');
    const messageId = (await lastOf(awa))?.id;

    const press = { messageId, action: 'count', inputs: { n: 7 } };
    const pressed = await ask(world, 'POST', `${chatOf(awa)}/press`, press);

    expect(pressed.raw).toMatchObject({ status: 200, card: aCard('counted 7') });
    expect(await lastOf(awa)).toMatchObject({ id: messageId, card: aCard('counted 7') });
  });

  test('writes first, under its own name, to someone who has it', async () => {
    world.pass(10);
    installBot(world, awa);
    const { userId } = installedBot(world, awa);
    const parameters = {
      isGroup: false,
      bot: { id: `28:${appId}`, name: 'Echo' },
      members: [{ id: userId, name: '' }],
      tenantId: homeTenant,
      channelData: {},
    };

    await adapter.createConversationAsync(
      appId,
      'msteams',
      `${world.url}/connector/`,
      'https://api.botframework.com',
      parameters as never,
      async (context) => void (await context.sendActivity('Une question ?')),
    );

    expect(await lastOf(awa)).toMatchObject({ from: 'bot', text: 'Une question ?' });
  });
});

describe('a forged activity', () => {
  // The SDK prints every refusal.
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });

  const forge = async (token?: object, activity: object = { text: 'faux' }) =>
    (await ask(world, 'POST', '/_emulator/bot/raw', { mail: awa.mail, activity, token })).body;

  test('with a good token is taken: the door itself works', async () => {
    world.pass(10);
    installBot(world, awa);

    expect((await forge()).status).toBe(200);
    expect(await lastOf(awa)).toMatchObject({ text: 'Vous dites : faux' });
  });

  test.each([
    ['no token', { none: true }],
    ['words for a token', { raw: 'not-a-token' }],
    ['a token for another bot', { claims: { aud: homeTenant } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another service address', { claims: { serviceurl: 'https://evil.example' } }],
    ['no service address', { claims: { serviceurl: null } }],
    ['an old token', { expSeconds: -600 }],
    ['an unpublished key', { key: 'unknown' }],
  ])('with %s is refused with 401', async (_fault, token) => {
    installBot(world, awa);

    expect((await forge(token)).status).toBe(401);
  });

  test.each([
    ['a stranger’s signature', { key: 'other' }],
    ['no signature', { alg: 'none' }],
    ['a shared-secret signature', { alg: 'HS256' }],
  ])('with %s is refused', async (_fault, token) => {
    installBot(world, awa);
    const before = await lastOf(awa);

    // The bare SDK answers these with 500; the product's own door makes it 401.
    expect([401, 500]).toContain((await forge(token)).status);
    expect(await lastOf(awa)).toEqual(before);
  });
});
