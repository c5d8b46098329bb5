import type { Reader } from '../../domain/card-model.ts';
import type { AlertModel, DigestModel } from '../../domain/rhythm-model.ts';
import { dayText, shortDayText } from '../../words/dates.ts';
import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import { contactText } from './contact-text.ts';

/** An alert in words, the same on a card and in a mail. */
export interface AlertText {
  title: string;
  names: string;
  pair: string;
  /** What is so now. */
  facts: string[];
  /** Label and lines, or nothing at all. */
  tried: string[];
  contacts: string[];
}

export function alertText(model: AlertModel, reader: Reader): AlertText {
  const { alert } = words(reader.locale);
  const { cause, outcome, holder } = model;
  const head = {
    title: alert.title(cause),
    names: listText(model.names, reader.locale),
    pair: alert.pair(model.pairCode),
  };
  if (outcome !== null) {
    return { ...head, facts: [alert.outcome(outcome), ...seen(model, reader)], ...silent };
  }
  if (holder !== null) return { ...head, facts: [alert.given(holder)], ...silent };
  return {
    ...head,
    facts: [...factsOf(model, reader), ...seen(model, reader)],
    tried: triedOf(model, reader),
    contacts: [alert.contacts, ...model.contacts.map(contactText)],
  };
}

const silent = { tried: [], contacts: [] };

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

/** More would make a mail, or a card, that nobody reads. */
export const mostInDigest = 12;

/** Alerts of a digest, the worst first: of whom, then what. */
export function digestText(model: DigestModel, reader: Reader) {
  const { alert } = words(reader.locale);
  const shown = model.rows.slice(0, mostInDigest);
  const older = model.rows.length - shown.length;
  return {
    title: alert.digestTitle(model.cohortName),
    rows: shown.map(({ names, pairCode, cause, since, isNew }) => {
      const fact = alert.inShort(cause, shortDayText(since, reader));
      return {
        who: alert.digestRow(listText(names, reader.locale), pairCode),
        about: isNew ? `${fact} · ${alert.isNew}` : fact,
      };
    }),
    notes: [
      ...(older > 0 ? [alert.digestMore(older)] : []),
      ...(shown.length === 0 ? [alert.digestNone] : []),
      ...(model.closed > 0 ? [alert.digestClosed(model.closed)] : []),
    ],
  };
}
