import type { Reader, Seen } from '../domain/card-model.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { ThemeKey } from '../domain/theme.ts';
import { type Locale, words } from '../words/words.ts';
import { type CardTag, type Notice, previewText, renderCard } from './cards/render-card.ts';
import { renderMail } from './mails/render-mail.ts';

export { previewText, renderMail as drawMail };

/** A card as its reader sees it now, with a line on top when there is something to say first. */
export const drawCard = (seen: Seen, tag: CardTag, notice?: Notice): object =>
  renderCard(seen.model, seen.reader, tag, notice ?? (seen.said && { said: seen.said }));

/** The same for whoever has pages at this address. */
export const drawCardOf =
  (site: string): typeof drawCard =>
  ({ model, ...seen }, tag, notice) =>
    drawCard({ ...seen, model: model.kind === 'help' ? { ...model, site } : model }, tag, notice);

const anywhere = (locale: Locale): Reader => ({ locale, zone: 'Europe/Paris', nameZone: false });

/** For somebody the programme does not know: whom to write to, and nothing else. */
export const drawStranger = (locale: Locale, replyTo: string): object =>
  renderCard({ kind: 'stranger', replyTo }, anywhere(locale), { card: 'stranger', rev: 0 });

export const refusalText = (locale: Locale, refusal: Refusal): string =>
  words(locale).refusals[refusal];

/** A theme as the committee's list spells it: its choices are French. */
export const themeLabel = (key: string): string => {
  const labels: Record<string, string> = words('fr').themes satisfies Record<ThemeKey, string>;
  const label = labels[key];
  if (label === undefined) throw new Error('a theme without a label');
  return label;
};
