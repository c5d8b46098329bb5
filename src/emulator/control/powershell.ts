import { runScript } from '../powershell/run.ts';
import { ScriptError } from '../powershell/words.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny } from './reading.ts';

/** An administrator's PowerShell, run on this tenant instead of Microsoft's modules on theirs. */
export const powershellRoutes: Route[] = [
  { method: 'POST', path: '/_emulator/powershell', token: 'none', handle: run },
];

function run({ body }: Call, world: World): Answer {
  if (typeof body !== 'string') deny(400, 'bad-request', 'The body must be text/plain: a script.');
  try {
    return { status: 200, body: runScript(String(body), world) };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const { line, message } = error;
    return { status: 400, body: { error: { line, message } } };
  }
}
