import * as z from 'zod/mini';
import { call } from './control-api.ts';
import { Problem } from './problem.ts';

const opening = z.object({
  tabs: z.array(z.object({ entityId: z.string(), name: z.string(), url: z.url() })),
  context: z.record(z.string(), z.string()),
});
export type Opening = z.infer<typeof opening>;
export type Tab = Opening['tabs'][number];

/** The tabs of the app for that person, if any, and what Teams would tell them of that person. */
export const readTabs = (mail: string): Promise<Opening> =>
  call('GET', `/_emulator/tabs/${encodeURIComponent(mail)}`, opening);

const given = z.object({ token: z.string() });
const refusal = z.object({ error: z.object({ code: z.string() }) });

/** What `getAuthToken` is answered: a token, or the word by which Teams refuses one. */
export async function askToken(mail: string): Promise<[true, string] | [false, string]> {
  try {
    const { token } = await call('GET', `/_emulator/tokens/${encodeURIComponent(mail)}`, given);
    return [true, token];
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const why = z.safeParse(refusal, thrown.answer);
    const isWord = thrown.status === 403 && why.success;
    return [false, isWord ? why.data.error.code : 'Get Auth token failed'];
  }
}
