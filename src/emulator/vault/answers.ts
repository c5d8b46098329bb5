import { z } from 'zod';
import { type Answer, type Call, Refusal } from '../world.ts';

/** Ends a call to the vault with an error in its shape; `inner` tells refusals of one kind apart. */
export function refuseKey(status: number, code: string, message: string, inner?: string): never {
  const innererror = inner === undefined ? {} : { innererror: { code: inner } };
  const answer: Answer = { status, body: { error: { code, message, ...innererror } } };
  throw new Refusal(answer);
}

export const keyNotFound = (name: string): never =>
  refuseKey(404, 'KeyNotFound', `A key with (name/id) ${name} was not found in this key vault.`);

const keyName = /^[0-9a-zA-Z-]{1,127}$/;

/** The name in the path, once the call asks in the one version of the API that is imitated. */
export function nameIn(call: Call): string {
  if (call.query['api-version'] !== '7.4') {
    refuseKey(400, 'BadParameter', 'api-version must be specified, and 7.4 is the one served here');
  }
  const name = call.params.key ?? '';
  if (!keyName.test(name)) refuseKey(400, 'BadParameter', 'The request URI has an invalid name.');
  return name;
}

/** The body as the schema has it, or the vault's 400. */
export function vaultBody<S extends z.ZodType>(schema: S, call: Call): z.infer<S> {
  const read = schema.safeParse(call.body ?? {});
  if (read.success) return read.data;
  return refuseKey(400, 'BadParameter', z.prettifyError(read.error));
}
