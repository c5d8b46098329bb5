import { z } from 'zod';
import { endSignIn } from '../entra/device-code.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny, knownPersonal, readBody } from './reading.ts';

/** The browser's end of a sign-in by device code, for its page and for scripts. */
export const deviceRoutes: Route[] = [
  { method: 'POST', path: '/_emulator/device', token: 'none', handle: end },
  // Nobody's mentor or mentee: stands apart from the people, with no chat and no mailbox.
  { method: 'GET', path: '/_emulator/administrator', token: 'none', handle: administrator },
];

const wanted = z.strictObject({
  userCode: z.string(),
  mail: z.string(),
  decline: z.boolean().default(false),
});

function end(call: Call, world: World): Answer {
  const { userCode, mail, decline } = readBody(wanted, call);
  const who = knownPersonal(mail, world);
  const state = decline ? 'declined' : 'approved';
  if (endSignIn(world, userCode, { mail: who, state })) return { status: 200, body: { state } };
  return deny(404, 'not-found', 'Ce code n’existe pas, a déjà servi, ou a expiré.');
}

function administrator(_call: Call, world: World): Answer {
  const found = world.seed.home.administrator;
  return found
    ? { status: 200, body: found }
    : deny(404, 'not-found', 'Ce monde n’a pas d’administrateur.');
}
