import type { Reader } from '../../domain/card-model.ts';
import { capital, instantText, momentText, startDayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { contactText } from '../cards/contact-text.ts';
import { alertLetters } from './alert-mail.ts';
import { address, type Html, list, pageOf, paragraph, strongParagraph } from './html.ts';
import type { MailFrame, MailKind, MailManner, MailModel, PersonalLink } from './mail-model.ts';
import { pageParts } from './page-mail.ts';
import { pauseLetters } from './pause-mail.ts';
import { reachLetters } from './reach-mail.ts';
import { rhythmParts } from './rhythm-mail.ts';
import { surveyParts, synthesisParts } from './survey-mail.ts';

export interface Mail {
  subject: string;
  html: string;
}

type ModelOf = { [Kind in MailKind]: Extract<MailModel, { kind: Kind }> };
type Write<Kind extends MailKind> = (model: ModelOf[Kind], reader: Reader) => Html[];

const letters: { [Kind in MailKind]: Write<Kind> } = {
  proposal: (model, reader) => {
    const { mails } = words(reader.locale);
    const one = model.times.length === 1;
    return [
      paragraph(one ? mails.confirm(model.partner) : mails.proposal(model.partner)),
      list(model.times.map((time) => capital(momentText(time, reader)))),
      paragraph(mannerText(model, reader)),
      paragraph(mails.proposalThen),
      ...linkParts(one ? mails.confirmLink : mails.proposalLink, model.link, reader),
    ];
  },
  confirm: (model, reader) => {
    const { mails } = words(reader.locale);
    const moved = model.fromOutlook ? mails.confirmOutlook : mails.confirm;
    const asked = model.doubted ? mails.doubtedOutlook : moved;
    return [
      paragraph(asked(model.partner)),
      strongParagraph(capital(momentText(model.time, reader))),
      paragraph(mannerText(model, reader)),
      ...linkParts(mails.confirmLink, model.link, reader),
    ];
  },
  plan: (model, reader) => {
    const { mails } = words(reader.locale);
    const booked = model.times.filter((each) => each.booked);
    const mixed = booked.length > 0 && booked.length < model.times.length;
    const note = (each: { booked: boolean }) =>
      mixed && each.booked ? ` · ${mails.planMarked}` : '';
    const stands = booked.length > 0 ? mails.planBooked : mails.proposalThen;
    return [
      paragraph(mails.plan(model.partner)),
      list(model.times.map((each) => capital(momentText(each.time, reader)) + note(each))),
      paragraph(mannerText(model, reader)),
      paragraph(mixed ? mails.planSome : stands),
      ...linkParts(mails.planLink, model.link, reader),
    ];
  },
  'other-time': ({ partner, time, link }, reader) => {
    const { mails } = words(reader.locale);
    return [
      paragraph(mails.otherTime(partner)),
      ...(time ? [paragraph(mails.otherTimeStands(momentText(time, reader)))] : []),
      ...linkParts(mails.otherTimeLink, link, reader),
    ];
  },
  booked: (model, reader) => {
    const { mails } = words(reader.locale);
    return [
      paragraph(mails.booked(model.partner)),
      strongParagraph(capital(momentText(model.time, reader))),
      paragraph(mannerText(model, reader)),
      ...(model.joinUrl ? [address(mails.join, model.joinUrl)] : []),
      ...(model.linkMissing ? [paragraph(mails.linkMissing)] : []),
      ...linkParts(mails.bookedLink, model.link, reader),
    ];
  },
  cancelled: ({ partner, time, fromOutlook, link }, reader) => {
    const { mails } = words(reader.locale);
    if (!time)
      return [paragraph(mails.withdrawn(partner)), ...linkParts(mails.withdrawnLink, link, reader)];
    return [
      paragraph(fromOutlook ? mails.cancelledOutlook(partner) : mails.cancelled(partner)),
      strongParagraph(capital(momentText(time, reader))),
      ...linkParts(mails.cancelledLink, link, reader),
    ];
  },
  held: ({ partner, time, recording, link }, reader) => {
    const { mails, common } = words(reader.locale);
    return [
      paragraph(mails.held(partner, startDayText(time, reader))),
      ...linkParts(mails.heldLink, link, reader),
      paragraph(common.kept(recording)),
    ];
  },
  pause: (model, reader) => pauseLetters.pause(model, reader, linkParts),
  'last-meeting': (model, reader) => pauseLetters['last-meeting'](model, reader, linkParts),
  closed: (model, reader) => pauseLetters.closed(model, reader, linkParts),
  nudge: (model, reader) => [
    ...rhythmParts(model, reader),
    ...linkParts(words(reader.locale).rhythm.link, model.link, reader),
  ],
  ...alertLetters,
  page: (model, reader) => pageParts(model, reader, linkParts),
  survey: (model, reader) => surveyParts(model, reader, linkParts),
  synthesis: (model, reader) => synthesisParts(model, reader, linkParts),
  welcome: (model, reader) => reachLetters.welcome(model, reader, reachParts),
  reminder: (model, reader) => reachLetters.reminder(model, reader, reachParts),
};

const write = <Kind extends MailKind>(kind: Kind, model: ModelOf[Kind], reader: Reader): Html[] =>
  letters[kind](model, reader);

/**
 * A mail as its reader sees it. The subject is the same for all: whoever looks over a shoulder
 * learns nothing from it.
 */
export function renderMail(model: MailModel, reader: Reader): Mail {
  const { mails, common } = words(reader.locale);
  const subject = common.preview;
  const parts = [
    paragraph(mails.hello(model.name)),
    paragraph(mails.opening(model.bodyName)),
    ...write(model.kind, model, reader),
    ...closing(model, reader),
  ];
  return { subject, html: pageOf(reader.locale, subject, parts) };
}

function mannerText({ mode, place, placeLabel }: MailManner, { locale }: Reader): string {
  const { common } = words(locale);
  return mode === 'video' ? common.video : common.place(place ?? 'neutral', placeLabel);
}

const linkParts = (purpose: string, { url, expires }: PersonalLink, reader: Reader): Html[] => [
  address(purpose, url),
  paragraph(words(reader.locale).mails.linkIsYours(instantText(expires, reader))),
];

const reachParts = { link: linkParts, manner: mannerText };

/** Whom to ask whether this mail is what it says, by a way one already knows. */
function closing({ referent, replyTo, bodyName }: MailFrame, { locale }: Reader): Html[] {
  const { mails } = words(locale);
  const check = referent
    ? [paragraph(mails.doubt(contactText(referent))), paragraph(mails.reply(replyTo))]
    : [paragraph(mails.doubtNoReferent(replyTo))];
  return [...check, paragraph(bodyName)];
}
