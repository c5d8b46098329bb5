import type { Tables } from '../db/db.ts';
import type { LaidWave } from '../db/waves.ts';
import type { Cohort, Person } from '../domain/people.ts';
import { canInCohort } from '../domain/policy.ts';
import { cellOf, type Party, questionsAt, topics } from '../domain/survey.ts';
import type { SurveyModel, SynthesisModel } from '../domain/survey-model.ts';
import type { Synthesis } from '../domain/synthesis-model.ts';
import type { Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import { lastDayOf, whyNotAnswer } from '../domain/wave.ts';
import type { Drawn } from './drawn.ts';

export async function surveyDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'survey' | 'synthesis' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const wave = await t.waves.get(view.wave);
  const cohort = wave && (await t.pairs.cohort(wave.cohort));
  if (!wave || !cohort) return undefined;
  const model =
    view.kind === 'survey'
      ? await surveyModel(t, { wave, cohort }, person, now)
      : await synthesisModel(t, { wave, cohort }, person.id);
  return model && { model, pair: null };
}

/** Undefined for somebody who was not asked. */
export async function surveyModel(
  t: Tables,
  { wave, cohort }: { wave: LaidWave; cohort: Cohort },
  person: Person,
  now: Instant,
): Promise<SurveyModel | undefined> {
  const asked = await t.participation.asked(wave.id, person.id);
  if (!asked) return undefined;
  const why = whyNotAnswer(wave, asked, now);
  const state = stateOf(why, asked.signed && now < wave.closes && wave.state !== 'closing');
  const open = state === 'asked' || state === 'signed';
  return {
    kind: 'survey',
    wave: wave.id,
    moment: wave.moment,
    cohortName: cohort.name,
    party: asked.party,
    state,
    until: lastDayOf(wave, cohort.zone),
    topics: open ? topicsFor(wave, asked.party, person.locale) : [],
    anonymous: open ? await anonymousBy(t, wave, asked.party) : null,
    given: {},
    missing: [],
  };
}

function stateOf(why: ReturnType<typeof whyNotAnswer>, signed: boolean): SurveyModel['state'] {
  if (why === null) return 'asked';
  if (why !== 'survey-answered') return 'closed';
  return signed ? 'signed' : 'answered';
}

async function anonymousBy(
  t: Tables,
  wave: LaidWave,
  party: Party,
): Promise<SurveyModel['anonymous']> {
  const keys = await t.waves.keysOf(wave.id);
  const cell = cellOf(wave.partition, party);
  const signing = keys?.signing.find((each) => each.cell === cell)?.key;
  if (!keys || !signing) return null;
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const { edition } = wave.instrument;
  return { cell, sealing: text(keys.sealing), signing: text(signing), edition };
}

function topicsFor(wave: LaidWave, party: Party, locale: 'fr' | 'en'): SurveyModel['topics'] {
  const questions = questionsAt(wave.instrument, wave.moment);
  const all = topics.map((topic) => ({
    topic,
    questions: questions
      .filter((question) => question.topic === topic)
      .map(({ key, wording }) => ({ key, text: wording[party][locale] })),
  }));
  return all.filter((each) => each.questions.length > 0);
}

/**
 * What its reader may see: coaches from the moment it is made; those who were asked and the
 * committee from the instant it is released, all the same. Undefined for anybody else.
 */
export async function synthesisModel(
  t: Tables,
  { wave, cohort }: { wave: LaidWave; cohort: Cohort },
  person: string,
): Promise<SynthesisModel | undefined> {
  const actor = await t.people.actor(person);
  const on = { cohort: cohort.id };
  const previews = canInCohort(actor, 'synthesis.preview', on);
  const reads =
    canInCohort(actor, 'synthesis.read', on) || (await t.participation.isOf(cohort.id, person));
  if (!reads) return undefined;
  const kept = await t.syntheses.get(wave.id);
  const head = {
    kind: 'synthesis' as const,
    wave: wave.id,
    moment: wave.moment,
    cohortName: cohort.name,
  };
  if (!kept || !(previews || kept.state === 'released')) {
    const may = { release: false, hold: false };
    return { ...head, state: 'not-yet', version: 0, synthesis: null, may };
  }
  const presses = canInCohort(actor, 'synthesis.release', on) && kept.state !== 'released';
  return {
    ...head,
    state: kept.state,
    version: kept.version,
    // Written by `synthesisText`, and by nothing else.
    synthesis: JSON.parse(kept.body) as Synthesis,
    may: { release: presses, hold: presses && kept.state === 'ready' },
  };
}
