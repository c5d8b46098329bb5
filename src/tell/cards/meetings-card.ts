import type { CardModel, Reader } from '../../domain/card-model.ts';
import { capital, dayText, momentText, zoneName } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { yearLines } from '../../words/year-lines.ts';
import { openOne } from './one-meeting.ts';
import {
  type Action,
  aside,
  bodyOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  mostButtons,
  small,
  spoken,
  strong,
} from './pieces.ts';
import { rowsOf, yearRows } from './year-rows.ts';

type Model = Extract<CardModel, { kind: 'meetings' }>;

/** With so few ahead, the year is still to be planned. */
const few = 1;

/** More would not fit the 25 kB a card may weigh, with room to spare. */
const mostShown = 40;

const list = bodyOf([
  heading('title'),
  each('ahead', strong('$data')),
  each('zones', { ...small('$data'), spacing: 'None' }),
  each('none', line('$data')),
  yearRows('rows'),
  each('past', strong('$data')),
  {
    type: 'Container',
    $data: hole('meetings'),
    spacing: 'Small',
    items: [line('day'), { ...small('about'), spacing: 'None' }],
  },
  each('notes', line('$data')),
]);

export function drawMeetings(model: Model, reader: Reader): Drawing {
  const { record } = words(reader.locale);
  const title = record.listTitle(model.partner);
  const rows = aheadOf(model, reader);
  const none = model.ahead.length === 0 ? [record.noNext] : [];
  const shown = model.meetings.slice(0, mostShown);
  const older = model.meetings.length - shown.length;
  const notes = [];
  if (shown.length === 0) notes.push(record.empty);
  if (older > 0) notes.push(record.andOlder(older));
  return {
    speak: spoken(title, ...none, ...aheadTold(model, reader), ...notes),
    body: list({
      title,
      ahead: rows.length > 0 ? [record.ahead] : [],
      zones: zonesOf(model, reader),
      none,
      rows: rowsOf(rows),
      past: shown.length > 0 && rows.length > 0 ? [record.past] : [],
      meetings: shown.map((meeting) => ({
        day: capital(dayText(meeting.day, reader)),
        about: aboutOf(meeting, reader),
      })),
      notes,
    }),
    actions: actsOf(model, reader).slice(0, mostButtons),
  };
}

/** With three already there, « noter » can still be typed. */
function actsOf({ pair, ahead }: Model, reader: Reader): Action[] {
  const { greeting } = words(reader.locale);
  return [
    { ...aside('menu.book', greeting.book, { pair }), style: 'positive' },
    ...(ahead.length <= few ? [aside('menu.plan', greeting.plan, { pair })] : []),
    ...openOne(ahead, reader),
    aside('menu.record', greeting.record, { pair }),
  ];
}

/** Meetings and collective days still to come, in their order. */
const aheadOf = ({ ahead, days }: Model, reader: Reader) =>
  yearLines(
    ahead.map(({ time, agreed }) => ({ time, note: agreed ? null : toConfirm(reader) })),
    days,
    reader,
  );

const aheadTold = ({ ahead }: Model, reader: Reader): string[] =>
  ahead.map(({ time, agreed }) => {
    const moment = momentText(time, reader);
    return agreed ? moment : `${moment}, ${toConfirm(reader)}`;
  });

const toConfirm = ({ locale }: Reader): string => words(locale).record.toConfirm;

function zonesOf({ ahead: [first] }: Model, reader: Reader): string[] {
  const zone = first ? zoneName(first.time.start, reader) : null;
  return zone === null ? [] : [capital(zone)];
}

/** Its themes once held; else, in words, what became of it. */
function aboutOf({ state, themes }: Model['meetings'][number], { locale }: Reader): string {
  const { record, themes: names } = words(locale);
  const told = themes.map((theme) => names[theme]).join(' · ');
  return state === 'held' && told !== '' ? told : record.state(state);
}
