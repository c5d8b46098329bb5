import type { PlanModel, Reader } from '../../domain/card-model.ts';
import { capital, listedMoment, zoneName, zoneText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { gapText, yearLines } from '../../words/year-lines.ts';
import { type ActButton, actRow, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { choiceList } from './choice-list.ts';
import { element, heading, paragraph } from './element.ts';
import { yearList } from './year-list.ts';

/** A year's dates that wait for a yes: nothing of them stands in a calendar. */
export function planView(page: LinkPage, model: PlanModel, send: Send): Node[] {
  const { reader, pair } = page;
  const told = words(reader.locale);
  const { plan, year } = told;
  const { dates, partner, broken, markDays, unread, tail } = model;
  const title = heading(tail ? plan.tailTitle(partner) : plan.title(partner));
  const gaps = broken.map((gap) => gapText(gap, markDays, reader));
  const one = { title: plan.onlyOne, go: { kind: 'find' as const, pair } };
  if (dates.length === 0)
    return [
      title,
      paragraph(gaps.length > 0 ? plan.noDate : plan.enough, 'status'),
      ...yearList(linesOf(model, reader)),
      ...gaps.map((gap) => paragraph(gap, 'small')),
      actRow([{ ...one, primary: true }], send),
    ];
  const confirm: ActButton = {
    title: unread === 'nobody' ? plan.confirm(dates.length) : plan.propose(dates.length),
    primary: true,
    act: () => ({ act: 'confirm' }),
  };
  const notes = [...(gaps.length > 0 ? gaps : [year.kept(markDays)]), plan.why(unread, partner)];
  return [
    title,
    paragraph(tail ? plan.tailDates(dates.length) : plan.dates(dates.length), 'status'),
    paragraph(mannerText(model, reader, told), 'small'),
    ...yearList(linesOf(model, reader)),
    ...notes.map((note) => paragraph(note, 'small')),
    actRow([confirm, one], send),
    shifting(model, reader, told, send),
  ];
}

function mannerText({ mode, place, minutes, dates }: PlanModel, reader: Reader, told: Words) {
  const { common } = told;
  const where = mode === 'video' ? common.video : common.place(place ?? 'neutral', null);
  const zone = dates[0] ? zoneName(dates[0].slot.start, reader) : null;
  return [where, common.minutes(minutes), ...(zone ? [capital(zone)] : [])].join(' · ');
}

const linesOf = ({ dates, marks }: PlanModel, reader: Reader) =>
  yearLines(
    dates.map(({ slot, from }) => ({ time: slot, note: movedFrom(slot, from, reader) })),
    marks,
    reader,
  );

type Planned = PlanModel['dates'][number];

function movedFrom(slot: Planned['slot'], from: Planned['from'], reader: Reader): string | null {
  if (!from || (from.start === slot.start && from.end === slot.end)) return null;
  return words(reader.locale).plan.insteadOf(listedMoment(from, reader));
}

/** Folded away: which date, and which way. */
function shifting({ dates }: PlanModel, reader: Reader, { plan }: Words, send: Send) {
  const zone = dates[0] ? zoneText(dates[0].slot.start, reader) : '';
  const choices = dates.map(({ slot }, index) => ({
    label: capital(listedMoment(slot, reader)),
    value: String(index),
  }));
  const which = choiceList({
    legend: `${plan.which}${zone}`,
    name: 'which',
    kind: 'radio',
    choices,
    chosen: ['0'],
  });
  const way = (title: string, to: 'earlier' | 'later'): ActButton => ({
    title,
    act: () => ({ act: 'shift', index: Number(which.chosen()[0]), to }),
  });
  return element(
    'details',
    {},
    element('summary', {}, plan.shift),
    which.view,
    actRow([way(plan.earlier, 'earlier'), way(plan.later, 'later')], send),
  );
}
