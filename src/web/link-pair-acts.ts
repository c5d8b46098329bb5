import { z } from 'zod';
import { type Refused, refuse } from '../domain/refusal.ts';
import { agreePause, declinePause } from '../usecases/answer-pause.ts';
import { askStop } from '../usecases/ask-stop.ts';
import { callReferent } from '../usecases/call-referent.ts';
import type { By, Deps, Repeated } from '../usecases/deps.ts';
import { proposePause, withdrawPause } from '../usecases/propose-pause.ts';
import { resumePair } from '../usecases/resume-pair.ts';
import { withdrawStop } from '../usecases/withdraw-stop.ts';
import { type Acted, entry } from './link-act.ts';
import { id } from './link-views.ts';

type OnPause = (
  deps: Deps,
  by: By,
  wish: { pair: string; pause: string },
) => Promise<{ pause: string } | Refused | Repeated>;

/** One press on a pause of the link's pair; what has become of it is then on show. */
const onPause = <Name extends string>(name: Name, run: OnPause) =>
  entry(
    z.strictObject({ act: z.literal(name), pause: id }),
    async (deps, { by, pair }, { pause }): Promise<Acted> => {
      // The same person may be in another pair, which this link is not for.
      if ((await deps.db.read.pauses.get(pause))?.pair !== pair) return refuse('not-found');
      const done = await run(deps, by, { pair, pause });
      return 'pause' in done ? { view: { kind: 'pause', pair, pause } } : done;
    },
  );

/** What concerns the pair as a whole: its pauses, its early stop, its referent. */
export const pairActs = {
  pause: entry(
    z.strictObject({ act: z.literal('pause'), until: z.string().max(40) }),
    async (deps, { by, pair }, { until }): Promise<Acted> => {
      const done = await proposePause(deps, by, { pair, until });
      return 'pause' in done ? { view: { kind: 'pause', pair, pause: done.pause } } : done;
    },
  ),
  'agree-pause': onPause('agree-pause', agreePause),
  'decline-pause': onPause('decline-pause', declinePause),
  'withdraw-pause': onPause('withdraw-pause', withdrawPause),
  resume: onPause('resume', resumePair),
  stop: entry(
    z.strictObject({ act: z.literal('stop') }),
    async (deps, { by, pair }): Promise<Acted> => {
      const done = await askStop(deps, by, { pair });
      return 'pair' in done ? { view: { kind: 'stopping', pair } } : done;
    },
  ),
  'withdraw-stop': entry(
    z.strictObject({ act: z.literal('withdraw-stop') }),
    async (deps, { by, pair }): Promise<Acted> => {
      const done = await withdrawStop(deps, by, { pair });
      return 'withdrawn' in done ? { view: { kind: 'stopping', pair } } : done;
    },
  ),
  call: entry(
    z.strictObject({ act: z.literal('call') }),
    async (deps, { by, pair }): Promise<Acted> => {
      const done = await callReferent(deps, by, { pair });
      if (!('asked' in done)) return done;
      return { view: { kind: 'referent', pair, asked: true }, said: 'call-asked' };
    },
  ),
  language: entry(
    z.strictObject({ act: z.literal('language'), locale: z.enum(['fr', 'en']) }),
    async (deps, { by }, { locale }): Promise<Acted> => {
      await deps.db.tx((t) => t.people.setLocale(by.person, locale));
      return { said: 'language-set' };
    },
  ),
} as const;
