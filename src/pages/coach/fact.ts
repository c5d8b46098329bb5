import type { CohortHead, PairLine, Standing } from '../../domain/coach-model.ts';
import { coachWords } from '../../words/coach.ts';
import { shortDayText } from '../../words/dates.ts';
import { listText } from '../../words/list.ts';

/** Those that wait for whoever answers for the pair. */
const waiting: readonly Standing[] = ['stop', 'call', 'unreachable', 'late'];

export const needsSomebody = ({ mine, standing }: PairLine): boolean =>
  mine && waiting.includes(standing);

export const waitingOf = (counts: Readonly<Record<Standing, number>>): number =>
  waiting.reduce((sum, standing) => sum + counts[standing], 0);

/** How a pair stands, as one sentence without its full stop. */
export function factOf(line: PairLine, { reader, launch }: CohortHead): string {
  const { fact } = coachWords(reader.locale);
  const short = (day: string | null) => shortDayText(day ?? launch, reader);
  const { standing, since, until, next } = line;
  const met = since !== null && since !== launch;
  const silence = () => (met ? fact.since(short(since)) : fact.none(short(launch)));
  switch (standing) {
    case 'stop':
    case 'call':
    case 'unreachable':
      return fact[standing](short(since));
    case 'due':
      if (until !== null) return fact.due(short(until));
      return silence();
    case 'late':
      return silence();
    case 'paused':
      return fact.paused(short(until));
    case 'closed':
      return fact.closed;
    case 'on-track':
      if (next !== null) return fact.next(short(next));
      return met ? fact.last(short(since)) : fact.started(short(launch));
  }
}

export const namesOf = (line: PairLine, { reader }: CohortHead): string =>
  listText(line.names, reader.locale);
