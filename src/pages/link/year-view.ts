import type { Reader, YearModel } from '../../domain/card-model.ts';
import { capital, listedMoment, zoneName, zoneText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { gapText, yearLines } from '../../words/year-lines.ts';
import { type ActButton, actRow, type Button, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { choiceList } from './choice-list.ts';
import { heading, paragraph } from './element.ts';
import { openOne } from './open-one.ts';
import { yearList } from './year-list.ts';

type YearDate = YearModel['dates'][number];

const isOpen = ({ state }: YearDate): boolean => state === 'proposed' || state === 'booked';
const waits = (date: YearDate): boolean => isOpen(date) && date.agreement === 'asked';

/** A plan's dates as they stand, each to be kept or not by whoever has not chosen them. */
export function yearView(page: LinkPage, model: YearModel, send: Send): Node[] {
  const { reader, now } = page;
  const told = words(reader.locale);
  // A date gone by while the mail lay unread is not asked about.
  const asked = model.may.confirm
    ? model.dates.filter((date) => date.asked && date.time.start > now)
    : [];
  const asks = asked.length > 0;
  const others = model.dates.filter((date) => !asked.includes(date));
  return [
    heading(told.year.title(model.partner)),
    ...statusOf(model, asks, told).map((text) => paragraph(text, 'status')),
    ...(asks ? datesAsked(model, asked, reader, send) : []),
    ...listOf(others, asks ? [] : model.marks, reader),
    ...model.broken.map((gap) => paragraph(gapText(gap, model.markDays, reader), 'small')),
    ...notesOf(model, told).map((note) => paragraph(note, 'small')),
    ...actsOf(page, model, asks, send),
  ];
}

function statusOf({ dates, partner }: YearModel, asks: boolean, { meeting, year }: Words) {
  if (dates.length === 0) return [year.empty];
  if (asks) return [meeting.proposedBy(partner)];
  if (dates.some((date) => waits(date) && date.mine)) return [meeting.awaiting(partner)];
  const open = dates.filter(isOpen);
  const agreed = open.length > 0 && open.every(({ agreement }) => agreement === 'agreed');
  return agreed ? [year.allAgreed] : [];
}

function datesAsked(model: YearModel, asked: YearDate[], reader: Reader, send: Send): Node[] {
  const { year } = words(reader.locale);
  const [first] = asked;
  const list = choiceList({
    legend: `${year.suits}${first ? zoneText(first.time.start, reader) : ''}`,
    name: 'suits',
    kind: 'checkbox',
    choices: asked.map(({ time, meeting }) => ({
      label: capital(listedMoment(time, reader)),
      value: meeting,
    })),
    chosen: asked.map(({ meeting }) => meeting),
  });
  const confirm: ActButton = {
    title: year.confirm(asked.length),
    primary: true,
    act: () => {
      const meetings = list.chosen();
      if (meetings.length > 0) return { act: 'answer-plan', plan: model.plan, meetings };
      list.complain(year.suitsError);
      return null;
    },
  };
  const none: ActButton = {
    title: year.none,
    act: () => ({ act: 'answer-plan', plan: model.plan, meetings: [] }),
  };
  return [
    list.view,
    paragraph(year.unticked(model.partner), 'small'),
    actRow([confirm, none], send),
  ];
}

function listOf(dates: YearDate[], marks: YearModel['marks'], reader: Reader): Node[] {
  const { year } = words(reader.locale);
  const lines = yearLines(
    dates.map(({ time, state, agreement }) => ({ time, note: year.state(state, agreement) })),
    marks,
    reader,
  );
  const zone = dates[0] ? zoneName(dates[0].time.start, reader) : null;
  return [...(zone === null ? [] : [paragraph(capital(zone), 'small')]), ...yearList(lines)];
}

function notesOf({ calendars, dates }: YearModel, { year, link }: Words): string[] {
  if (calendars === 'none' || !dates.some(isOpen)) return [];
  return [calendars === 'failed' ? link.yearFailed : year[calendars]];
}

/** What may be done about the whole, then about one of its dates. */
function actsOf({ now, reader }: LinkPage, model: YearModel, asks: boolean, send: Send) {
  const { year, link } = words(reader.locale);
  const { may, plan, replanAfter, dates } = model;
  const buttons: Button[] = [];
  if (may.undo) buttons.push({ title: year.undo, act: () => ({ act: 'undo-plan', plan }) });
  if (may.replan)
    buttons.push({
      title: year.replan,
      act: () => ({ act: 'draft', ...(replanAfter === null ? {} : { after: replanAfter }) }),
    });
  if (dates.length === 0)
    buttons.push({ title: link.plan, primary: true, act: () => ({ act: 'draft' }) });
  // One question at a time: whoever is asked unticks what does not suit.
  const open = asks ? [] : dates.filter((date) => isOpen(date) && date.time.end > now);
  return [...(buttons.length > 0 ? [actRow(buttons, send)] : []), ...openOne(open, reader, send)];
}
