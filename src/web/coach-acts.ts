import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { closePair } from '../usecases/close-pair.ts';
import { isId, sheetFor, type Visitor } from '../usecases/coach-access.ts';
import { type By, type Deps, isRepeated, type Repeated } from '../usecases/deps.ts';
import { handOver } from '../usecases/hand-over.ts';
import { handOverPair } from '../usecases/hand-over-pair.ts';
import { offerLastMeeting } from '../usecases/offer-last-meeting.ts';
import { readSheet } from '../usecases/read-sheet.ts';
import { resumePair } from '../usecases/resume-pair.ts';
import { seeAlert } from '../usecases/see-alert.ts';
import { setPause } from '../usecases/set-pause.ts';
import type { CoachAct, CoachActBody, CoachActed, CoachSaid } from './coach-contract.ts';

/** What was done, and the act that takes it back. */
type Done = Pick<CoachActed, 'said' | 'undo'>;

interface Press {
  by: By;
  pair: string;
}

type Named = CoachAct['act'];
type Run<Name extends Named> = (
  deps: Deps,
  press: Press,
  act: Extract<CoachAct, { act: Name }>,
) => Promise<Done | Refused | Repeated>;

/** The use cases behind the verbs of the referents' cards, from the sheet of one pair. */
const acts: { [Name in Named]: Run<Name> } = {
  see: async (deps, { by }, { alert }) => {
    const done = await seeAlert(deps, by, { alert });
    return 'seen' in done ? { said: 'alert-seen' } : done;
  },
  'hand-over-alert': async (deps, { by }, { alert, to }) => {
    const done = await handOver(deps, by, { alert, to });
    if (!('given' in done)) return done;
    if (!done.given) return {};
    if (to === by.person) return { said: 'alert-taken-back' };
    return { said: 'alert-given', undo: { act: 'hand-over-alert', alert, to: by.person } };
  },
  'hand-over-pair': async (deps, { by, pair }, { to }) => {
    const done = await handOverPair(deps, by, { pair, to });
    if (!('given' in done)) return done;
    if (!done.given) return {};
    if (to === by.person) return { said: 'pair-taken-back' };
    const { before } = done;
    const undo = before === null ? {} : { undo: { act: 'hand-over-pair', to: before } as const };
    return { said: 'pair-given', ...undo };
  },
  'set-pause': async (deps, { by, pair }, { until }) => {
    const done = await setPause(deps, by, { pair, until });
    if (!('pause' in done)) return done;
    return { said: 'pause-set', undo: { act: 'resume', pause: done.pause } };
  },
  resume: async (deps, { by, pair }, { pause }) => {
    const done = await resumePair(deps, by, { pair, pause });
    if (!('pause' in done)) return done;
    const ended = await deps.db.read.pauses.get(pause);
    const undo = ended ? { undo: { act: 'set-pause', until: ended.until } as const } : {};
    return { said: 'resumed', ...undo };
  },
  'offer-last': async (deps, { by }, { alert }) => {
    const done = await offerLastMeeting(deps, by, { alert });
    if (!('offered' in done)) return done;
    return done.offered ? { said: 'last-meeting-offered' } : {};
  },
  close: async (deps, { by }, { alert }) => {
    const done = await closePair(deps, by, { alert });
    if (!('closed' in done)) return done;
    return done.closed ? { said: 'pair-closed' } : {};
  },
};

/** What an act says when its answer was lost and it was sent once more. */
const saidAgain: Record<Named, CoachSaid> = {
  see: 'alert-seen',
  'hand-over-alert': 'alert-given',
  'hand-over-pair': 'pair-given',
  'set-pause': 'pause-set',
  resume: 'resumed',
  'offer-last': 'last-meeting-offered',
  close: 'pair-closed',
};

/**
 * Carries out an act once, however often it is sent, and reads the sheet as it is then. Whether the
 * person may do it is the use case's to say; here only whether the sheet is theirs to read.
 */
export async function actOnSheet(
  deps: Deps,
  who: Visitor,
  { pair, id, act }: CoachActBody,
): Promise<CoachActed | Refused> {
  const open = await sheetFor(deps.db.read, who, 'pair.read', pair, deps.now());
  if (isRefused(open)) return open;
  if (!(await isOfPair(deps, open.pair.id, act))) return refuse('not-found');
  const by: By = { person: who.person, turn: `page:${who.person}:${id}` };
  const run = acts[act.act] as Run<Named>;
  const done = await run(deps, { by, pair: open.pair.id }, act);
  const page = await readSheet(deps, who, open.pair.id);
  if (isRefused(page)) return page;
  if (isRepeated(done)) return { page, said: saidAgain[act.act] };
  return isRefused(done) ? { page, refused: done.refused } : { page, ...done };
}

/** Whether all that an act names is there, and the pair's own. */
async function isOfPair({ db }: Deps, pair: string, act: CoachAct): Promise<boolean> {
  if ('to' in act && !isId(act.to)) return false;
  if ('alert' in act) {
    return isId(act.alert) && (await db.read.alerts.get(act.alert))?.pair === pair;
  }
  if ('pause' in act) {
    return isId(act.pause) && (await db.read.pauses.get(act.pause))?.pair === pair;
  }
  return true;
}
