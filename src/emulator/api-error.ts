import { randomUUID } from 'node:crypto';
import { type Answer, Refusal } from './world.ts';

/** An error answer in the shape of the API that `path` belongs to. */
export function errorAnswer(path: string, status: number, code: string, message: string): Answer {
  if (path.includes('/oauth2/')) {
    return { status, body: { error: code, error_description: message } };
  }
  if (!path.startsWith('/v1.0')) return { status, body: { error: { code, message } } };
  const date = new Date().toISOString().slice(0, 19);
  const innerError = { date, 'request-id': randomUUID(), 'client-request-id': randomUUID() };
  return { status, body: { error: { code, message, innerError } } };
}

/** Ends a Graph call with an error in Graph's shape. */
export function refuse(status: number, code: string, message: string): never {
  throw new Refusal(errorAnswer('/v1.0', status, code, message));
}

/** Ends a Graph call that asks for something the emulator does not imitate. */
export function notServed(what: string): never {
  return refuse(501, 'notImplemented', `The local Microsoft 365 does not serve ${what}.`);
}
