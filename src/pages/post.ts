/** What came back over HTTP, whatever it says. */
export interface Raw {
  status: number;
  text: string;
}

/** Milliseconds; a phone that changes networks leaves requests hanging for minutes. */
const patience = 20_000;

/** One question to the product, in the name of a token where there is one; null without an answer. */
export async function post(path: string, body: object, bearer?: string): Promise<Raw | null> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (bearer !== undefined) headers.Authorization = `Bearer ${bearer}`;
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    // Whatever the browser calls it, no answer came.
    return null;
  }
}

/** Null for what is no reply of ours: the page of a proxy, or of a network that wants a sign-in. */
export function readReply<Reply extends object>(text: string): Reply | null {
  try {
    const read: unknown = JSON.parse(text);
    const isReply =
      typeof read === 'object' && read !== null && ('page' in read || 'refused' in read);
    // The product's own contract: one of the two says that it is.
    return isReply ? (read as Reply) : null;
  } catch {
    return null;
  }
}
