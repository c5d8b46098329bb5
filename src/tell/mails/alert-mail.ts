import type { Reader } from '../../domain/card-model.ts';
import type { AlertModel, DigestModel } from '../../domain/rhythm-model.ts';
import { alertText, digestText } from '../cards/alert-text.ts';
import { type Html, list, paragraph, strongParagraph } from './html.ts';

/** To whoever answers for a pair and has no bot: what the card says. They call, or write. */
export type AlertMail = { kind: 'alert'; told: AlertModel } | { kind: 'digest'; told: DigestModel };

type Letter<Kind extends AlertMail['kind']> = (
  model: Extract<AlertMail, { kind: Kind }>,
  reader: Reader,
) => Html[];

export const alertLetters: { [Kind in AlertMail['kind']]: Letter<Kind> } = {
  alert: ({ told }, reader) => {
    const { title, names, pair, facts, tried, contacts } = alertText(told, reader);
    return [
      paragraph(title),
      strongParagraph(`${names} · ${pair}`),
      ...facts.map(paragraph),
      ...group(tried),
      ...group(contacts),
    ];
  },
  digest: ({ told }, reader) => {
    const { title, rows, notes } = digestText(told, reader);
    return [
      paragraph(title),
      ...(rows.length > 0 ? [list(rows.map(({ who, about }) => `${who} · ${about}`))] : []),
      ...notes.map(paragraph),
    ];
  },
};

const group = ([label, ...lines]: string[]): Html[] =>
  label === undefined ? [] : [paragraph(label), list(lines)];
