import * as z from 'zod/mini';

/** What teams-js posts to its host; answers name it by `id` and `uuidAsString`. */
const asked = z.object({
  id: z.number(),
  uuidAsString: z.optional(z.string()),
  func: z.string(),
  args: z.optional(z.nullable(z.array(z.unknown()))),
});
export type Asked = z.infer<typeof asked>;

/** What Teams says of itself and of the person who looks. */
export interface HostFacts {
  theme: string;
  entityId: string;
  /** Where in the tab a deep link leads, when one was followed. */
  subEntityId?: string | undefined;
  /** Fields of the context that are the person's: ids, address, locale. */
  person: Record<string, string>;
  sessionId: string;
}

/** What the host does with one message of the tab. */
export type HostAct =
  | { kind: 'answer'; args: unknown[] }
  /** A token is to be fetched, and its answer given. */
  | { kind: 'token' }
  | { kind: 'open'; url: string; args: unknown[] }
  | { kind: 'listen'; event: string }
  | { kind: 'loaded' }
  | { kind: 'failed'; reason: string; message: string }
  /** Said by the tab for whoever measures; no answer is waited for. */
  | { kind: 'heard' }
  | { kind: 'refuse'; func: string; args: unknown[] };

/** The release of teams-js whose messages these are. */
const sdk = '2.58.0';

/** No capability is offered: teams-js itself then refuses what would need one. */
const runtime = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: {},
  supports: {},
});

const table: Record<string, (args: unknown[], facts: HostFacts) => HostAct> = {
  initialize: () => answer('content', 'web', runtime, sdk),
  getContext: (_args, facts) => answer(contextOf(facts)),
  'authentication.getAuthToken': () => ({ kind: 'token' }),
  registerHandler: ([event]) => ({ kind: 'listen', event: String(event) }),
  'appInitialization.appLoaded': () => ({ kind: 'heard' }),
  'appInitialization.success': () => ({ kind: 'loaded' }),
  'appInitialization.failure': failed,
  'appInitialization.expectedFailure': failed,
  openLink: ([url]) => open(url),
  executeDeepLink: ([url]) => open(url),
};

/** The message of a tab, when it is one that asks for something. */
export function readAsked(data: unknown): Asked | undefined {
  const read = z.safeParse(asked, data);
  return read.success ? read.data : undefined;
}

/** What Teams does with that message. */
export function actOn({ func, args }: Asked, facts: HostFacts): HostAct {
  const act = Object.hasOwn(table, func) ? table[func] : undefined;
  return act ? act(args ?? [], facts) : refuse(func);
}

/** The answer in the shape teams-js waits for. */
export const answerTo = ({ id, uuidAsString }: Asked, args: unknown[]) => ({
  id,
  uuidAsString,
  args,
});

const answer = (...args: unknown[]): HostAct => ({ kind: 'answer', args });

/** The flat shape that hosts send; teams-js makes its own of it. */
const contextOf = ({ theme, entityId, subEntityId, person, sessionId }: HostFacts) => ({
  ...person,
  entityId,
  ...(subEntityId === undefined ? {} : { subEntityId }),
  theme,
  frameContext: 'content',
  hostName: 'Teams',
  hostClientType: 'web',
  sessionId,
  appSessionId: sessionId,
});

function failed([reason, message]: unknown[]): HostAct {
  return { kind: 'failed', reason: String(reason ?? 'Other'), message: String(message ?? '') };
}

function open(url: unknown): HostAct {
  const isWeb = typeof url === 'string' && /^https?:$/.test(protocolOf(url));
  if (!isWeb) return answer(false, 'The address cannot be opened.');
  return { kind: 'open', url, args: [true] };
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');

/** `ErrorCode.NOT_SUPPORTED_ON_PLATFORM` of teams-js. */
const notSupported = 100;

/** Functions whose answer begins with whether it went well; with all others an error comes first. */
const statusFirst =
  /^(authentication|calendar|mail|chat|conversations|search|pages)\.|^navigate|^settings\.setSettings$/;

function refuse(func: string): HostAct {
  const message = `This Teams does not know ${func}.`;
  const args = statusFirst.test(func)
    ? [false, message]
    : [{ errorCode: notSupported, message }, null];
  return { kind: 'refuse', func, args };
}
