/** What came back over HTTP, whatever it says. */
export interface Raw {
  status: number;
  text: string;
}

/** Milliseconds; a phone that changes networks leaves requests hanging for minutes. */
const patience = 20_000;

/** One question to the product, in the name of a token where there is one; null without an answer. */
export const post = (path: string, body: object, bearer?: string): Promise<Raw | null> =>
  postFor(path, body, bearer, raw);

/** As `post`, with its answer read by the caller: a file, for one. */
export const postFor = <Read>(
  path: string,
  body: object,
  bearer: string | undefined,
  read: (answer: Response) => Promise<Read>,
): Promise<Read | null> =>
  bearer === undefined
    ? send(path, body, {}, 'omit', read)
    : send(path, body, { Authorization: `Bearer ${bearer}` }, 'same-origin', read);

/** As `post`, for what has a personal link in its body. */
export const postByLink = (path: string, body: object): Promise<Raw | null> =>
  send(path, body, {}, 'same-origin', raw);

const raw = async (answer: Response): Promise<Raw> => ({
  status: answer.status,
  text: await answer.text(),
});

/**
 * Browsers keep requests that may carry credentials and those that may not on connections apart: what
 * is asked in nobody's name, a ballot, never goes over the connection on which its person was just
 * named. The product sets no cookie that could go along.
 */
async function send<Read>(
  path: string,
  body: object,
  name: Record<string, string>,
  credentials: 'omit' | 'same-origin',
  read: (answer: Response) => Promise<Read>,
): Promise<Read | null> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...name },
      body: JSON.stringify(body),
      credentials,
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
    });
    return await read(answer);
  } catch {
    // Whatever the browser calls it, no answer came.
    return null;
  }
}

/** Null for what is no reply of ours: the page of a proxy, or of a network that wants a sign-in. */
export function readReply<Reply extends object>(
  text: string,
  marks: readonly string[] = ['page', 'refused'],
): Reply | null {
  try {
    const read: unknown = JSON.parse(text);
    const isReply = typeof read === 'object' && read !== null && marks.some((mark) => mark in read);
    // The product's own contract: one of these says that it is.
    return isReply ? (read as Reply) : null;
  } catch {
    return null;
  }
}
