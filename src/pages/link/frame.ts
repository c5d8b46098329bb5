import type { Words } from '../../words/words.ts';
import type { LinkPage } from './ask.ts';
import { mailLink, phoneAfter } from './contact.ts';
import { byId, element, paragraph } from './element.ts';

/** Around the page: whose it is, what it is, and whom to ask whether that is so. */
export function showFrame(page: LinkPage, words: Words): void {
  const { link } = words;
  byId('head').replaceChildren(
    element('p', { class: 'name' }, 'Télémaque', element('span', {}, page.bodyName)),
    paragraph(link.about, 'small'),
    doubt(page, words),
  );
  const team = element('p', { class: 'small' }, `${link.team} `, mailLink(page.replyTo));
  const data = element('a', { href: '/donnees' }, words.common.data);
  const about = element('p', { class: 'small' }, data);
  byId('foot').replaceChildren(...(page.referent ? [team] : []), about);
}

/** Before a link is known to be good, nothing is said of anybody. */
export function showBareFrame(): void {
  byId('head').replaceChildren(paragraph('Télémaque', 'name'));
  byId('foot').replaceChildren();
}

function doubt({ referent, replyTo }: LinkPage, { link }: Words): HTMLElement {
  if (!referent)
    return element('p', { class: 'small' }, `${link.doubt} ${link.doubtTeam} `, mailLink(replyTo));
  const check = `${link.doubt} ${link.doubtReferent(referent.name)}`;
  return element('p', { class: 'small' }, check, ...phoneAfter(referent));
}
