import type { LinkPage } from './ask.ts';
import { type Child, element } from './element.ts';

type Referent = NonNullable<LinkPage['referent']>;

/** A number in France is read by pairs of figures: no line ends within it. */
export const phoneLink = (phone: string): HTMLAnchorElement =>
  element('a', { href: `tel:${phone.replace(/[^+\d]/g, '')}`, class: 'whole' }, phone);

export const mailLink = (mail: string): HTMLAnchorElement =>
  element('a', { href: `mailto:${mail}` }, mail);

/** « …, 01 00 00 00 12. » after words that end with the referent's name. */
export const phoneAfter = ({ phone }: Referent): Child[] =>
  phone === null || phone === '' ? ['.'] : [', ', phoneLink(phone), '.'];
