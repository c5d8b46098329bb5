import type { Reader } from '../domain/card-model.ts';
import type { RhythmModel } from '../domain/rhythm-model.ts';
import { dayText, shortDayText } from './dates.ts';
import { words } from './words.ts';

/** What is said of a pair, on a card, in a mail or on the page: the fact, then one question. */
export interface RhythmLines {
  /** At most two sentences. */
  said: string[];
  /** What the question rests on; none when nothing is asked. */
  note: string | null;
}

export function rhythmLines(
  { rhythm: facts, markDays }: Pick<RhythmModel, 'rhythm' | 'markDays'>,
  reader: Reader,
): RhythmLines {
  const { rhythm } = words(reader.locale);
  const { state, since, before, next, pausedUntil, askedUntil } = facts;
  const plain = (...said: string[]): RhythmLines => ({ said, note: null });
  const short = (day: string) => shortDayText(day, reader);
  if (state === 'over') return plain(rhythm.over);
  if (state === 'before') return plain(rhythm.begins(short(since.day)));
  if (pausedUntil !== null) return plain(rhythm.paused(short(pausedUntil)));
  if (next !== null) return plain(rhythm.next(dayText(next, reader)));
  const fact = rhythm.since(since.anchor, short(since.day));
  if (askedUntil !== null) return plain(fact, rhythm.asked);
  const until = before === null ? null : short(before);
  const late = state === 'late' ? rhythm.anyTime(since.anchor) : null;
  return {
    said: [fact, rhythm.ask(since.anchor, until)],
    note: until === null ? late : rhythm.forecast(until, markDays),
  };
}
