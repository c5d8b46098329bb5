import type { MeetingModel, Reader } from '../../domain/card-model.ts';
import { slotText } from '../../domain/slot-text.ts';
import type { Interval } from '../../domain/time.ts';
import { capital, listedMoment, momentText, zoneText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { type ActButton, actRow, type Button, type Send } from './act-row.ts';
import type { LinkAct, LinkPage } from './ask.ts';
import { choiceList } from './choice-list.ts';
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
    ...changes(page, model, send),
  ];
}

function statusOf(model: MeetingModel, { meeting }: Words): string {
  if (model.state === 'cancelled')
    return model.fromOutlook ? meeting.cancelledInOutlook : meeting.cancelled;
  if (model.state === 'held') return meeting.held;
  if (model.state === 'not-held') return meeting.notHeld;
  if (model.agreement === 'agreed') return meeting.confirmed;
  if (model.agreement === 'other-time') return meeting.otherTimeWished;
  if (model.doubted) return meeting.doubted;
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
  if (model.leftInOutlook) facts.push(meeting.leftInOutlook);
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
    const other = { ...declining(meeting.decline, model), primary: true };
    return [paragraph(link.allPast), actRow(model.may.decline ? [other] : [], send)];
  }
  if (!second) {
    const yes: LinkAct = { act: 'accept', meeting: model.meeting, slot: slotText(first) };
    const other = model.may.decline ? [declining(meeting.decline, model)] : [];
    return [
      paragraph(meeting.doesItSuit),
      actRow([accepting(meeting.accept, yes), ...other], send),
    ];
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
    primary: true,
    act: () => {
      const [slot] = list.chosen();
      if (slot !== undefined) return { act: 'accept', meeting: model.meeting, slot };
      list.complain(meeting.whichSuitsError);
      return null;
    },
  };
  const other = model.may.decline ? [declining(link.noneSuits, model)] : [];
  return [list.view, actRow([choose, ...other], send)];
}

const accepting = (title: string, act: LinkAct): ActButton => ({
  title,
  primary: true,
  act: () => act,
});

const declining = (title: string, { meeting }: MeetingModel): ActButton => ({
  title,
  act: () => ({ act: 'decline', meeting }),
});

/** Whether the one time that stands suits, and the way to the video once it does. */
function answerAsked(model: MeetingModel, { meeting }: Words, send: Send): Node[] {
  const { may, doubted } = model;
  const yes = doubted ? meeting.stands : meeting.accept;
  const buttons = [
    ...(may.accept ? [accepting(yes, { act: 'accept', meeting: model.meeting })] : []),
    ...(may.decline ? [declining(meeting.decline, model)] : []),
  ];
  const join = joinLink(model, meeting.join);
  if (buttons.length === 0) return join;
  const asked = doubted ? meeting.doesItStand : meeting.doesItSuit;
  return [...join, paragraph(asked), actRow(buttons, send)];
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

/**
 * To move it, call it off, or take the last act back. « Autre moment » already says it to whoever
 * has just been asked: for them it is folded away.
 */
function changes(page: LinkPage, model: MeetingModel, send: Send): Node[] {
  const { meeting: told, link } = words(page.reader.locale);
  const { may, undoes, meeting, state, agreement, time } = model;
  const { pair } = page;
  const wished = isOpen(model) && agreement === 'other-time';
  const buttons: Button[] = [];
  if (may.move)
    buttons.push({
      title: wished || !time ? told.proposeOther : told.move,
      primary: wished,
      go: { kind: 'find', pair, meeting },
    });
  if (may.cancel) buttons.push({ title: told.cancel, act: () => ({ act: 'cancel', meeting }) });
  if (may.undo && undoes)
    buttons.push({ title: told.undo(undoes), act: () => ({ act: 'undo', meeting }) });
  if (state === 'cancelled') buttons.push({ title: link.book, go: { kind: 'find', pair } });
  if (buttons.length === 0) return [];
  const row = actRow(buttons, send);
  if (!may.decline) return [row];
  return [element('details', {}, element('summary', {}, link.change), row)];
}
