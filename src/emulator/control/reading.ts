import { z } from 'zod';
import { errorAnswer } from '../api-error.ts';
import { isProgrammeMailbox, personByMail } from '../people.ts';
import { type Call, Refusal, type World } from '../world.ts';

/** Ends a control call with an error in the control API's shape. */
export function deny(status: number, code: string, message: string): never {
  throw new Refusal(errorAnswer('/_emulator', status, code, message));
}

/** The body as the schema has it, or a 400 that says what is wrong where. */
export function readBody<S extends z.ZodType>(schema: S, call: Call): z.infer<S> {
  const read = schema.safeParse(call.body ?? {});
  if (read.success) return read.data;
  return deny(400, 'bad-request', z.prettifyError(read.error));
}

/** The address of somebody who can sign in: a person or the administrator. */
export function knownPersonal(mail: string, world: World): string {
  const { administrator } = world.seed.home;
  if (administrator?.mail.toLowerCase() === mail.toLowerCase()) return administrator.mail;
  const person = personByMail(world, mail);
  return person?.mail ?? deny(404, 'not-found', `Nobody here signs in as ${mail}.`);
}

/** The mail address in the path, once it is a person's or the programme mailbox's. */
export function knownMail(call: Call, world: World): string {
  const mail = call.params.mail ?? '';
  const { programmeMailbox } = world.seed.home;
  if (isProgrammeMailbox(world, mail)) return programmeMailbox.mail;
  const person = personByMail(world, mail);
  return person?.mail ?? deny(404, 'not-found', `Nobody here has the address ${mail}.`);
}
