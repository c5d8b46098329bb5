import type { ConnectorClient } from 'botframework-connector';
import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { openTokens } from '../entra/token.ts';
import { unwatched } from '../telemetry/ports.ts';
import type { Sender } from '../tell/ports.ts';
import {
  appOf,
  type BotConfig,
  checkBotConfig,
  connectorAudience,
  isAllowedService,
} from './bot-config.ts';
import { openConnector } from './connector.ts';
import { connectorFault } from './connector-fault.ts';

type Options = { abortSignal: AbortSignal };
type Call<T> = (chats: ConnectorClient['conversations'], options: Options) => Promise<T>;

/** Opens the bot's way out. Throws when the configuration is not usable. */
export function openSender(config: BotConfig): Sender {
  checkBotConfig(config);
  const ask = openAsk(config);
  const bot = { id: `28:${config.appId}`, name: 'Télémaque' };
  return {
    async send({ serviceUrl, conversationId, tid }, card, summary) {
      const activity = { ...cardMessage(card, tid), summary };
      const sent = await ask(serviceUrl, (chats, options) =>
        chats.sendToConversation(conversationId, activity, options),
      );
      return { activityId: idOf(sent) };
    },

    async update({ serviceUrl, conversationId, tid }, activityId, card) {
      const activity = { ...cardMessage(card, tid), id: activityId };
      await ask(serviceUrl, (chats, options) =>
        chats.updateActivity(conversationId, activityId, activity, options),
      );
    },

    async create({ serviceUrl, tid, userId }) {
      const members = [{ id: userId, name: '' }];
      const channelData = { tenant: { id: tid } };
      const wanted = { isGroup: false, bot, members, tenantId: tid, channelData };
      const created = await ask(serviceUrl, (chats, options) =>
        chats.createConversation(wanted, options),
      );
      return { conversationId: idOf(created) };
    },

    async remove({ serviceUrl, conversationId }, activityId) {
      await ask(serviceUrl, (chats, options) =>
        chats.deleteActivity(conversationId, activityId, options),
      ).catch(unless(isGone));
    },

    async member({ serviceUrl, conversationId, userId }) {
      const found = await ask(serviceUrl, (chats, options) =>
        chats.getConversationMember(conversationId, userId, options),
      ).catch(unless(isNoMember));
      return found ? readMember(found) : null;
    },
  };
}

/** Asks the connector of an allowed service address, with a token and a time limit. */
function openAsk(config: BotConfig) {
  const tokens = openTokens(appOf(config), connectorAudience);
  const connectors = new Map<string, ConnectorClient>();

  function connectorOf(serviceUrl: string): ConnectorClient {
    const known = connectors.get(serviceUrl);
    if (known) return known;
    if (!isAllowedService(serviceUrl, config.serviceHosts)) {
      throw new OutsideFault({ status: 403, code: 'service-url-not-allowed' });
    }
    const opened = openConnector(serviceUrl, tokens, config.telemetry ?? unwatched);
    connectors.set(serviceUrl, opened);
    return opened;
  }

  return async <T>(serviceUrl: string, call: Call<T>): Promise<T> => {
    const { conversations } = connectorOf(serviceUrl);
    // Before the time limit runs, so that a slow token is never taken for a slow send.
    await tokens.get();
    try {
      return await call(conversations, { abortSignal: AbortSignal.timeout(config.timeoutMs) });
    } catch (error) {
      const fault = connectorFault(error);
      if (fault instanceof OutsideFault && fault.status === 401) tokens.forget();
      throw fault;
    }
  };
}

const cardMessage = (card: object, tid: string) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  channelData: { tenant: { id: tid } },
});

const withId = z.object({ id: z.string().min(1) });

/** The id that an accepted request was given; without it nobody knows what was made. */
function idOf(answer: unknown): string {
  const read = withId.safeParse(answer);
  if (!read.success) throw new OutsideFault({ code: 'unreadable' });
  return read.data.id;
}

/** Swallows the one fault that means « there is nothing to do ». */
const unless = (isFine: (fault: OutsideFault) => boolean) => (error: unknown) => {
  if (error instanceof OutsideFault && isFine(error)) return undefined;
  throw error;
};

const isGone = ({ status, code }: OutsideFault): boolean =>
  status === 404 && code === 'ActivityNotFoundInConversation';

const isNoMember = ({ status, code }: OutsideFault): boolean =>
  status === 404 && code !== 'ConversationNotFound';

// Teams has called the object id by both names.
const rosterMember = z.object({
  aadObjectId: z.guid().toLowerCase().optional(),
  objectId: z.guid().toLowerCase().optional(),
  email: z.string().trim().toLowerCase().min(1).nullish().catch(null),
});

function readMember(answer: unknown): { mail: string | null; oid: string } {
  const { aadObjectId, objectId, email } = rosterMember.safeParse(answer).data ?? {};
  const oid = aadObjectId ?? objectId;
  if (!oid) throw new OutsideFault({ code: 'unreadable' });
  return { mail: email ?? null, oid };
}
