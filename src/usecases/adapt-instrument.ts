import type { Tables } from '../db/db.ts';
import { contentDigest } from '../domain/content-digest.ts';
import { guideInstrument } from '../domain/guide-instrument.ts';
import {
  adapted,
  ownQuestions,
  type QuestionFault,
  type QuestionWish,
} from '../domain/own-questions.ts';
import { type Refused, refuse } from '../domain/refusal.ts';
import type { Instrument } from '../domain/survey.ts';
import { type Instant, instantOf } from '../domain/time.ts';
import type { QuestionsPage } from '../domain/waves-model.ts';
import type { Deps } from './deps.ts';
import type { OpenProgramme } from './open-programme.ts';
import { cohortOf } from './read-programme.ts';

type OwnDeps = Pick<Deps, 'db' | 'now'>;

export interface InstrumentWish {
  /** What was shown when it was changed. */
  version: string;
  /** All that are to be asked; those left out are taken out. */
  questions: readonly QuestionWish[];
}

/** The questions as they are now; what was wrong with the change, when it was not saved. */
export interface Adapted {
  page: QuestionsPage;
  saved: boolean;
  faults?: QuestionFault[];
  /** Another coach has saved since, or the programme has begun. */
  refused?: 'changed-since' | 'too-late';
}

/** A cohort's questions, and whether they may still change. */
export const readInstrument = ({ db, now }: OwnDeps, cohort: string): Promise<QuestionsPage> =>
  questionsPage(db.read, cohort, now());

/**
 * Saves what a cohort asks: before its launch day, and never after. What goes out is what stood when
 * its waves were laid down.
 */
export function adaptInstrument(
  { db, now }: OwnDeps,
  { cohort, person }: OpenProgramme,
  { version, questions }: InstrumentWish,
): Promise<Adapted | Refused> {
  const at = now();
  return db.tx(async (t): Promise<Adapted | Refused> => {
    await t.programme.lock();
    const before = await standing(t, cohort, at);
    const page = pageOf(before);
    if (before.begun) return { page, saved: false, refused: 'too-late' };
    if (page.version !== version) return { page, saved: false, refused: 'changed-since' };
    const next = adapted({ guide: guideInstrument, own: before.own }, questions);
    if ('unknown' in next) return refuse('wrong-values');
    if ('faults' in next) return { page, saved: false, faults: next.faults };
    if (!next.changed) return { page, saved: false };
    await t.waves.keepInstrument(cohort, next.instrument);
    await t.audit.append({ at, actor: person, action: 'cohort.change', subject: cohort });
    return { page: await questionsPage(t, cohort, at), saved: true };
  });
}

interface Standing {
  own: Instrument;
  launch: QuestionsPage['launch'];
  begun: boolean;
}

async function standing(t: Tables, id: string, now: Instant): Promise<Standing> {
  const cohort = await cohortOf(t, id);
  // What was laid down is what is asked, whatever was kept beside it.
  const laid = (await t.waves.ofCohort(id))[0]?.instrument;
  const own = laid ?? (await t.waves.instrumentOf(id)) ?? guideInstrument;
  const { launch, zone } = cohort;
  return { own, launch, begun: laid !== undefined || now >= instantOf(launch, '00:00', zone) };
}

const pageOf = ({ own, launch, begun }: Standing): QuestionsPage => ({
  version: contentDigest(own),
  ...{ launch, begun },
  questions: ownQuestions(guideInstrument, own),
});

const questionsPage = async (t: Tables, cohort: string, now: Instant): Promise<QuestionsPage> =>
  pageOf(await standing(t, cohort, now));
