import type { Reader } from '../../domain/card-model.ts';
import type { AlertModel, DigestModel } from '../../domain/rhythm-model.ts';
import { alertLines } from '../../words/alert-lines.ts';
import { shortDayText } from '../../words/dates.ts';
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
  const open = model.outcome === null && model.holder === null;
  return {
    title: alert.title(model.cause),
    names: listText(model.names, reader.locale),
    pair: alert.pair(model.pairCode),
    ...alertLines(model, reader),
    contacts: open ? [alert.contacts, ...model.contacts.map(contactText)] : [],
  };
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
