import type { CardModel, Reader } from '../../domain/card-model.ts';
import { capital, dayText, momentText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import {
  aside,
  bodyOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  small,
  spoken,
  strong,
} from './pieces.ts';

type Model = Extract<CardModel, { kind: 'meetings' }>;

/** More would not fit the 25 kB a card may weigh, with room to spare. */
const mostShown = 40;

const list = bodyOf([
  heading('title'),
  strong('next'),
  {
    type: 'Container',
    $data: hole('meetings'),
    spacing: 'Small',
    items: [line('day'), { ...small('about'), spacing: 'None' }],
  },
  each('notes', line('$data')),
]);

export function drawMeetings(model: Model, reader: Reader): Drawing {
  const { record, greeting } = words(reader.locale);
  const title = record.listTitle(model.partner);
  const next = model.next ? record.next(momentText(model.next, reader)) : record.noNext;
  const shown = model.meetings.slice(0, mostShown);
  const older = model.meetings.length - shown.length;
  const notes = [];
  if (shown.length === 0) notes.push(record.empty);
  if (older > 0) notes.push(record.andOlder(older));
  return {
    speak: spoken(title, next, ...notes),
    body: list({
      title,
      next,
      meetings: shown.map((meeting) => ({
        day: capital(dayText(meeting.day, reader)),
        about: aboutOf(meeting, reader),
      })),
      notes,
    }),
    actions: [
      { ...aside('menu.book', greeting.book, { pair: model.pair }), style: 'positive' },
      aside('menu.record', greeting.record, { pair: model.pair }),
    ],
  };
}

/** Its themes once held; else, in words, what became of it. */
function aboutOf({ state, themes }: Model['meetings'][number], { locale }: Reader): string {
  const { record, themes: names } = words(locale);
  const told = themes.map((theme) => names[theme]).join(' · ');
  return state === 'held' && told !== '' ? told : record.state(state);
}
