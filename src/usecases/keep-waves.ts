import type { Tables } from '../db/db.ts';
import type { LaidWave } from '../db/waves.ts';
import { guideInstrument } from '../domain/guide-instrument.ts';
import type { Notice } from '../domain/notice.ts';
import { type Cohort, workOf } from '../domain/people.ts';
import { cellsOf, moments } from '../domain/survey.ts';
import {
  addDays,
  day,
  dayOf,
  hour,
  type Instant,
  instantOf,
  minute,
  nextWorkingMoment,
} from '../domain/time.ts';
import { nextOf, partitionOf, roundOf, waveTimes } from '../domain/wave.ts';
import type { Telling } from '../tell/tell.ts';
import { closeWave } from './close-wave.ts';
import type { Deps } from './deps.ts';
import { redraw } from './redraw.ts';

export const keepWavesJob = 'keep-waves';

/** People told in one transaction. */
const atOnce = 50;
const afterTrouble = 15 * minute;
/** Whoever changes a cohort has it looked at sooner. */
const seldom = 7 * day;

/**
 * Lays the waves of a cohort down on its launch day, opens, chases and closes each by its calendar.
 * Says when to look again. Run twice, or by two at once, it asks and counts nobody twice.
 */
export async function keepWaves(deps: Deps): Promise<Instant> {
  const now = deps.now();
  const nexts: (Instant | null)[] = [await layWaves(deps, now)];
  for (const wave of await deps.db.read.waves.unfinished()) {
    try {
      nexts.push(await keepOne(deps, wave, now));
    } catch (error) {
      deps.log.error({ event: 'wave.failed', wave: wave.id, error });
      nexts.push(now + afterTrouble);
    }
  }
  deps.wake();
  return Math.min(now + seldom, ...nexts.filter((next) => next !== null));
}

/** Both waves of each cohort that has begun; when the next one begins. */
async function layWaves(deps: Deps, now: Instant): Promise<Instant | null> {
  // Somewhere east of UTC it is tomorrow already.
  const tomorrow = addDays(dayOf(now, 'UTC'), 1);
  let soonest: Instant | null = null;
  for (const id of await deps.db.read.waves.unlaid(tomorrow)) {
    const cohort = await deps.db.read.pairs.cohort(id);
    if (!cohort) continue;
    const begins = instantOf(cohort.launch, '00:00', cohort.zone);
    if (begins <= now) await lay(deps, cohort);
    else soonest = Math.min(soonest ?? begins, begins);
  }
  const later = await deps.db.read.waves.nextLaunch(tomorrow);
  const laterBegins = later === null ? null : instantOf(addDays(later, -1), '00:00', 'UTC');
  return soonest ?? laterBegins;
}

/** From now on nobody may change what is asked, nor who is told of together. */
async function lay({ db, newId }: Deps, cohort: Cohort): Promise<void> {
  const t = db.read;
  const instrument = (await t.waves.instrumentOf(cohort.id)) ?? guideInstrument;
  const partition = partitionOf(cohort, await t.waves.pairsOf(cohort.id));
  for (const moment of moments) {
    await t.waves.lay({
      ...{ id: newId(), cohort: cohort.id, moment, state: 'planned', partition, instrument },
      ...waveTimes(cohort, moment),
    });
  }
}

/** Before the first person is asked. Of two made at once, one is kept; by the other none is sealed. */
async function giveKeys(deps: Deps, wave: LaidWave): Promise<void> {
  if (wave.sealing) return;
  const keys = await deps.keys.make(wave.id, cellsOf(wave.partition));
  await deps.db.tx((t) => t.waves.keepKeys(keys));
}

type Kept = LaidWave & { keyDestroyed: boolean };

async function keepOne(deps: Deps, wave: Kept, now: Instant): Promise<Instant | null> {
  if (wave.state === 'closed') {
    await deps.keys.destroy(wave.id);
    await deps.db.read.waves.keyDestroyed(wave.id);
    return null;
  }
  if (wave.state === 'closing') return closeWave(deps, wave);
  const cohort = await deps.db.read.pairs.cohort(wave.cohort);
  if (!cohort) return null;
  const times = wave.state === 'planned' ? await replanned(deps, cohort, wave) : wave;
  // Whoever stops early is asked before the others.
  const round = Math.max(1, roundOf(times, now));
  if (now >= times.opens || (await deps.db.read.participation.anyToTell(wave.id))) {
    await giveKeys(deps, wave);
    if (now >= times.opens && wave.state === 'planned') await deps.db.tx((t) => t.waves.open(wave));
    if (now >= times.closes) return closeNow(deps, wave);
    await tellAll(deps, cohort, { ...wave, ...times }, round);
  }
  const answered = await showAnswered(deps, wave.id);
  const next = nextOf(times, now);
  // Cards of those who answer meanwhile wait for the others of their hour.
  return answered ? Math.min(next ?? now + hour, now + hour) : next;
}

/** Its collective day may have been moved since. */
async function replanned(deps: Deps, cohort: Cohort, wave: LaidWave) {
  const times = waveTimes(cohort, wave.moment);
  if (times.opens !== wave.opens || times.closes !== wave.closes) {
    await deps.db.read.waves.replan(wave.id, times);
  }
  return times;
}

async function closeNow(deps: Deps, wave: LaidWave): Promise<Instant | null> {
  await deps.db.tx((t) => t.waves.become(wave.id, 'open', 'closing'));
  await deps.db.tx((t) => redrawSurveys(deps, t, wave.id, 'all'));
  return closeWave(deps, { ...wave, state: 'closing' });
}

async function tellAll(deps: Deps, cohort: Cohort, wave: LaidWave, round: number): Promise<void> {
  for (;;) {
    const told = await deps.db.tx(async (t) => {
      const people = await t.participation.nextToTell(wave.id, round, atOnce);
      const tellings: Telling[] = [];
      for (const { person: id, before } of people) {
        const person = await t.people.get(id);
        if (!person) continue;
        const notice = noticeFor(wave.id, before, round);
        const due = nextWorkingMoment(deps.now(), workOf(person, cohort));
        tellings.push({ person: id, notice, occurrence: wave.moment, due });
      }
      await deps.tell(t, ...tellings);
      return people.length;
    });
    if (told < atOnce) return;
  }
}

/** Whoever was never asked is asked, however late; only then is anybody reminded. */
const noticeFor = (wave: string, before: number, round: number): Notice =>
  before === 0 ? { kind: 'survey', wave } : { kind: 'survey-chase', wave, nth: String(round - 1) };

/** True when there were any: they come in the order of their ids, of which chance made each. */
async function showAnswered(deps: Deps, wave: string): Promise<boolean> {
  return deps.db.tx(async (t) => (await redrawSurveys(deps, t, wave, 'answered')) > 0);
}

async function redrawSurveys(
  deps: Deps,
  t: Tables,
  wave: string,
  which: 'answered' | 'all',
): Promise<number> {
  const cards = await t.participation.touchCards(wave, which);
  for (const card of cards) await redraw(deps, t, card);
  return cards.length;
}
