import { z } from 'zod';
import { agreePause, declinePause } from '../usecases/answer-pause.ts';
import { proposePause, withdrawPause } from '../usecases/propose-pause.ts';
import { resumePair } from '../usecases/resume-pair.ts';
import { after, id, verb } from './verb.ts';

const aPause = z.object({ pause: id });

/** A pause's own verbs, for either of the two. */
export const pauseVerbs = {
  'pair.pause': verb(
    // Read as text: what is no day is told apart from a day that cannot be.
    z.object({ pair: id, until: z.string().max(40) }),
    async (deps, { by }, input) => after(await proposePause(deps, by, input), 'pause-proposed'),
  ),
  'pause.agree': verb(aPause, async (deps, { by }, input) =>
    after(await agreePause(deps, by, input), 'pause-agreed'),
  ),
  'pause.decline': verb(aPause, async (deps, { by }, input) =>
    after(await declinePause(deps, by, input), 'pause-declined'),
  ),
  'pause.withdraw': verb(aPause, async (deps, { by }, input) =>
    after(await withdrawPause(deps, by, input), 'pause-withdrawn'),
  ),
  'pair.resume': verb(z.object({ pair: id, pause: id.optional() }), async (deps, { by }, input) =>
    after(await resumePair(deps, by, input), 'resumed'),
  ),
} as const;
