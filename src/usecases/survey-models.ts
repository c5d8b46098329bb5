import type { Tables } from '../db/db.ts';
import type { Survey } from '../db/participation.ts';
import type { KeptSynthesis } from '../db/syntheses.ts';
import type { LaidWave } from '../db/waves.ts';
import type { Actor, Person } from '../domain/people.ts';
import { canInCohort } from '../domain/policy.ts';
import { byTopic, cellOf, type Party, questionsAt } from '../domain/survey.ts';
import type { SurveyModel, SynthesisModel } from '../domain/survey-model.ts';
import type { Synthesis } from '../domain/synthesis-model.ts';
import type { Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import { lastDayOf, whyNotAnswer } from '../domain/wave.ts';
import type { Drawn } from './drawn.ts';

/** Undefined for somebody who was not asked, or may not read. */
export async function surveyDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'survey' | 'synthesis' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const survey = await t.participation.survey(view.wave, person.id);
  if (!survey) return undefined;
  const model =
    view.kind === 'survey'
      ? await surveyModel(t, survey, person, now)
      : await synthesisModel(t, survey, person.id);
  return model && { model, pair: null };
}

/** Undefined for somebody who was not asked. */
export async function surveyModel(
  t: Tables,
  { wave, cohort, asked }: Survey,
  person: Person,
  now: Instant,
): Promise<SurveyModel | undefined> {
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
  const promise = t.keptApart ? 'anonymous' : 'confidential';
  return { cell, sealing: text(keys.sealing), signing: text(signing), edition, promise };
}

const topicsFor = (wave: LaidWave, party: Party, locale: 'fr' | 'en'): SurveyModel['topics'] =>
  byTopic(questionsAt(wave.instrument, wave.moment)).map(({ topic, questions }) => ({
    topic,
    questions: questions.map(({ key, wording }) => ({ key, text: wording[party][locale] })),
  }));

/**
 * What its reader may see: coaches from the moment it is made; those who were asked and the
 * committee from the instant it is released, all the same. Undefined for anybody else.
 */
export async function synthesisModel(
  t: Tables,
  { wave, cohort }: Pick<Survey, 'wave' | 'cohort'>,
  person: string,
): Promise<SynthesisModel | undefined> {
  const actor = await t.people.actor(person);
  const reads =
    canInCohort(actor, 'synthesis.read', { cohort: cohort.id }) ||
    (await t.participation.pairIn(cohort.id, person)) !== undefined;
  if (!reads) return undefined;
  const kept = await t.syntheses.get(wave.id);
  const seen = kept ? seenBy(actor, cohort, kept) : null;
  const { id, moment } = wave;
  const head = { kind: 'synthesis' as const, wave: id, moment, cohortName: cohort.name };
  const may = { release: false, hold: false };
  return { ...head, ...(seen ?? { state: 'not-yet', version: 0, synthesis: null, may }) };
}

type Seen = Pick<SynthesisModel, 'version' | 'may'> & {
  state: KeptSynthesis['state'];
  synthesis: Synthesis;
};

/**
 * What of a synthesis somebody of its cohort may see and do: its coaches from the moment it is made,
 * everybody from the instant it is released. Null before it is theirs to read.
 */
export function seenBy(actor: Actor, { id }: { id: string }, kept: KeptSynthesis): Seen | null {
  const { state, version, body } = kept;
  const on = { cohort: id };
  if (state !== 'released' && !canInCohort(actor, 'synthesis.preview', on)) return null;
  const presses = state !== 'released' && canInCohort(actor, 'synthesis.release', on);
  return {
    ...{ state, version },
    // Written by `synthesisText`, and by nothing else.
    synthesis: JSON.parse(body) as Synthesis,
    may: { release: presses, hold: presses && state === 'ready' },
  };
}
