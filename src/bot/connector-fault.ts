import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { type AnswerHeaders, codeShape, networkCode, retryAfterMs } from '../entra/network.ts';

const answered = z.object({
  status: z.int(),
  headers: z.custom<AnswerHeaders>((value) => typeof value === 'object' && value !== null),
  bodyAsText: z.string().nullish(),
});
const restError = z.object({ code: z.string().optional(), response: answered.optional() });

/** What the connector's client threw, in the outbox's terms; errors of our own pass through. */
export function connectorFault(error: unknown): unknown {
  if (error instanceof OutsideFault || !(error instanceof Error)) return error;
  const { response, code: told } = restError.safeParse(error).data ?? {};
  if (response) return answerFault(response);
  const network = networkCode(error) ?? codeShape.safeParse(told).data;
  return network ? new OutsideFault({ code: network }) : error;
}

function answerFault({ status, headers, bodyAsText }: z.infer<typeof answered>): OutsideFault {
  // A yes that cannot be read: what was asked may well have been done.
  if (status < 300) return new OutsideFault({ code: 'unreadable' });
  const told = bodyAsText ? codeIn(bodyAsText) : undefined;
  return new OutsideFault({
    status,
    code: told ?? `http-${status}`,
    retryAfter: retryAfterMs(headers),
  });
}

// Bodies vary: the finer `subCode` stands beside the code, or in a message that is JSON itself.
const coded = z.object({ code: codeShape });
const subCoded = z.object({ subCode: codeShape });
const errorBody = z.object({ error: z.unknown().optional(), message: z.unknown().optional() });

function codeIn(text: string): string | undefined {
  const body = parsed(text);
  const { error, message } = errorBody.safeParse(body).data ?? {};
  const nested = errorBody.safeParse(error).data?.message;
  const told = [body, error, parsed(message), parsed(nested)];
  const fine = told.map((part) => subCoded.safeParse(part).data?.subCode);
  const plain = [error, body].map((part) => coded.safeParse(part).data?.code);
  return [...fine, ...plain].find((found) => found !== undefined);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // An ordinary sentence, or a gateway's page.
    return undefined;
  }
}
