import type { Raw } from '../post.ts';

/** Milliseconds; a phone that changes networks leaves requests hanging for minutes. */
const patience = 20_000;

/**
 * As `post`, for what has a personal link in it. Browsers keep requests that may carry credentials and
 * those that may not on connections apart: a ballot leaves by `post`, which omits them, and so never
 * on the connection that the link was just sent over. The product sets no cookie that could go along.
 */
export async function postByLink(path: string, body: object): Promise<Raw | null> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    // Whatever the browser calls it, no answer came.
    return null;
  }
}
