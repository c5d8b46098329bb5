import type { Words } from '../../words/words.ts';
import type { LinkPage } from './ask.ts';
import { type Child, element } from './element.ts';

type Referent = NonNullable<LinkPage['referent']>;

/** A number in France is read by pairs of figures: no line ends within it. */
const phoneLink = (phone: string): HTMLAnchorElement =>
  element('a', { href: `tel:${phone.replace(/[^+\d]/g, '')}`, class: 'whole' }, phone);

export const mailLink = (mail: string): HTMLAnchorElement =>
  element('a', { href: `mailto:${mail}` }, mail);

/** « …, 01 00 00 00 12. » after words that end with the referent's name. */
export const phoneAfter = ({ phone }: Referent): Child[] =>
  phone === null || phone === '' ? ['.'] : [', ', phoneLink(phone), '.'];

/** To whom to write for what this page cannot do. */
export function writeTo(start: string, { referent }: LinkPage, { link }: Words): HTMLElement {
  if (!referent) return element('p', { class: 'aside' }, `${start}.`);
  const whom = `${start} ${link.orReferent(referent.name)}`;
  return element('p', { class: 'aside' }, whom, ...phoneAfter(referent));
}
