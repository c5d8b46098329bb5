import type { Tables } from '../db/db.ts';
import type { LaidWave } from '../db/waves.ts';
import { fewestAnswers } from '../domain/output-rule.ts';
import { type Cohort, workOf } from '../domain/people.ts';
import { type Cell, cellOf, cellsOf, parties, questionsAt } from '../domain/survey.ts';
import {
  type CellTally,
  synthesise,
  synthesisText,
  type WaveTallies,
} from '../domain/synthesis.ts';
import type { AuditTask, Verdict } from '../domain/synthesis-audit.ts';
import type { Synthesis } from '../domain/synthesis-model.ts';
import { openTally, readBallot, type Tally } from '../domain/tally.ts';
import { dayOf, type Instant, minute, nextWorkingMoment } from '../domain/time.ts';
import { lastDayOf } from '../domain/wave.ts';
import type { Telling } from '../tell/tell.ts';
import type { Deps } from './deps.ts';

/** Ballots held in memory at a time, however many there are. */
const pageSize = 500;
/** Whatever stands in the way, nothing is lost by waiting. */
const afterTrouble = 15 * minute;

/**
 * Counts the ballots of a wave that takes no more, makes its synthesis, has it attacked, and keeps
 * it in the transaction that burns the ballots; then destroys the key. Killed anywhere, it is done
 * again from the ballots, to the same bytes. Throws where the key is missing or wrong: nothing is
 * destroyed then. Says when to try again; null once it is done.
 */
export async function closeWave(deps: Deps, wave: LaidWave): Promise<Instant | null> {
  const cohort = await deps.db.read.pairs.cohort(wave.cohort);
  if (!cohort) return null;
  const tallies = await tallied(deps, cohort, wave);
  const earlier = await earlierOf(deps.db.read, wave);
  const synthesis = synthesise({ ...tallies, previous: earlier.at(-1) ?? null });
  const text = synthesisText(synthesis);
  const verdict = await deps.audit({ tallies, text, earlier });
  if (!verdict.safe) {
    deps.log.error({ event: 'synthesis.refused', wave: wave.id, reason: verdict.why });
    await deps.db.read.waves.refuse(wave.id, verdict.why);
    return deps.now() + afterTrouble;
  }
  await deps.db.tx(async (t) => {
    if (!(await t.waves.become(wave.id, 'closing', 'closed'))) return;
    await t.waves.refuse(wave.id, null);
    await t.syntheses.keep(wave.id, text);
    await t.ballots.burn(wave.id);
    await tellCoaches(deps, t, cohort, wave);
  });
  await deps.keys.destroy(wave.id);
  await deps.db.read.waves.keyDestroyed(wave.id);
  return null;
}

const earlierOf = async (t: Tables, wave: LaidWave): Promise<Synthesis[]> =>
  // Written by `synthesisText`, and by nothing else.
  (await t.syntheses.earlier(wave.cohort, wave.moment)).map((body) => JSON.parse(body));

/** A wave closes at midnight; its coaches hear of it as they come to work. */
async function tellCoaches(deps: Deps, t: Tables, cohort: Cohort, wave: LaidWave): Promise<void> {
  const notice = { kind: 'synthesis-ready', wave: wave.id } as const;
  const tellings: Telling[] = [];
  for (const id of await t.people.committeeOf(wave.cohort, 'coach')) {
    const person = await t.people.get(id);
    if (!person) continue;
    const due = nextWorkingMoment(deps.now(), workOf(person, cohort));
    tellings.push({ person: id, notice, occurrence: wave.moment, due });
  }
  await deps.tell(t, ...tellings);
}

async function tallied(deps: Deps, cohort: Cohort, wave: LaidWave): Promise<WaveTallies> {
  const asked = await deps.db.read.participation.askedCount(wave.id);
  const counted = await counts(deps, wave);
  const questions = questionsAt(wave.instrument, wave.moment);
  const cells = cellsOf(wave.partition).map((cell): CellTally => {
    const all = (counted.get(cell) ?? openTally(questions.length)).counts();
    const byKey = questions.flatMap(({ key }, at) => {
      const levels = all[at];
      return levels ? [[key, levels] as const] : [];
    });
    const people = parties
      .filter((party) => cellOf(wave.partition, party) === cell)
      .map((party) => asked[party]);
    return {
      cell,
      asked: people.reduce((sum, one) => sum + one, 0),
      counts: Object.fromEntries(byKey),
    };
  });
  const days = { from: dayOf(wave.opens, cohort.zone), until: lastDayOf(wave, cohort.zone) };
  return { wave, cohortName: cohort.name, days, instrument: wave.instrument, cells };
}

/** Of a cell with fewer than seven no ballot is ever opened. */
async function counts(deps: Deps, wave: LaidWave): Promise<Map<Cell, Tally>> {
  const t = deps.db.read;
  const enough = [...(await t.ballots.countByCell(wave.id))]
    .filter(([, ballots]) => ballots >= fewestAnswers)
    .map(([cell]) => cell);
  const tallies = new Map<Cell, Tally>();
  if (enough.length === 0) return tallies;
  const keys = await t.waves.keysOf(wave.id);
  if (!keys) throw new Error('ballots without a key');
  const open = await deps.keys.opener(keys);
  const questions = questionsAt(wave.instrument, wave.moment).length;
  for (const cell of enough) tallies.set(cell, openTally(questions));
  let spoilt = 0;
  for (let after: Uint8Array | null = null; ; ) {
    const page = await t.ballots.page(wave.id, after, pageSize);
    for (const { cell, sealed } of page) {
      const tally = tallies.get(cell);
      const plain = tally ? open(sealed) : null;
      const answers = plain && readBallot(plain, questions, wave.instrument.edition);
      if (tally && answers) tally.add(answers);
      else if (tally) spoilt += 1;
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) break;
  }
  if (spoilt > 0) deps.log.warn({ event: 'ballots.spoilt', wave: wave.id, count: spoilt });
  return tallies;
}

/** The attack of `domain/synthesis-audit.ts`, wherever it runs. */
export type AuditSynthesis = (task: AuditTask) => Promise<Verdict>;
