import { z } from 'zod';
import type { LinkView } from '../domain/link-model.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import type { PlanView } from '../domain/view.ts';
import { answerPlan } from '../usecases/answer-plan.ts';
import { confirmPlan } from '../usecases/confirm-plan.ts';
import { type Deps, isRepeated } from '../usecases/deps.ts';
import { draftPlan, shiftPlan, wishOf } from '../usecases/draft-plan.ts';
import { undoPlan } from '../usecases/undo-plan.ts';
import { whyNotWhole } from '../usecases/whole-draft.ts';
import { type Acted, after, entry, type Press } from './link-act.ts';
import { id } from './link-views.ts';

/** The draft that was on show, if it is one that we could have drawn up. */
async function draftOf(deps: Deps, { view }: Press): Promise<PlanView | Refused> {
  const t = deps.db.read;
  const pair =
    view.kind === 'plan' ? await t.pairs.get(view.pair, dayOf(deps.now(), 'UTC')) : undefined;
  if (view.kind !== 'plan' || !pair) return refuse('wrong-values');
  const why = await whyNotWhole(t, pair, view);
  return why ? refuse(why) : view;
}

/** Refusals after which the dates on show are no longer true. */
const outOfDate: readonly Refusal[] = ['plan-changed', 'pair-has-meeting-then'];

/** A year's own acts. Its draft lives in the page, and is checked whole whenever it comes back. */
export const planActs = {
  draft: entry(
    z.strictObject({ act: z.literal('draft'), after: id.optional() }),
    async (deps, { by, pair }, sent): Promise<Acted> => {
      const view = await draftPlan(deps, by, { pair, after: sent.after });
      return isRefused(view) ? view : { view };
    },
  ),
  shift: entry(
    z.strictObject({
      ...{ act: z.literal('shift'), index: z.int().min(0).max(20) },
      to: z.enum(['earlier', 'later']),
    }),
    async (deps, press, { index, to }): Promise<Acted> => {
      const draft = await draftOf(deps, press);
      if (isRefused(draft)) return draft;
      const view = await shiftPlan(deps, press.by, draft, { index, to });
      return isRefused(view) ? view : { view, said: 'plan-shifted' };
    },
  ),
  confirm: entry(
    z.strictObject({ act: z.literal('confirm') }),
    async (deps, press): Promise<Acted> => {
      const draft = await draftOf(deps, press);
      if (isRefused(draft)) return draft;
      const done = await confirmPlan(deps, press.by, draft);
      if (isRepeated(done)) return done;
      if (!isRefused(done)) {
        const view: LinkView = { kind: 'year', pair: press.pair, plan: done.plan };
        return { view, said: done.booked ? 'planned' : 'plan-proposed' };
      }
      if (!outOfDate.includes(done.refused)) return done;
      const anew = await draftPlan(deps, press.by, wishOf(draft));
      return isRefused(anew) ? done : { ...done, view: anew };
    },
  ),
  'answer-plan': entry(
    z.strictObject({ act: z.literal('answer-plan'), plan: id, meetings: z.array(id).max(12) }),
    async (deps, { by, pair }, { plan, meetings }): Promise<Acted> => {
      const done = await answerPlan(deps, by, { pair, plan, suits: meetings });
      if (isRefused(done) || isRepeated(done)) return done;
      return done.waited > 0 ? { said: 'plan-answered' } : { repeated: true };
    },
  ),
  'undo-plan': entry(
    z.strictObject({ act: z.literal('undo-plan'), plan: id }),
    async (deps, { by, pair }, { plan }): Promise<Acted> =>
      after(await undoPlan(deps, by, { pair, plan }), 'plan-undone'),
  ),
} as const;
