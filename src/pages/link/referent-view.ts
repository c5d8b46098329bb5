import { words } from '../../words/words.ts';
import { actRow, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { mailLink, phoneLink } from './contact.ts';
import { element, heading, paragraph } from './element.ts';

type ReferentModel = Extract<LinkPage['model'], { kind: 'referent' }>;

/** Whoever answers for the pair, and a call asked for in one press. */
export function referentView({ reader }: LinkPage, model: ReferentModel, send: Send): Node[] {
  const { referent: told } = words(reader.locale);
  const { referent: who, asked, replyTo } = model;
  if (!who)
    return [
      heading(told.title),
      paragraph(told.none(replyTo)),
      element('p', {}, mailLink(replyTo)),
    ];
  return [
    heading(told.title),
    paragraph(who.name, 'moment'),
    element('p', {}, mailLink(who.mail)),
    ...(who.phone ? [element('p', {}, phoneLink(who.phone))] : []),
    paragraph(asked ? told.asked(who.name) : told.intro),
    ...(asked ? [] : [actRow([{ title: told.ask, primary: true, act: call }], send)]),
  ];
}

const call = () => ({ act: 'call' as const });
