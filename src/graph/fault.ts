import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { codeShape, networkCode, retryAfterMs } from '../entra/network.ts';

const graphError = z.object({ error: z.object({ code: codeShape }) });

/** What became of a call that got no whole answer; undefined when `error` is not of the network. */
export function networkFault(error: unknown): OutsideFault | undefined {
  if (error instanceof OutsideFault) return error;
  const code = networkCode(error);
  return code === undefined ? undefined : new OutsideFault({ code });
}

/** The fault a Graph answer tells of: its status and code, never its message. */
export function answerFault(
  response: Pick<Response, 'status' | 'headers'>,
  body: unknown,
  now: number,
): OutsideFault {
  const told = graphError.safeParse(body);
  return new OutsideFault({
    status: response.status,
    code: told.success ? told.data.error.code : `http-${response.status}`,
    retryAfter: retryAfterMs(response.headers, now),
  });
}

/** An answer that says neither yes nor no: what was asked may have been done. */
export const unreadable = (): OutsideFault => new OutsideFault({ code: 'unreadable' });

/** An answer in the shape we count on, stripped of everything else it carries. */
export function readAnswer<T>(shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer);
  if (!read.success) throw unreadable();
  return read.data;
}

/** Whether an error is an answer of one of these statuses. */
export function isStatus(error: unknown, ...statuses: number[]): error is OutsideFault {
  return error instanceof OutsideFault && statuses.includes(error.status ?? 0);
}
