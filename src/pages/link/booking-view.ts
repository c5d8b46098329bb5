import type { Reader, SlotsModel } from '../../domain/card-model.ts';
import { lengths, type Mode, type Place } from '../../domain/meeting.ts';
import { slotText } from '../../domain/slot-text.ts';
import { capital, listedMoment, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { type ActButton, actRow, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { choiceList } from './choice-list.ts';
import { heading, paragraph } from './element.ts';
import { selectField } from './fields.ts';

type FindModel = Extract<LinkPage['model'], { kind: 'find' }>;

const modes = ['video', 'in-person'] as const satisfies readonly Mode[];
const places = ['mentee', 'mentor', 'neutral'] as const satisfies readonly Place[];
const usual = { mode: 'video', minutes: 60, place: 'neutral' } as const;

/** One of a closed list, whatever a control of the page gave. */
const oneOf = <T>(list: readonly T[], given: unknown, otherwise: T): T =>
  list.find((one) => one === given) ?? otherwise;

/** How the meeting is to be: the first of two steps. */
export function findView({ reader }: LinkPage, model: FindModel, send: Send): Node[] {
  const { booking, common } = words(reader.locale);
  const { partner, meeting, standing } = model;
  const now = { ...usual, ...standing };
  const mode = choiceList({
    legend: booking.mode,
    name: 'mode',
    kind: 'radio',
    choices: modes.map((value) => ({
      label: value === 'video' ? common.video : booking.inPerson,
      value,
    })),
    chosen: [now.mode],
  });
  const minutes = selectField(
    'minutes',
    booking.minutes,
    lengths.map((length) => ({ label: common.minutes(length), value: String(length) })),
    String(oneOf(lengths, now.minutes, usual.minutes)),
  );
  const place = choiceList({
    legend: booking.where,
    name: 'place',
    kind: 'radio',
    choices: model.places.map((one) => ({
      label: common.place(one.place, one.label),
      value: one.place,
    })),
    chosen: [now.place ?? usual.place],
  });
  const see: ActButton = {
    title: booking.seeSlots,
    primary: true,
    act: () => ({
      act: 'find',
      ...(meeting === null ? {} : { meeting }),
      mode: oneOf(modes, mode.chosen()[0], usual.mode),
      minutes: oneOf(lengths, Number(minutes.chosen()), usual.minutes),
      place: oneOf(places, place.chosen()[0], usual.place),
    }),
  };
  return [
    heading(meeting === null ? booking.findTitle(partner) : booking.moveTitle(partner)),
    mode.view,
    minutes.view,
    place.view,
    actRow([see], send),
  ];
}

/** Several times are proposed to somebody whose calendar could not be read; else one is picked. */
const severalOf = ({ unread }: SlotsModel): boolean => unread === 'theirs' || unread === 'both';

/** The times that were found, the best first. */
export function slotsView(page: LinkPage, model: SlotsModel, send: Send): Node[] {
  const { reader } = page;
  const { booking, common } = words(reader.locale);
  const { partner, meeting, slots, unread } = model;
  const several = severalOf(model);
  const [first] = slots;
  const again = {
    title: booking.otherCriteria,
    go: { kind: 'find' as const, pair: page.pair, ...(meeting === null ? {} : { meeting }) },
  };
  const manner = paragraph(mannerOf(model, common), 'status');
  if (!first)
    return [
      heading(booking.slotsTitle(partner)),
      manner,
      paragraph(booking.noSlot),
      actRow([{ ...again, primary: true }], send),
    ];
  const list = choiceList({
    legend: `${several ? booking.pickSome : booking.pickOne}${zoneText(first.start, reader)}`,
    name: 'slot',
    kind: several ? 'checkbox' : 'radio',
    choices: slots.map((slot) => ({
      label: capital(listedMoment(slot, reader)),
      value: slotText(slot),
    })),
    chosen: [slotText(first)],
  });
  list.view.classList.add('suits');
  const book: ActButton = {
    title: bookTitle(model, reader),
    primary: true,
    act: () => {
      const chosen = list.chosen();
      if (chosen.length > 0) return { act: 'book', slots: chosen };
      list.complain(several ? booking.pickSomeError : booking.pickOneError);
      return null;
    },
  };
  return [
    heading(booking.slotsTitle(partner)),
    manner,
    list.view,
    paragraph(booking.why(unread, partner, sinceOf(model, reader)), 'small'),
    actRow([book, again], send),
  ];
}

function mannerOf(
  { mode, place, minutes }: SlotsModel,
  common: ReturnType<typeof words>['common'],
): string {
  const where = mode === 'video' ? common.video : common.place(place ?? usual.place, null);
  return `${where}, ${common.minutes(minutes)}`;
}

/** « six semaines après votre dernière rencontre »; nothing to say of the very same week. */
function sinceOf({ since }: SlotsModel, { locale }: Reader): string | null {
  if (!since) return null;
  const { booking } = words(locale);
  const weeks = Math.round(since.days / 7);
  if (since.anchor === 'launch') return booking.since('launch', weeks);
  return weeks > 0 ? booking.since('meeting', weeks) : null;
}

function bookTitle(model: SlotsModel, { locale }: Reader): string {
  const { booking } = words(locale);
  if (severalOf(model)) return booking.propose;
  // An unknown calendar is never booked into, be it the reader's own.
  if (model.unread === 'mine') return booking.proposeOne;
  return model.meeting === null ? booking.book : booking.move;
}
