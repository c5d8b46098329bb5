import { inTurn } from '../clock-moves.ts';
import { resetWorld } from '../reset.ts';
import type { Answer, Call, Route, World } from '../world.ts';

export const resetRoutes: Route[] = [
  { method: 'POST', path: '/_emulator/reset', token: 'none', handle: reset },
];

function reset(_call: Call, world: World): Promise<Answer> {
  return inTurn(world, async () => {
    await resetWorld(world);
    return { status: 200, body: { now: world.clock.now() } };
  });
}
