import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { everyRequest, type GraphCall, queryOf } from './call.ts';
import type { GraphDoor } from './client.ts';
import { answerFault, readAnswer, unreadable } from './fault.ts';

// https://learn.microsoft.com/graph/json-batching
const mostInBatch = 20;

const batchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});
type Step = z.infer<typeof batchAnswer>['responses'][number];

/**
 * Independent calls in as few requests as Graph allows. A whole batch answers 200 whatever its steps
 * came to, so each answer is judged by itself; one alone goes as an ordinary request.
 */
export async function batched(
  call: GraphDoor['call'],
  asked: GraphCall[],
  now: () => number,
): Promise<unknown[]> {
  const [only, ...others] = asked;
  if (!only) return [];
  if (others.length === 0) return [await alone(call, only)];
  const answers: unknown[] = [];
  for (let first = 0; first < asked.length; first += mostInBatch)
    answers.push(...(await oneBatch(call, asked.slice(first, first + mostInBatch), now)));
  return answers;
}

async function alone(call: GraphDoor['call'], asked: GraphCall): Promise<unknown> {
  try {
    return await call(asked);
  } catch (error) {
    if (error instanceof OutsideFault) return error;
    throw error;
  }
}

async function oneBatch(
  call: GraphDoor['call'],
  asked: GraphCall[],
  now: () => number,
): Promise<unknown[]> {
  const body = { requests: asked.map(step) };
  const answer = readAnswer(batchAnswer, await call({ method: 'POST', path: '/$batch', body }));
  const told = new Map(answer.responses.map((one) => [one.id, one]));
  return asked.map((_, at) => outcomeOf(told.get(String(at)), now()));
}

const step = ({ method, path, query, headers, body }: GraphCall, at: number) => ({
  id: String(at),
  method,
  // An inner address is relative to the version, and so has no /v1.0 before it.
  url: path + queryOf(query),
  headers: {
    ...everyRequest,
    ...headers,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  },
  ...(body === undefined ? {} : { body }),
});

function outcomeOf(told: Step | undefined, now: number): unknown {
  if (!told) return unreadable();
  if (told.status >= 200 && told.status < 300) return told.body;
  const { status } = told;
  return answerFault({ status, headers: new Headers(told.headers ?? {}) }, told.body, now);
}
