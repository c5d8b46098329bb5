import type { MeetingModel, Reader } from '../../domain/card-model.ts';
import { slotText } from '../../domain/slot-text.ts';
import { capital, listedMoment, momentText, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import {
  type Action,
  aside,
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  type Link,
  line,
  links,
  mostButtons,
  primary,
  small,
  spoken,
  strong,
} from './pieces.ts';

const face = bodyOf([
  heading('title'),
  line('status'),
  each('leads', line('$data')),
  each('moments', strong('$data')),
  each('lines', line('$data')),
  each('questions', {
    type: 'Input.ChoiceSet',
    id: 'slot',
    label: hole('label'),
    style: 'expanded',
    wrap: true,
    isRequired: true,
    errorMessage: hole('missing'),
    value: hole('first'),
    choices: choicesOf('choices'),
  }),
  links,
  each('notes', small('$data')),
]);

export function drawMeeting(model: MeetingModel, reader: Reader): Drawing {
  const { meeting } = words(reader.locale);
  const title = meeting.title(model.partner);
  const status = statusOf(model, reader);
  const moments = momentsOf(model).map((time) => momentText(time, reader));
  const leads = proposes(model) ? [meeting.yourProposals] : [];
  const asks = asked(model, reader);
  const acts = actsOf(model, reader);
  const join = joinOf(model, reader);
  const joinIsButton = join !== null && acts.length < mostButtons;
  return {
    speak: spoken(title, status, ...leads, ...moments, ...asks, ...choicesTold(model, reader)),
    body: face({
      title,
      status,
      leads,
      moments: moments.map(capital),
      lines: [...factsOf(model, reader), ...asks],
      questions: questionsOf(model, reader),
      links: join && !joinIsButton ? [join] : [],
      notes: notesOf(model, reader),
    }),
    actions: joinIsButton ? [joinButton(join), ...acts] : acts.slice(0, mostButtons),
  };
}

function statusOf(model: MeetingModel, { locale }: Reader): string {
  const { meeting } = words(locale);
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

const isOpen = ({ state }: MeetingModel) => state === 'proposed' || state === 'booked';

/** Whether the reader is to pick among several times. */
const picks = (model: MeetingModel) => model.may.accept && model.proposals.length > 1;

/** Whether the card shows times that wait for the other one to pick. */
const proposes = (model: MeetingModel) =>
  isOpen(model) && !model.may.accept && model.proposals.length > 0;

/** The times the card is about; those to pick from stand in the question instead. */
function momentsOf(model: MeetingModel) {
  if (picks(model)) return [];
  if (isOpen(model) && model.proposals.length > 0) return model.proposals;
  return model.time ? [model.time] : [];
}

function factsOf(model: MeetingModel, reader: Reader): string[] {
  const { meeting, common } = words(reader.locale);
  const { mode, place, placeLabel } = model;
  const facts = [mode === 'video' ? common.video : common.place(place ?? 'neutral', placeLabel)];
  if (model.leftInOutlook) facts.push(meeting.leftInOutlook);
  if (!isOpen(model)) return facts;
  if (model.proposals.length > 0 && model.time)
    facts.push(meeting.stillStands(momentText(model.time, reader)));
  if (model.linkMissing) facts.push(meeting.linkMissing);
  if (model.calendars === 'failed') facts.push(meeting.failed);
  return facts;
}

/** The one question of the card, in words; none when the reader has nothing to answer. */
function asked(model: MeetingModel, { locale }: Reader): string[] {
  const { meeting } = words(locale);
  if (!isOpen(model)) return [];
  if (model.agreement === 'other-time')
    return [
      model.wishedBy ? meeting.wishesOther(model.wishedBy) : meeting.youWishOther(model.partner),
    ];
  if (!model.may.accept || picks(model)) return [];
  return [model.doubted ? meeting.doesItStand : meeting.doesItSuit];
}

function questionsOf(model: MeetingModel, reader: Reader): object[] {
  const { meeting } = words(reader.locale);
  const [first] = model.proposals;
  if (!picks(model) || !first) return [];
  const choices = model.proposals.map((slot) => ({
    title: capital(listedMoment(slot, reader)),
    value: slotText(slot),
  }));
  const missing = meeting.whichSuitsError;
  const label = `${meeting.whichSuits}${zoneText(first.start, reader)}`;
  return [{ label, missing, first: slotText(first), choices }];
}

const choicesTold = (model: MeetingModel, reader: Reader): string[] =>
  picks(model)
    ? [
        words(reader.locale).meeting.whichSuits,
        ...model.proposals.map((slot) => momentText(slot, reader)),
      ]
    : [];

function notesOf(model: MeetingModel, { locale }: Reader): string[] {
  const { meeting } = words(locale);
  if (model.state !== 'booked') return [];
  if (model.calendars === 'waiting') return [meeting.waiting];
  return model.calendars === 'written' ? [meeting.written] : [];
}

function joinOf(model: MeetingModel, { locale }: Reader): Link | null {
  if (model.state !== 'booked' || model.agreement !== 'agreed' || !model.joinUrl) return null;
  return { title: words(locale).meeting.join, url: model.joinUrl };
}

const joinButton = (join: Link): Action => ({
  type: 'Action.OpenUrl',
  ...join,
  style: 'positive',
});

/** What the reader may do now, the likeliest first. */
function actsOf(model: MeetingModel, { locale }: Reader): Action[] {
  const { meeting, greeting } = words(locale);
  const { may, undoes } = model;
  const data = { meeting: model.meeting };
  const [first] = model.proposals;
  const wished = isOpen(model) && model.agreement === 'other-time';
  const moveTitle = wished || !model.time ? meeting.proposeOther : meeting.move;
  const acts: Action[] = [];
  if (may.accept)
    acts.push(
      primary('meeting.accept', model.doubted ? meeting.stands : meeting.accept, {
        ...data,
        ...(first ? { slot: slotText(first) } : {}),
      }),
    );
  if (may.decline) acts.push(aside('meeting.decline', meeting.decline, data));
  // « Autre moment » already says it to whoever has just been asked.
  if (may.move && !may.decline)
    acts.push({
      ...aside('meeting.move', moveTitle, data),
      ...(wished ? { style: 'positive' } : {}),
    });
  if (may.cancel) acts.push(aside('meeting.cancel', meeting.cancel, data));
  if (may.undo && undoes) acts.push(aside('meeting.undo', meeting.undo(undoes), data));
  if (model.state === 'cancelled')
    acts.push(aside('menu.book', meeting.bookOther, { pair: model.pair }));
  if (acts.length === 0) acts.push(aside('menu.meetings', greeting.meetings, { pair: model.pair }));
  return acts;
}

/** An older card of the same meeting. */
const older = bodyOf([heading('title'), line('text')]);

export function drawNewer({ time }: { time: MeetingModel['time'] }, reader: Reader): Drawing {
  const { meeting, greeting } = words(reader.locale);
  const text = time ? meeting.newerAbout(momentText(time, reader)) : meeting.newer;
  return {
    speak: text,
    body: older({ title: meeting.newerTitle, text }),
    actions: [aside('menu.meetings', greeting.meetings)],
  };
}
