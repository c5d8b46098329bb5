import * as z from 'zod/mini';
import { call } from './control-api.ts';
import { Problem } from './problem.ts';

const addin = z.object({ name: z.string(), url: z.url(), displayLanguage: z.string() });
export type Addin = z.infer<typeof addin>;

/** The app's add-in in that person's Outlook. */
export const readAddin = (mail: string): Promise<Addin> =>
  call('GET', `/_emulator/addins/${encodeURIComponent(mail)}`, addin);

const granted = z.object({
  token: z.looseObject({ access_token: z.string(), id_token: z.string() }),
  account: z.looseObject({ username: z.string() }),
});
const refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const request = z.looseObject({
  messageType: z.literal('NestedAppAuthRequest'),
  method: z.string(),
  requestId: z.string(),
  tokenParams: z.optional(z.looseObject({ clientId: z.string(), scope: z.string() })),
});

/** What the host of a nested app says of itself before any token. */
const initContext = { capabilities: {}, sdkName: 'telemaque.emulator', sdkVersion: '1.0.0' };

/**
 * Answers one request of msal-browser's bridge, JSON both ways. Throws for what is no request at
 * all; a token refused is an answer.
 */
export async function answerNested(text: string, mail: string): Promise<string> {
  const asked = z.parse(request, JSON.parse(text));
  const answer = await resultOf(asked, mail);
  const { requestId } = asked;
  return JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId, ...answer });
}

async function resultOf(
  { method, tokenParams }: z.infer<typeof request>,
  mail: string,
): Promise<Record<string, unknown>> {
  if (method === 'GetInitContext') return { success: true, initContext };
  const isToken = method === 'GetToken' || method === 'GetTokenPopup';
  if (!isToken || !tokenParams) return refusal('PERSISTENT_ERROR', `${method} is not served here.`);
  try {
    const { clientId, scope } = tokenParams;
    const query = new URLSearchParams({ clientId, scope });
    const path = `/_emulator/tokens/${encodeURIComponent(mail)}/nested?${query}`;
    return { success: true, ...(await call('GET', path, granted)) };
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const why = z.safeParse(refused, thrown.answer);
    if (!why.success) return refusal('NO_NETWORK', thrown.what);
    return refusal(why.data.error.code, why.data.error.message);
  }
}

const refusal = (status: string, description: string) => ({
  success: false,
  error: { status, code: /AADSTS\d+/.exec(description)?.[0] ?? status, description },
});
