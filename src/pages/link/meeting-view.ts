import type { MeetingModel, Reader } from '../../domain/card-model.ts';
import { slotText } from '../../domain/slot-text.ts';
import type { Interval } from '../../domain/time.ts';
import { capital, listedMoment, momentText, zoneText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { type ActButton, actRow, type Send } from './act-row.ts';
import type { LinkAct, LinkPage } from './ask.ts';
import { choiceList } from './choice-list.ts';
import { writeTo } from './contact.ts';
import { element, heading, paragraph } from './element.ts';

const isOpen = ({ state }: MeetingModel): boolean => state === 'proposed' || state === 'booked';

/** A meeting that is proposed, to be confirmed, confirmed or cancelled, and what may be answered. */
export function meetingView(page: LinkPage, model: MeetingModel, send: Send): Node[] {
  const { reader } = page;
  const told = words(reader.locale);
  const picks = model.may.accept && model.proposals.length > 0;
  // Those gone by while the mail lay unread are not offered.
  const ahead = model.proposals.filter(({ start }) => start > page.now);
  const shown = ahead.length === 1 ? ahead.map((time) => moment(time, reader)) : [];
  return [
    heading(told.meeting.title(model.partner)),
    paragraph(statusOf(model, told), 'status'),
    ...(picks ? shown : momentsOf(model, reader)),
    ...factsOf(model, reader).map((fact) => paragraph(fact)),
    ...(picks ? proposalsAsked(ahead, model, reader, send) : answerAsked(model, told, send)),
    ...notesOf(model, told).map((note) => paragraph(note, 'small')),
    ...elsewhere(page, model, told),
  ];
}

function statusOf(model: MeetingModel, { meeting }: Words): string {
  if (model.state === 'cancelled')
    return model.fromOutlook ? meeting.cancelledInOutlook : meeting.cancelled;
  if (model.state === 'held') return meeting.held;
  if (model.state === 'not-held') return meeting.notHeld;
  if (model.agreement === 'agreed') return meeting.confirmed;
  if (model.agreement === 'other-time') return meeting.otherTimeWished;
  if (model.mine) return meeting.awaiting(model.partner);
  return model.fromOutlook ? meeting.movedInOutlook : meeting.proposedBy(model.partner);
}

function momentsOf(model: MeetingModel, reader: Reader): Node[] {
  const { meeting } = words(reader.locale);
  const proposed = isOpen(model) && model.proposals.length > 0;
  if (!proposed) return model.time ? [moment(model.time, reader)] : [];
  return [paragraph(meeting.yourProposals), ...model.proposals.map((time) => moment(time, reader))];
}

const moment = (time: Interval, reader: Reader): HTMLElement =>
  paragraph(capital(momentText(time, reader)), 'moment');

/** Where it is, and what stands meanwhile. */
function factsOf(model: MeetingModel, reader: Reader): string[] {
  const { meeting, common, mails, link } = words(reader.locale);
  const { mode, place, placeLabel, partner } = model;
  const facts = [mode === 'video' ? common.video : common.place(place ?? 'neutral', placeLabel)];
  if (!isOpen(model)) return facts;
  if (model.proposals.length > 0 && model.time)
    facts.push(meeting.stillStands(momentText(model.time, reader)));
  if (model.linkMissing) facts.push(meeting.linkMissing);
  if (model.calendars === 'failed') facts.push(link.calendarsFailed);
  if (model.agreement === 'other-time')
    facts.push(model.wishedBy ? mails.otherTime(model.wishedBy) : link.youWishOther(partner));
  return facts;
}

/** Which of the times proposed, or whether the only one suits. */
function proposalsAsked(
  ahead: Interval[],
  model: MeetingModel,
  reader: Reader,
  send: Send,
): Node[] {
  const { meeting, link } = words(reader.locale);
  const [first, second] = ahead;
  if (!first) {
    const other = { ...declining(meeting.decline), primary: true };
    return [paragraph(link.allPast), actRow(model.may.decline ? [other] : [], send)];
  }
  if (!second) {
    const accept = accepting(meeting.accept, { act: 'accept', slot: slotText(first) });
    const other = model.may.decline ? [declining(meeting.decline)] : [];
    return [paragraph(meeting.doesItSuit), actRow([accept, ...other], send)];
  }
  const list = choiceList({
    legend: `${meeting.whichSuits}${zoneText(first.start, reader)}`,
    name: 'slot',
    kind: 'radio',
    choices: ahead.map((slot) => ({
      label: capital(listedMoment(slot, reader)),
      value: slotText(slot),
    })),
    chosen: [slotText(first)],
  });
  const choose: ActButton = {
    title: link.choose,
    said: 'accepted',
    primary: true,
    act: () => {
      const [slot] = list.chosen();
      if (slot !== undefined) return { act: 'accept', slot };
      list.complain(meeting.whichSuitsError);
      return null;
    },
  };
  const other = model.may.decline ? [declining(link.noneSuits)] : [];
  return [list.view, actRow([choose, ...other], send)];
}

const accepting = (title: string, act: LinkAct): ActButton => ({
  title,
  said: 'accepted',
  primary: true,
  act: () => act,
});

const declining = (title: string): ActButton => ({
  title,
  said: 'declined',
  act: () => ({ act: 'decline' }),
});

/** Whether the one time that stands suits, and the way to the video once it does. */
function answerAsked(model: MeetingModel, { meeting }: Words, send: Send): Node[] {
  const { may } = model;
  const buttons = [
    ...(may.accept ? [accepting(meeting.accept, { act: 'accept' })] : []),
    ...(may.decline ? [declining(meeting.decline)] : []),
  ];
  const join = joinLink(model, meeting.join);
  if (buttons.length === 0) return join;
  return [...join, paragraph(meeting.doesItSuit), actRow(buttons, send)];
}

function joinLink({ state, agreement, joinUrl }: MeetingModel, text: string): Node[] {
  // Written by a service of others: nothing but an address of the web is followed.
  if (state !== 'booked' || agreement !== 'agreed' || !joinUrl?.startsWith('https://')) return [];
  const link = element('a', { href: joinUrl, rel: 'noreferrer', class: 'button' }, text);
  return [element('p', {}, link)];
}

function notesOf({ state, calendars }: MeetingModel, { meeting }: Words): string[] {
  if (state !== 'booked') return [];
  if (calendars === 'waiting') return [meeting.waiting];
  return calendars === 'written' ? [meeting.written] : [];
}

/** What this page does not do yet, with whom to speak of it. */
function elsewhere(page: LinkPage, model: MeetingModel, told: Words): Node[] {
  const { may, partner, state, agreement } = model;
  const { link } = told;
  if (state === 'cancelled') return [writeTo(link.toBook(partner), page, told)];
  // « Autre moment » already says it to whoever is being asked.
  if (may.decline || !(may.move || may.cancel)) return [];
  const start = agreement === 'other-time' ? link.toPropose(partner) : link.toMove(partner);
  return [writeTo(start, page, told)];
}
