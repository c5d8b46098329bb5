import {
  between,
  type Cast,
  closing,
  type Day,
  launch,
  type Player,
  plus,
  worksOn,
} from './year-calendar.ts';

/** What a pair did, and the day it was written down: the product knows it from the next morning. */
export interface Facts {
  met: { day: Day; known: Day }[];
  asked: { until: Day; known: Day }[];
  pauses: { until: Day; known: Day }[];
  stopped: Day | null;
  closed: Day | null;
}

export const noFacts = (): Facts => ({
  met: [],
  asked: [],
  pauses: [],
  stopped: null,
  closed: null,
});

export interface Word {
  day: Day;
  to: string;
  rung: 'mentee' | 'both' | 'referent';
}

/** The settings of the sample, as its file states them. */
const marks = { mentee: 35, both: 45, referent: 56 } as const;
const nudgeEvery = 7;

/** What the settings say is to be said of a pair, morning after morning, up to a day. */
export function expectedWords(cast: Cast, facts: Facts, until: Day): Word[] {
  const words: Word[] = [];
  const heard = new Set<string>();
  const lastNudge = new Map<string, Day>();
  let alerted: Day | null = null;
  for (let day = launch; day <= until && day < closing; day = plus(day, 1)) {
    if (alerted !== null && hasActed(facts, alerted, day)) alerted = null;
    const silence = silenceOn(facts, day);
    if (silence === null) continue;
    const { rung, since } = silence;
    for (const player of listeners(cast, rung)) {
      if (!worksOn(day, player.departement)) continue;
      const last = lastNudge.get(player.mail);
      const key = `${rung} ${since} ${player.mail}`;
      if (rung === 'referent' ? alerted !== null : heard.has(key)) continue;
      if (rung !== 'referent' && last !== undefined && between(last, day) < nudgeEvery) continue;
      words.push({ day, to: player.mail, rung });
      heard.add(key);
      if (rung === 'referent') alerted = day;
      else lastNudge.set(player.mail, day);
    }
  }
  return words;
}

function listeners(cast: Cast, rung: Word['rung']): Player[] {
  if (rung === 'referent') return [cast.referent];
  return rung === 'mentee' ? [cast.mentee] : [cast.mentee, cast.mentor];
}

/** Between the alert and this morning the pair met, fixed a date, proposed times or paused. */
const hasActed = ({ met, asked, pauses }: Facts, alerted: Day, morning: Day): boolean =>
  [...met, ...asked, ...pauses].some(({ known }) => alerted <= known && known < morning);

/** The mark a pair has passed this morning with nothing ahead, and since when it is counted. */
function silenceOn(facts: Facts, morning: Day): { rung: Word['rung']; since: Day } | null {
  const isKnown = ({ known }: { known: Day }) => known < morning;
  const isOver = (day: Day | null) => day !== null && day < morning;
  if (isOver(facts.stopped) || isOver(facts.closed)) return null;
  const met = facts.met.filter(isKnown).map(({ day }) => day);
  const ahead = met.some((day) => day >= morning);
  const asked = facts.asked.filter(isKnown).some(({ until }) => until >= morning);
  const pauses = facts.pauses.filter(isKnown);
  const paused = pauses.some(({ until }) => until >= morning);
  if (ahead || asked || paused) return null;
  const since = met.reduce((latest, day) => (day > latest ? day : latest), launch);
  const counted = between(since, morning) - pausedAfter(since, pauses);
  if (counted >= marks.referent) return { rung: 'referent', since };
  if (counted >= marks.both) return { rung: 'both', since };
  return counted >= marks.mentee ? { rung: 'mentee', since } : null;
}

/** Days of agreed pauses since then; in these stories nobody meets during one. */
const pausedAfter = (since: Day, pauses: Facts['pauses']): number =>
  pauses
    .filter(({ known }) => known >= since)
    .reduce((sum, { known, until }) => sum + between(known, until) + 1, 0);
