import { mailsOf } from '../outlook/mail.ts';
import type { Answer, Call, Route, World } from '../world.ts';

/** Any address may have received mail, the coaches' common one for instance. */
export const mailRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/mail/:mail', token: 'none', handle: received },
];

function received(call: Call, world: World): Answer {
  return { status: 200, body: mailsOf(world, call.params.mail ?? '') };
}
