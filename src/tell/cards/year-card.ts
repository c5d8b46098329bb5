import type { Reader, YearModel } from '../../domain/card-model.ts';
import { capital, listedMoment, zoneName, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { gapText, yearLines } from '../../words/year-lines.ts';
import { openOne } from './one-meeting.ts';
import {
  type Action,
  type ActionData,
  aside,
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  mostButtons,
  primary,
  small,
  spoken,
} from './pieces.ts';
import { rowsOf, yearRows } from './year-rows.ts';

type YearDate = YearModel['dates'][number];

const face = bodyOf([
  heading('title'),
  each('status', line('$data')),
  each('zones', { ...small('$data'), spacing: 'None' }),
  each('questions', {
    type: 'Input.ChoiceSet',
    id: 'suits',
    label: hole('label'),
    style: 'expanded',
    wrap: true,
    isMultiSelect: true,
    isRequired: true,
    errorMessage: hole('missing'),
    value: hole('all'),
    choices: choicesOf('choices'),
  }),
  yearRows('rows'),
  each('notes', small('$data')),
]);

/** A plan's dates as they stand; whoever has not chosen them says which ones suit. */
export function drawYear(model: YearModel, reader: Reader): Drawing {
  const { year } = words(reader.locale);
  const title = year.title(model.partner);
  const status = statusOf(model, reader);
  const asked = askedOf(model);
  const gaps = model.broken.map((gap) => gapText(gap, model.markDays, reader));
  return {
    speak: spoken(
      title,
      ...status,
      ...datesTold(model, reader),
      ...gaps,
      ...asksTold(model, reader),
    ),
    body: face({
      title,
      status,
      zones: asked.length > 0 ? [] : zonesOf(model, reader),
      questions: questionsOf(model, reader),
      rows: rowsOf(linesOf(model, reader)),
      notes: [...gaps, ...notesOf(model, reader)],
    }),
    actions: actsOf(model, reader).slice(0, mostButtons),
  };
}

const isOpen = ({ state }: YearDate) => state === 'proposed' || state === 'booked';
const waits = (date: YearDate) => isOpen(date) && date.agreement === 'asked';

/** Dates the reader is to answer. */
const askedOf = ({ dates, may }: YearModel): YearDate[] =>
  may.confirm ? dates.filter(({ asked }) => asked) : [];

function statusOf(model: YearModel, { locale }: Reader): string[] {
  const { meeting, year } = words(locale);
  const { dates, partner } = model;
  if (dates.length === 0) return [year.empty];
  if (askedOf(model).length > 0) return [meeting.proposedBy(partner)];
  if (dates.some((date) => waits(date) && date.mine)) return [meeting.awaiting(partner)];
  const open = dates.filter(isOpen);
  const agreed = open.length > 0 && open.every(({ agreement }) => agreement === 'agreed');
  return agreed ? [year.allAgreed] : [];
}

function zonesOf({ dates: [first] }: YearModel, reader: Reader): string[] {
  const zone = first ? zoneName(first.time.start, reader) : null;
  return zone === null ? [] : [capital(zone)];
}

/** What is asked stands in the question: the days around it would only be in the way. */
function linesOf(model: YearModel, reader: Reader) {
  const { year } = words(reader.locale);
  const asked = askedOf(model);
  return yearLines(
    model.dates
      .filter((date) => !asked.includes(date))
      .map(({ time, state, agreement }) => ({ time, note: year.state(state, agreement) })),
    asked.length > 0 ? [] : model.marks,
    reader,
  );
}

function questionsOf(model: YearModel, reader: Reader): object[] {
  const { year } = words(reader.locale);
  const asked = askedOf(model);
  const [first] = asked;
  if (!first) return [];
  return [
    {
      label: `${year.suits}${zoneText(first.time.start, reader)}`,
      missing: year.suitsError,
      all: asked.map(({ meeting }) => meeting).join(','),
      choices: asked.map(({ time, meeting }) => ({
        title: capital(listedMoment(time, reader)),
        value: meeting,
      })),
    },
  ];
}

/** The zone once, and what became of each date that is not asked about. */
function datesTold(model: YearModel, reader: Reader): string[] {
  const { year } = words(reader.locale);
  const asked = askedOf(model);
  const told = model.dates.map((date) => {
    const moment = listedMoment(date.time, reader);
    return asked.includes(date) ? moment : `${moment}, ${year.state(date.state, date.agreement)}`;
  });
  return [...zonesOf(model, reader), ...told];
}

const asksTold = (model: YearModel, { locale }: Reader): string[] =>
  askedOf(model).length > 0 ? [words(locale).year.suits] : [];

function notesOf(model: YearModel, { locale }: Reader): string[] {
  const { year } = words(locale);
  const told = askedOf(model).length > 0 ? [year.unticked(model.partner)] : [];
  const { calendars, dates } = model;
  if (calendars === 'none' || !dates.some(isOpen)) return told;
  return [...told, year[calendars]];
}

/** The first act stands out, when it is one that goes on. */
const leading = (acts: Action[]) => (acts.length === 0 ? ({ style: 'positive' } as const) : {});

/** What the reader may do now, the likeliest first. */
function actsOf(model: YearModel, reader: Reader): Action[] {
  const { year, greeting } = words(reader.locale);
  const { pair, plan, may, dates, replanAfter } = model;
  const asked = askedOf(model);
  const acts: Action[] = [];
  if (asked.length > 0) {
    const answer = { pair, plan };
    acts.push(primary('plan.confirm', year.confirm(asked.length), answer));
    acts.push(aside('plan.confirm', year.none, { ...answer, suits: '' }));
  }
  if (may.undo) acts.push(aside('plan.undo', year.undo, { pair, plan }));
  if (may.replan) {
    const after: ActionData = replanAfter === null ? {} : { after: replanAfter };
    acts.push({ ...aside('plan.show', year.replan, { pair, ...after }), ...leading(acts) });
  }
  if (dates.length === 0)
    acts.push({ ...aside('menu.plan', greeting.plan, { pair }), ...leading(acts) });
  // One question at a time: whoever is asked unticks what does not suit.
  if (asked.length === 0) acts.push(...openOne(dates.filter(isOpen), reader));
  if (acts.length === 0) acts.push(aside('menu.meetings', greeting.meetings, { pair }));
  return acts;
}
