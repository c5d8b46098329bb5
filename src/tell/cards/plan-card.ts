import type { PlanModel, Reader } from '../../domain/card-model.ts';
import { capital, listedMoment, zoneName, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { gapText, yearLines } from '../../words/year-lines.ts';
import {
  type Action,
  aside,
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  primary,
  type ShowCard,
  small,
  spoken,
  withInputs,
} from './pieces.ts';
import { rowsOf, yearRows } from './year-rows.ts';

const proposed = bodyOf([
  heading('title'),
  line('about'),
  { ...small('manner'), spacing: 'None' },
  yearRows('rows'),
  each('notes', small('$data')),
]);

const nothing = bodyOf([
  heading('title'),
  line('about'),
  yearRows('rows'),
  each('notes', small('$data')),
]);

const shifting = bodyOf([
  {
    type: 'Input.ChoiceSet',
    id: 'index',
    label: hole('label'),
    style: 'compact',
    isRequired: true,
    errorMessage: hole('missing'),
    value: '0',
    choices: choicesOf('choices'),
  },
]);

/** A year's dates that wait for a yes: nothing of them stands in a calendar. */
export function drawPlan(model: PlanModel, reader: Reader): Drawing {
  const { plan, year } = words(reader.locale);
  const { dates, partner, broken, markDays, unread } = model;
  const title = model.tail ? plan.tailTitle(partner) : plan.title(partner);
  const gaps = broken.map((gap) => gapText(gap, markDays, reader));
  const [first] = dates;
  if (!first) return drawNoDate(model, { title, gaps }, reader);
  const about = model.tail ? plan.tailDates(dates.length) : plan.dates(dates.length);
  const why = plan.why(unread, partner);
  const manner = mannerText(model, reader);
  const moments = dates.map(({ slot }) => listedMoment(slot, reader));
  const told = gaps.length > 0 ? gaps : [year.kept(markDays)];
  return {
    speak: spoken(title, about, manner, ...moments, ...told, why),
    body: proposed({
      title,
      about,
      manner,
      rows: rowsOf(linesOf(model, reader)),
      notes: [...told, why],
    }),
    actions: [
      { ...primary('plan.confirm', confirmTitle(model, reader), data(model)), ...unasked },
      shift(model, reader),
      aside('menu.book', plan.onlyOne, data(model)),
    ],
  };
}

/** The dates are confirmed whatever stands in the folded question. */
const unasked = { associatedInputs: 'none' } as const;

const data = ({ pair }: PlanModel) => ({ pair });

function confirmTitle({ unread, dates }: PlanModel, { locale }: Reader): string {
  const { plan } = words(locale);
  return unread === 'nobody' ? plan.confirm(dates.length) : plan.propose(dates.length);
}

function mannerText({ mode, place, minutes, dates }: PlanModel, reader: Reader): string {
  const { common } = words(reader.locale);
  const where = mode === 'video' ? common.video : common.place(place ?? 'neutral', null);
  const zone = dates[0] && zoneName(dates[0].slot.start, reader);
  return [where, common.minutes(minutes), ...(zone ? [capital(zone)] : [])].join(' · ');
}

const linesOf = ({ dates, marks }: PlanModel, reader: Reader) =>
  yearLines(
    dates.map(({ slot, from }) => ({ time: slot, note: movedFrom(slot, from, reader) })),
    marks,
    reader,
  );

function movedFrom(
  slot: PlanModel['dates'][number]['slot'],
  from: PlanModel['dates'][number]['from'],
  reader: Reader,
): string | null {
  if (!from || (from.start === slot.start && from.end === slot.end)) return null;
  return words(reader.locale).plan.insteadOf(listedMoment(from, reader));
}

/** Folded away: which date, and which way. */
function shift(model: PlanModel, reader: Reader): ShowCard {
  const { plan } = words(reader.locale);
  const [first] = model.dates;
  const way = (title: string, to: 'earlier' | 'later') =>
    withInputs('plan.shift', title, { ...data(model), to });
  return {
    type: 'Action.ShowCard',
    title: plan.shift,
    card: {
      type: 'AdaptiveCard',
      body: shifting({
        label: `${plan.which}${first ? zoneText(first.slot.start, reader) : ''}`,
        missing: plan.whichError,
        choices: model.dates.map(({ slot }, index) => ({
          title: capital(listedMoment(slot, reader)),
          value: String(index),
        })),
      }),
      actions: [way(plan.earlier, 'earlier'), way(plan.later, 'later')],
    },
  };
}

/** Either the year is full enough as it stands, or no date was found; then the stretches say why. */
function drawNoDate(
  model: PlanModel,
  { title, gaps }: { title: string; gaps: string[] },
  reader: Reader,
): Drawing {
  const { plan, greeting } = words(reader.locale);
  const about = gaps.length > 0 ? plan.noDate : plan.enough;
  const actions: Action[] = [
    { ...aside('menu.book', plan.onlyOne, data(model)), style: 'positive' },
    aside('menu.meetings', greeting.meetings, data(model)),
  ];
  return {
    speak: spoken(title, about, ...gaps),
    body: nothing({ title, about, rows: rowsOf(linesOf(model, reader)), notes: gaps }),
    actions,
  };
}
