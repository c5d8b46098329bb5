import type { Reader } from '../../domain/card-model.ts';
import { words } from '../../words/words.ts';
import { type Html, paragraph } from './html.ts';
import type { PersonalLink } from './mail-model.ts';

/** A new link, asked for from one whose time was over. */
export interface PageMail {
  kind: 'page';
  partner: string;
  link: PersonalLink;
}

type LinkParts = (purpose: string, link: PersonalLink, reader: Reader) => Html[];

export function pageParts({ partner, link }: PageMail, reader: Reader, parts: LinkParts): Html[] {
  const { link: told } = words(reader.locale);
  return [
    paragraph(told.mailRenewed),
    ...parts(told.mailLink(partner), link, reader),
    paragraph(told.mailNotYou),
  ];
}
