import type { CardModel, Reader, SlotsModel } from '../../domain/card-model.ts';
import { lengths } from '../../domain/meeting.ts';
import { slotText } from '../../domain/slot-text.ts';
import { capital, listedMoment, momentText, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import {
  type ActionData,
  aside,
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  primary,
  small,
  spoken,
  withMeeting,
} from './pieces.ts';

type Find = Extract<CardModel, { kind: 'find' }>;

const usual = { mode: 'video', minutes: 60, place: 'neutral' } as const;

/** Two of the three questions are folded, so that all stay on one phone screen. */
const find = bodyOf([
  heading('title'),
  {
    type: 'Input.ChoiceSet',
    id: 'mode',
    label: hole('words.mode'),
    style: 'expanded',
    isRequired: true,
    errorMessage: hole('words.modeError'),
    value: hole('now.mode'),
    choices: choicesOf('modes'),
  },
  {
    type: 'Input.ChoiceSet',
    id: 'minutes',
    label: hole('words.minutes'),
    style: 'compact',
    isRequired: true,
    errorMessage: hole('words.minutesError'),
    value: hole('string(now.minutes)'),
    choices: choicesOf('minutes'),
  },
  {
    type: 'Input.ChoiceSet',
    id: 'place',
    label: hole('words.where'),
    style: 'compact',
    isRequired: true,
    errorMessage: hole('words.whereError'),
    value: hole('now.place'),
    choices: choicesOf('places'),
  },
]);

export function drawFind(model: Find, reader: Reader): Drawing {
  const { booking, common } = words(reader.locale);
  const { pair, meeting, partner, places, standing } = model;
  const title = meeting === null ? booking.findTitle(partner) : booking.moveTitle(partner);
  const body = find({
    title,
    words: booking,
    now: { ...usual, ...standing, place: standing?.place ?? usual.place },
    modes: [
      { title: common.video, value: 'video' },
      { title: booking.inPerson, value: 'in-person' },
    ],
    minutes: lengths.map((length) => ({ title: common.minutes(length), value: String(length) })),
    places: places.map(({ place, label }) => ({ title: common.place(place, label), value: place })),
  });
  const act = primary('meeting.find', booking.seeSlots, { pair, ...withMeeting(meeting) });
  return { speak: spoken(title), body, actions: [act] };
}

const slots = bodyOf([
  heading('title'),
  line('manner'),
  {
    type: 'Input.ChoiceSet',
    id: 'slot',
    label: hole('label'),
    style: 'expanded',
    wrap: true,
    isMultiSelect: hole('several'),
    isRequired: true,
    errorMessage: hole('missing'),
    value: hole('first'),
    choices: choicesOf('choices'),
  },
  small('why'),
]);

const noSlots = bodyOf([heading('title'), line('manner'), each('lines', line('$data'))]);

/** Several times are proposed to somebody whose calendar could not be read; else one is picked. */
const severalOf = ({ unread }: SlotsModel): boolean => unread === 'theirs' || unread === 'both';

/** « six semaines après votre dernière rencontre »; nothing to say of the very same week. */
function sinceOf({ since }: SlotsModel, { locale }: Reader): string | null {
  if (!since) return null;
  const { booking } = words(locale);
  const weeks = Math.round(since.days / 7);
  if (since.anchor === 'launch') return booking.since('launch', weeks);
  return weeks > 0 ? booking.since('meeting', weeks) : null;
}

export function drawSlots(model: SlotsModel, reader: Reader): Drawing {
  const { booking, common } = words(reader.locale);
  const { partner, place, minutes, pair } = model;
  const title = booking.slotsTitle(partner);
  const where = model.mode === 'video' ? common.video : common.place(place ?? usual.place, null);
  const manner = `${where}, ${common.minutes(minutes)}`;
  const again = aside('menu.book', booking.otherCriteria, { pair, ...withMeeting(model.meeting) });
  const [first] = model.slots;
  if (!first)
    return {
      speak: booking.noSlot,
      body: noSlots({ title, manner, lines: [booking.noSlot] }),
      actions: [{ ...again, style: 'positive' }],
    };
  const why = booking.why(model.unread, partner, sinceOf(model, reader));
  const several = severalOf(model);
  return {
    speak: spoken(title, booking.firstIs(momentText(first, reader)), why),
    body: slots({
      title,
      manner,
      why,
      several,
      label: `${several ? booking.pickSome : booking.pickOne}${zoneText(first.start, reader)}`,
      missing: several ? booking.pickSomeError : booking.pickOneError,
      first: slotText(first),
      choices: model.slots.map((slot) => ({
        title: capital(listedMoment(slot, reader)),
        value: slotText(slot),
      })),
    }),
    actions: [primary('meeting.book', bookTitle(model, reader), bookData(model)), again],
  };
}

function bookTitle(model: SlotsModel, reader: Reader): string {
  const { booking } = words(reader.locale);
  // An unknown calendar is never booked into, be it the reader's own.
  if (severalOf(model)) return booking.propose;
  if (model.unread === 'mine') return booking.proposeOne;
  return model.meeting === null ? booking.book : booking.move;
}

/** `slot` stands for the input when a client sends none: the first is the one preselected. */
function bookData({ pair, meeting, mode, minutes, place, slots: [first] }: SlotsModel): ActionData {
  return {
    pair,
    ...withMeeting(meeting),
    mode,
    minutes,
    ...(place === null ? {} : { place }),
    ...(first === undefined ? {} : { slot: slotText(first) }),
  };
}
