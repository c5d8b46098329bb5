import { isRefused, type Refused } from '../domain/refusal.ts';
import { adaptInstrument, readInstrument } from '../usecases/adapt-instrument.ts';
import type { Visitor } from '../usecases/coach-access.ts';
import { openProgramme } from '../usecases/open-programme.ts';
import { readWaves, takeSynthesis, waveFor } from '../usecases/read-waves.ts';
import { holdSynthesis, releaseSynthesis } from '../usecases/release-synthesis.ts';
import { type Route, refused, signedInRoute } from './routes.ts';
import {
  type QuestionsRead,
  type QuestionsSaved,
  questionsRead,
  questionsSave,
  type WavePressBody,
  type WavePressed,
  type WavesReply,
  waveDocument,
  wavePress,
  wavesRead,
} from './wave-contract.ts';
import type { WebDeps } from './web.ts';

/** Sixteen questions at most, each in four wordings. */
const mostBody = '128kb';

/** The questionnaires of a cohort: their state, what they came to, and what they ask. */
export const waveRoutes: Route[] = [
  signedInRoute('/api/waves/read', wavesRead, async (deps, { cohort }, who) => {
    const page = await readWaves(deps, who, cohort);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies WavesReply };
  }),
  signedInRoute('/api/waves/press', wavePress, async (deps, sent, who) => {
    const done = await pressed(deps, who, sent);
    if (!('page' in done)) return refused(done.refused);
    return { status: 200, body: done };
  }),
  signedInRoute('/api/waves/document', waveDocument, async (deps, { wave }, who) => {
    const taken = await takeSynthesis(deps, who, wave);
    if (isRefused(taken)) return refused(taken.refused);
    // The library is read with the first document, and not before.
    const { documentOf } = await import('./wave-document.ts');
    return { status: 200, body: await documentOf(taken) };
  }),
  signedInRoute('/api/waves/questions', questionsRead, async (deps, { cohort }, who) => {
    const open = await openProgramme(deps, who, 'programme.read', cohort);
    if (isRefused(open)) return refused(open.refused);
    const page = await readInstrument(deps, open.cohort);
    return { status: 200, body: { page } satisfies QuestionsRead };
  }),
  {
    ...signedInRoute('/api/waves/save', questionsSave, async (deps, { cohort, ...wish }, who) => {
      const open = await openProgramme(deps, who, 'programme.save', cohort);
      if (isRefused(open)) return refused(open.refused);
      const done = await adaptInstrument(deps, open, wish);
      if (!('page' in done)) return refused(done.refused);
      return { status: 200, body: done satisfies QuestionsSaved };
    }),
    mostBody,
  },
];

/** Carries a press out once, however often it is sent, and reads what is true then. */
async function pressed(
  deps: WebDeps,
  who: Visitor,
  { wave, version, id, act }: WavePressBody,
): Promise<WavePressed | Refused> {
  const found = await waveFor(deps.db.read, who, 'synthesis.release', { wave, now: deps.now() });
  if (isRefused(found)) return found;
  const by = { person: who.person, turn: `page:${who.person}:${id}` };
  const work = act === 'release' ? releaseSynthesis : holdSynthesis;
  const done = await work(deps, by, { wave: found.wave.id, version });
  const page = await readWaves(deps, who, found.wave.cohort);
  if (isRefused(page)) return page;
  if (isRefused(done)) return { page, refused: done.refused };
  return { page, done: act === 'release' ? 'released' : 'held' };
}
