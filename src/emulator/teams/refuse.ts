import type { z } from 'zod';
import type { Call } from '../world.ts';
import { Refusal } from '../world.ts';

/** An error answer as the Bot Connector writes it; the chats' control API uses the same shape. */
export function refuse(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): Refusal {
  const body = { error: { code, message } };
  return new Refusal(headers ? { status, body, headers } : { status, body });
}

/** Reads a body by its schema; throws a 400 naming the first fault and where it stands. */
export function readBody<S extends z.ZodType>(schema: S, call: Call, code: string): z.infer<S> {
  const read = schema.safeParse(call.body ?? {});
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  const where = fault?.path.join('.') || 'body';
  throw refuse(400, code, `${where}: ${fault?.message ?? 'unreadable'}`);
}

/** A path parameter that the route's own path declares. */
export function pathPart(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`route without the parameter ${name}: ${call.path}`);
  return value;
}
