import { z } from 'zod';
import { isRefused, type Refused } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import { alertFor } from '../usecases/alerts.ts';
import { closePair } from '../usecases/close-pair.ts';
import { type Deps, isRepeated } from '../usecases/deps.ts';
import { handOver } from '../usecases/hand-over.ts';
import { offerLastMeeting } from '../usecases/offer-last-meeting.ts';
import { seeAlert } from '../usecases/see-alert.ts';
import { setPause } from '../usecases/set-pause.ts';
import type { SaidKey } from '../words/fr/said.ts';
import { asView, id, type Press, type Pressed, verb } from './verb.ts';

const anAlert = z.object({ alert: id });

/** Done now, or too late for it: the card tells what is so. */
function told(result: object, done: (result: object) => boolean, said: SaidKey): Pressed {
  if (isRefused(result) || isRepeated(result)) return result;
  return { said: done(result) ? said : 'card-was-old' };
}

const was = (name: string) => (result: object) =>
  Object.entries(result).some(([key, value]) => key === name && value === true);

/** A choice of the form gives way to the alert itself; pressed twice, it is the form no more. */
async function fromForm(
  { card }: Press,
  alert: string,
  pressed: () => Promise<Pressed>,
): Promise<Pressed> {
  const { view } = card;
  if (view.kind !== 'alert-more') return { said: 'card-was-old' };
  const result = await pressed();
  if (!('said' in result) || result.said === undefined) return result;
  return { view: { kind: 'alert', pair: view.pair, alert }, said: result.said };
}

/** The alert in one of its two shapes, for whoever may act on it. */
async function shownAs(
  deps: Deps,
  { by }: Press,
  alert: string,
  kind: 'alert' | 'alert-more',
): Promise<View | Refused> {
  const found = await alertFor(deps.db.read, by.person, 'alert.act', alert, deps.now());
  return isRefused(found) ? found : { kind, pair: found.pair.id, alert };
}

/** What a referent presses on an alert, and what else they choose to do about it. */
export const alertVerbs = {
  'alert.seen': verb(anAlert, async (deps, { by }, wish) =>
    told(await seeAlert(deps, by, wish), was('seen'), 'alert-seen'),
  ),
  'alert.more': verb(anAlert, async (deps, at, { alert }) =>
    asView(await shownAs(deps, at, alert, 'alert-more')),
  ),
  'alert.show': verb(anAlert, async (deps, at, { alert }) =>
    asView(await shownAs(deps, at, alert, 'alert')),
  ),
  'alert.open': verb(anAlert, async (deps, at, { alert }) => {
    const view = await shownAs(deps, at, alert, 'alert');
    return isRefused(view) ? view : { new: view };
  }),
  'alert.pause': verb(anAlert.extend({ until: z.string().max(40) }), (deps, at, wish) =>
    fromForm(at, wish.alert, async () =>
      told(await setPause(deps, at.by, wish), () => true, 'pause-set'),
    ),
  ),
  'alert.hand-over': verb(anAlert.extend({ to: id }), (deps, at, wish) =>
    fromForm(at, wish.alert, async () =>
      told(await handOver(deps, at.by, wish), was('given'), 'alert-given'),
    ),
  ),
  'alert.last-meeting': verb(anAlert, async (deps, { by }, wish) =>
    told(await offerLastMeeting(deps, by, wish), was('offered'), 'last-meeting-offered'),
  ),
  'alert.close': verb(anAlert, async (deps, { by }, wish) =>
    told(await closePair(deps, by, wish), was('closed'), 'pair-closed'),
  ),
} as const;
