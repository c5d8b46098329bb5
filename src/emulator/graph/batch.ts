import { z } from 'zod';
import { refuse } from '../api-error.ts';
import type { Answer, Call, Route, World } from '../world.ts';

/** https://learn.microsoft.com/graph/json-batching */
export const batchRoutes: Route[] = [
  { method: 'POST', path: '/v1.0/\\$batch', token: 'graph', handle: batch },
];

const batchRequest = z.object({
  requests: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.string().toUpperCase(),
        url: z.string(),
        headers: z.record(z.string(), z.string()).default({}),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).default([]),
      }),
    )
    .min(1),
});
type Step = z.infer<typeof batchRequest>['requests'][number];
type StepAnswer = Answer & { id: string };

/** One step after the other, each as if it came alone; a dropped step drops the whole answer. */
async function batch(call: Call, world: World): Promise<Answer> {
  const read = batchRequest.safeParse(call.body);
  if (!read.success) return refuse(400, 'BadRequest', z.prettifyError(read.error));
  const { requests } = read.data;
  checkSteps(requests, world.limits.batchSize);
  const responses: StepAnswer[] = [];
  for (const step of requests) responses.push(await stepAnswer(step, responses, call, world));
  return { status: 200, body: { responses } };
}

function checkSteps(steps: Step[], most: number): void {
  if (steps.length > most) {
    const message = `Number of batch request steps exceeds the maximum value of ${most}.`;
    refuse(400, 'MaximumValueExceeded', message);
  }
  const ids = steps.map((step) => step.id);
  if (new Set(ids).size < ids.length) {
    refuse(400, 'BadRequest', 'Each batch request must have a unique id.');
  }
  steps.forEach((step, at) => {
    const unknown = step.dependsOn.find((id) => !ids.slice(0, at).includes(id));
    if (unknown === undefined) return;
    refuse(400, 'BadRequest', `Request ${step.id} depends on ${unknown}, not found before it.`);
  });
}

async function stepAnswer(
  step: Step,
  done: StepAnswer[],
  outer: Call,
  world: World,
): Promise<StepAnswer> {
  const failed = done.some(({ id, status }) => step.dependsOn.includes(id) && status >= 400);
  if (failed) {
    const error = { code: 'FailedDependency', message: 'A request it depends on has failed.' };
    return { id: step.id, status: 424, body: { error } };
  }
  const url = new URL(`/v1.0/${step.url.replace(/^\//, '')}`, 'https://graph.microsoft.com');
  const answer = await world.dispatch({
    method: step.method,
    path: url.pathname,
    params: {},
    query: Object.fromEntries(url.searchParams),
    headers: { ...lowerNames(step.headers), authorization: outer.headers.authorization ?? '' },
    body: step.body,
    claims: {},
  });
  return { id: step.id, ...answer };
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
