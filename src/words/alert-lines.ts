import type { Reader } from '../domain/card-model.ts';
import type { AlertModel } from '../domain/rhythm-model.ts';
import { dayText } from './dates.ts';
import { listText } from './list.ts';
import { words } from './words.ts';

/** What is so of an alert now, and what was tried: a label and lines, or nothing at all. */
export interface AlertLines {
  facts: string[];
  tried: string[];
}

/** The same sentences on a card, in a mail and on a page. */
export function alertLines(model: AlertModel, reader: Reader): AlertLines {
  const { alert } = words(reader.locale);
  const { outcome, holder } = model;
  if (outcome !== null)
    return { facts: [alert.outcome(outcome), ...seen(model, reader)], tried: [] };
  if (holder !== null) return { facts: [alert.given(holder)], tried: [] };
  return {
    facts: [...factsOf(model, reader), ...seen(model, reader)],
    tried: triedOf(model, reader),
  };
}

const seen = ({ seenBy }: AlertModel, { locale }: Reader): string[] =>
  seenBy === null ? [] : [words(locale).alert.seenBy(seenBy)];

function factsOf(model: AlertModel, reader: Reader): string[] {
  const { alert } = words(reader.locale);
  const { cause, since, about, names } = model;
  const day = dayText(since.day, reader);
  // Deleted meanwhile: the facts are told of the two.
  const who = about?.name ?? listText(names, reader.locale);
  switch (cause) {
    case 'inactive':
      return [
        since.anchor === 'launch' ? alert.sinceLaunch(day) : alert.sinceMeeting(day),
        alert.passed(model.markDays),
      ];
    case 'unreachable':
      return [alert.unreachable(who, day)];
    case 'stop':
      return [alert.stop(who, day), alert.stopThen, ...(model.offered ? [alert.offered] : [])];
    case 'call':
      return [alert.call(who, day)];
  }
}

function triedOf({ cause, tried, names }: AlertModel, reader: Reader): string[] {
  const { alert } = words(reader.locale);
  if (cause !== 'inactive') return [];
  if (tried.length === 0) return [alert.tried, alert.nothingTried];
  return [
    alert.tried,
    ...tried.map(({ rung, day }) => {
      const on = dayText(day, reader);
      return rung === 'mentee' ? alert.triedMentee(names[0], on) : alert.triedBoth(on);
    }),
  ];
}
