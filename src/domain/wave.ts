import type { Cohort } from './people.ts';
import type { Moment, Partition, Wave } from './survey.ts';
import { addDays, type Day, dayOf, type Instant, instantOf, nextWorkingMorning } from './time.ts';

/** After which collective day a questionnaire goes out: the guide has one at mid-term, one at the end. */
const after: Record<Moment, 'midterm' | 'closing'> = { midterm: 'midterm', end: 'closing' };

/** How often somebody who has not answered is reminded. */
export const mostReminders = 2;

/** Fewer pairs than this cannot be cut in two: seven of each side have to answer, and some will not. */
const fewestToCut = 14;

/** How many questions a questionnaire may have: five minutes at most. */
export const questionCount = { least: 8, most: 12 };

/**
 * When a wave can be answered: from the first working morning after its collective day, in the
 * cohort's zone, until midnight of the last of its days.
 */
export function waveTimes(
  cohort: Pick<Cohort, 'zone' | 'settings' | 'midterm' | 'closing'>,
  moment: Moment,
): Pick<Wave, 'opens' | 'closes'> {
  const { zone, settings } = cohort;
  const evening = instantOf(cohort[after[moment]], '12:00', zone);
  const hours = settings.workingHours;
  const opens = nextWorkingMorning(evening, { zone, departement: null, hours });
  const closes = instantOf(addDays(dayOf(opens, zone), settings.survey.openDays), '00:00', zone);
  return { opens, closes };
}

/** The last day on which a wave can be answered. */
export const lastDayOf = ({ closes }: Pick<Wave, 'closes'>, zone: string): Day =>
  dayOf(closes - 1, zone);

/** As the cohort decided, or as its size allows. */
export function partitionOf(cohort: Pick<Cohort, 'settings'>, pairs: number): Partition {
  const { partition } = cohort.settings.survey;
  if (partition !== 'by-size') return partition;
  return pairs >= fewestToCut ? 'by-party' : 'together';
}

/**
 * How far people are to have been told by now: 0 nothing, 1 asked, 2 and 3 reminded. The reminders
 * cut the wave in three; none is sent on its last days alone.
 */
export function roundOf({ opens, closes }: Pick<Wave, 'opens' | 'closes'>, now: Instant): number {
  if (now < opens) return 0;
  const third = (closes - opens) / (mostReminders + 1);
  return Math.min(mostReminders + 1, 1 + Math.floor((now - opens) / third));
}

/** When the next of these rounds begins, or the wave closes; null once it has closed. */
export function nextOf(wave: Pick<Wave, 'opens' | 'closes'>, now: Instant): Instant | null {
  if (now < wave.opens) return wave.opens;
  if (now >= wave.closes) return null;
  const third = (wave.closes - wave.opens) / (mostReminders + 1);
  // Rounded up, so that the round has begun by then.
  return Math.min(wave.closes, Math.ceil(wave.opens + roundOf(wave, now) * third));
}

/** While its date has not come: whoever stopped early answers before the others are asked. */
export const takesAnswers: readonly Wave['state'][] = ['planned', 'open'];

/** Why somebody who was asked cannot answer now; null when they can. */
export function whyNotAnswer(
  wave: Pick<Wave, 'state' | 'closes'>,
  asked: { answered: boolean } | undefined,
  now: Instant,
): 'not-found' | 'survey-not-open' | 'survey-closed' | 'survey-answered' | null {
  const over = !takesAnswers.includes(wave.state) || now >= wave.closes;
  // Of one that is open, whoever was not asked learns nothing.
  if (!asked) return wave.state === 'planned' ? 'survey-not-open' : 'not-found';
  if (asked.answered) return 'survey-answered';
  return over ? 'survey-closed' : null;
}
