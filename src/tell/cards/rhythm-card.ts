import type { Reader } from '../../domain/card-model.ts';
import type { RhythmModel } from '../../domain/rhythm-model.ts';
import { rhythmLines } from '../../words/rhythm-lines.ts';
import { words } from '../../words/words.ts';
import {
  type Action,
  aside,
  bodyOf,
  type Drawing,
  each,
  heading,
  line,
  mostButtons,
  small,
  spoken,
} from './pieces.ts';

const face = bodyOf([heading('title'), each('said', line('$data')), each('notes', small('$data'))]);

/** How the pair stands, and one question with the ways to answer it. */
export function drawRhythm(model: RhythmModel, reader: Reader): Drawing {
  const { rhythm } = words(reader.locale);
  const title = rhythm.title(model.partner);
  const { said, note } = rhythmLines(model, reader);
  const asks = model.may.book && model.rhythm.state !== 'before';
  const notes = [...(note === null ? [] : [note]), ...(asks ? [rhythm.noted] : [])];
  return {
    speak: spoken(title, ...said),
    body: face({ title, said, notes }),
    actions: actsOf(model, reader).slice(0, mostButtons),
  };
}

/** The likeliest first; while a date stands, or is asked for, what stands comes before a new one. */
function actsOf({ pair, may }: RhythmModel, { locale }: Reader): Action[] {
  const { greeting, rhythm } = words(locale);
  const acts: Action[] = [
    ...(may.book
      ? [aside('menu.book', greeting.book, { pair })]
      : [aside('menu.meetings', greeting.meetings, { pair })]),
    ...(may.plan ? [aside('menu.plan', greeting.plan, { pair })] : []),
    ...(may.pause ? [aside('menu.pause', rhythm.pause, { pair })] : []),
  ];
  return acts.map((act, at) => (at === 0 ? { ...act, style: 'positive' } : act));
}
