import { z } from 'zod';
import { isRefused, refuse } from '../domain/refusal.ts';
import { answerPlan } from '../usecases/answer-plan.ts';
import { confirmPlan } from '../usecases/confirm-plan.ts';
import { isRepeated } from '../usecases/deps.ts';
import { draftPlan, openPlan, shiftPlan } from '../usecases/draft-plan.ts';
import { undoPlan } from '../usecases/undo-plan.ts';
import { after, asView, id, isForm, manner, verb } from './verb.ts';

/** Dates of a plan that suit, comma separated as a multiple choice sends them. */
const suitsText = z
  .string()
  .max(600)
  .transform((sent) => sent.split(',').filter((part) => part !== ''))
  .pipe(z.array(id).max(12));

const criteria = {
  pair: id,
  after: id.optional(),
  mode: manner.mode.optional(),
  minutes: manner.minutes.optional(),
  place: manner.place,
};

/** A plan's own verbs. The draft is the card's, never what came with the press. */
export const planVerbs = {
  'menu.plan': verb(z.object({ pair: id.optional() }), async (deps, { by, card }, sent) => {
    const view = await openPlan(deps, by, sent.pair);
    if (isRefused(view)) return view;
    return isForm(card.view) ? { view } : { new: view };
  }),
  'plan.show': verb(z.object(criteria), async (deps, { by }, input) =>
    asView(await draftPlan(deps, by, input)),
  ),
  'plan.shift': verb(
    z.object({
      index: z.coerce.number().int().min(0).max(20),
      to: z.enum(['earlier', 'later']),
      rev: z.number().optional(),
    }),
    async (deps, { by, card }, { rev, ...shift }) => {
      // Pressed twice before the card was drawn anew: one step is meant.
      const isOld = rev !== undefined && rev !== card.rev;
      if (card.view.kind !== 'plan' || isOld) return { said: 'card-was-old' };
      const view = await shiftPlan(deps, by, card.view, shift);
      return isRefused(view) ? view : { view, said: 'plan-shifted' };
    },
  ),
  'plan.confirm': verb(
    z.object({ suits: suitsText.optional() }),
    async (deps, { by, card }, { suits }) => {
      const { view } = card;
      if (view.kind === 'plan') {
        const done = await confirmPlan(deps, by, view);
        return 'plan' in done ? { said: done.booked ? 'planned' : 'plan-proposed' } : done;
      }
      // Without ticks it was another card that was pressed: nothing is declined by mistake.
      if (view.kind !== 'year' || suits === undefined) return { said: 'card-was-old' };
      const done = await answerPlan(deps, by, { ...view, suits });
      if (isRefused(done) || isRepeated(done)) return done;
      return { said: done.waited > 0 ? 'plan-answered' : 'card-was-old' };
    },
  ),
  'plan.undo': verb(z.object({}), async (deps, { by, card }) => {
    const { view } = card;
    if (view.kind !== 'year') return refuse('nothing-to-undo');
    return after(await undoPlan(deps, by, view), 'plan-undone');
  }),
} as const;
