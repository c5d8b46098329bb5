import { z } from 'zod';
import { askStop } from '../usecases/ask-stop.ts';
import { withdrawStop } from '../usecases/withdraw-stop.ts';
import { after, id, verb } from './verb.ts';

const aPair = z.object({ pair: id });

/** The early stop, as either of the two asks for it and takes it back. */
export const stopVerbs = {
  'pair.stop': verb(aPair, async (deps, { by }, input) =>
    after(await askStop(deps, by, input), 'stop-asked'),
  ),
  'stop.withdraw': verb(aPair, async (deps, { by }, input) => {
    const done = await withdrawStop(deps, by, input);
    const isDone = !('withdrawn' in done) || done.withdrawn;
    return after(done, isDone ? 'stop-withdrawn' : 'card-was-old');
  }),
} as const;
