import type { Reader } from '../../domain/card-model.ts';
import type { EndingModel, StopFormModel, StoppingModel } from '../../domain/rhythm-model.ts';
import { words } from '../../words/words.ts';
import { contactText } from './contact-text.ts';
import {
  type Action,
  aside,
  bodyOf,
  type Drawing,
  each,
  heading,
  line,
  primary,
  spoken,
} from './pieces.ts';

const page = bodyOf<{ title: string; lines: string[] }>([
  heading('title'),
  each('lines', line('$data')),
]);

const drawing = (title: string, lines: string[], actions: Action[]): Drawing => ({
  speak: spoken(title, ...lines),
  body: page({ title, lines }),
  actions,
});

/** What happens is said before it is asked; a pause and a talk are one press away. */
export function drawStopForm(model: StopFormModel, reader: Reader): Drawing {
  const { stop, pause, greeting } = words(reader.locale);
  const { pair, partner, referent, replyTo } = model;
  const told = referent ? stop.formTells(contactText(referent)) : stop.formTellsTeam(replyTo);
  const lines = [told, stop.formPartner(partner), stop.formSilence, stop.formBack];
  return drawing(stop.formTitle(partner), lines, [
    primary('pair.stop', stop.ask, { pair }),
    aside('menu.pause', pause.menu, { pair }),
    aside('menu.referent', greeting.referent, { pair }),
  ]);
}

/** To the one who asked, and to nobody else. */
export function drawStopping(model: StoppingModel, reader: Reader): Drawing {
  const { stop, greeting } = words(reader.locale);
  const { pair, partner, referent, replyTo, state, may } = model;
  if (state === 'withdrawn') return drawing(stop.withdrawnTitle, [stop.withdrawn], []);
  const book = aside('menu.book', greeting.book, { pair });
  if (state === 'offered') {
    return drawing(stop.lastTitle(partner), [stop.last], [{ ...book, style: 'positive' }]);
  }
  const told = referent ? stop.asked(contactText(referent)) : stop.askedTeam(replyTo);
  const back = may.withdraw ? [aside('stop.withdraw', stop.withdraw, { pair })] : [];
  return drawing(stop.askedTitle, [told, stop.formSilence], [...back, book]);
}

/** The same words for both, whoever asked. */
export function drawEnding({ pair, partner, state, may }: EndingModel, reader: Reader): Drawing {
  const { stop, greeting } = words(reader.locale);
  if (state === 'closed') return drawing(stop.closedTitle(partner), [stop.closed], []);
  const book: Action[] = may.book
    ? [{ ...aside('menu.book', greeting.book, { pair }), style: 'positive' }]
    : [];
  return drawing(stop.lastTitle(partner), [stop.last], book);
}
