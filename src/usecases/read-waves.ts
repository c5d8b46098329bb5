import type { Tables } from '../db/db.ts';
import type { LaidWave } from '../db/waves.ts';
import { guideInstrument } from '../domain/guide-instrument.ts';
import type { Actor, Cohort } from '../domain/people.ts';
import { canInCohort } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import {
  byTopic,
  type Instrument,
  type Moment,
  moments,
  questionsAt,
  type Wave,
} from '../domain/survey.ts';
import type { Synthesis } from '../domain/synthesis-model.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { lastDayOf, partitionOf, waveTimes } from '../domain/wave.ts';
import type {
  SynthesisShown,
  WaveForCoaches,
  WaveShown,
  WavesPage,
} from '../domain/waves-model.ts';
import { cohortFor, cohortHead, isId, type OpenCohort, type Visitor } from './coach-access.ts';
import type { Deps } from './deps.ts';
import { seenBy } from './survey-models.ts';

type ReadDeps = Pick<Deps, 'db' | 'now'>;

/**
 * Both questionnaires of a cohort: for its coaches what is asked, how far each is, and what it came
 * to; for a pilot what was released, and nothing else. Changes nothing.
 */
export async function readWaves(
  { db: { read: t }, now }: ReadDeps,
  who: Visitor,
  wanted?: string,
): Promise<WavesPage | Refused> {
  const at = now();
  const open = await cohortFor(t, who, 'synthesis.read', wanted, at);
  if (isRefused(open)) return open;
  const { cohort, actor } = open;
  const laid = await t.waves.ofCohort(cohort.id);
  const waves: WaveShown[] = [];
  for (const moment of moments) {
    const wave = laid.find((one) => one.moment === moment);
    waves.push(wave ? await shown(t, open, wave, at) : await toCome(t, open, moment));
  }
  return { head: await cohortHead(t, { cohort, actor }, at), waves };
}

/** A wave that was laid down. */
async function shown(
  t: Tables,
  { cohort, actor }: OpenCohort,
  wave: LaidWave,
  now: Instant,
): Promise<WaveShown> {
  const on = { cohort: cohort.id };
  const { zone } = cohort;
  return {
    moment: wave.moment,
    days: daysOf(wave, zone),
    coach: canInCohort(actor, 'waves.read', on) ? await forCoaches(t, wave, now) : null,
    synthesis: await synthesisFor(t, actor, wave),
  };
}

const daysOf = (times: Pick<Wave, 'opens' | 'closes'>, zone: string): WaveShown['days'] => ({
  from: dayOf(times.opens, zone),
  until: lastDayOf(times, zone),
});

async function forCoaches(t: Tables, wave: LaidWave, now: Instant): Promise<WaveForCoaches> {
  const refused = wave.state === 'closing' ? await t.waves.refusedFor(wave.id) : null;
  return {
    state: stateOf(wave, refused !== null, now),
    refused,
    partition: wave.partition,
    topics: topicsOf(wave.instrument, wave.moment),
  };
}

/** By the calendar: whatever opens and closes it comes minutes later. */
function stateOf(wave: LaidWave, refused: boolean, now: Instant): WaveForCoaches['state'] {
  if (wave.state === 'closed') return 'closed';
  if (wave.state === 'closing') return refused ? 'refused' : 'closing';
  if (now >= wave.closes) return 'closing';
  return wave.state === 'open' ? 'open' : 'coming';
}

const topicsOf = (instrument: Instrument, moment: Moment): WaveForCoaches['topics'] =>
  byTopic(questionsAt(instrument, moment)).map(({ topic, questions }) => ({
    topic,
    questions: questions.map(({ key, wording }) => ({ key, wording })),
  }));

/** Before the launch day: as it would be laid down today. */
async function toCome(
  t: Tables,
  { cohort, actor }: OpenCohort,
  moment: Moment,
): Promise<WaveShown> {
  const days = daysOf(waveTimes(cohort, moment), cohort.zone);
  const isCoach = canInCohort(actor, 'waves.read', { cohort: cohort.id });
  return {
    ...{ moment, days },
    coach: isCoach ? await planned(t, cohort, moment) : null,
    synthesis: null,
  };
}

async function planned(t: Tables, cohort: Cohort, moment: Moment): Promise<WaveForCoaches> {
  const instrument = (await t.waves.instrumentOf(cohort.id)) ?? guideInstrument;
  const partition = partitionOf(cohort, await t.waves.pairsOf(cohort.id));
  return { state: 'coming', refused: null, partition, topics: topicsOf(instrument, moment) };
}

/** What the reader may see of what a wave came to; of one that is not released a pilot learns nothing. */
async function synthesisFor(
  t: Tables,
  actor: Actor,
  wave: LaidWave,
): Promise<SynthesisShown | null> {
  const kept = await t.syntheses.get(wave.id);
  const seen = kept ? seenBy(actor, { id: wave.cohort }, kept) : null;
  if (!seen) return null;
  const { state, version, synthesis, may } = seen;
  return {
    wave: wave.id,
    state,
    synthesis,
    press: may.release ? { version, hold: may.hold } : null,
  };
}

/** A wave whose cohort is open to the reader for this; any other one is as if it were not there. */
export async function waveFor(
  t: Tables,
  who: Visitor,
  action: 'synthesis.read' | 'synthesis.release',
  { wave: wanted, now }: { wave: string; now: Instant },
): Promise<{ open: OpenCohort; wave: LaidWave } | Refused> {
  const wave = isId(wanted) ? await t.waves.get(wanted) : undefined;
  if (!wave) return refuse('not-found');
  const open = await cohortFor(t, who, action, wave.cohort, now);
  return isRefused(open) ? open : { open, wave };
}

/** A released synthesis as a document: the same for whoever takes it, but for their language. */
export interface SynthesisTaken {
  head: WavesPage['head'];
  synthesis: Synthesis;
}

/** What may be taken away of a wave: what was released. That it was taken is written down first. */
export function takeSynthesis(
  { db, now }: ReadDeps,
  who: Visitor,
  wave: string,
): Promise<SynthesisTaken | Refused> {
  const at = now();
  return db.tx(async (t) => {
    const found = await waveFor(t, who, 'synthesis.read', { wave, now: at });
    if (isRefused(found)) return found;
    const { cohort } = found.open;
    const kept = await t.syntheses.get(found.wave.id);
    if (kept?.state !== 'released') return refuse('synthesis-not-yet');
    const head = await cohortHead(t, found.open, at);
    const entry = { at, actor: who.person, subject: cohort.id };
    await t.audit.append({ ...entry, action: 'report.export' });
    // Written by `synthesisText`, and by nothing else.
    return { head, synthesis: JSON.parse(kept.body) as Synthesis };
  });
}
