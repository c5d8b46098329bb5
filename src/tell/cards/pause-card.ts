import type { Reader } from '../../domain/card-model.ts';
import type { PauseFormModel, PauseModel } from '../../domain/rhythm-model.ts';
import { dayText, shortDayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import {
  type Action,
  aside,
  bodyOf,
  type Drawing,
  type Element,
  each,
  heading,
  hole,
  line,
  primary,
  small,
  spoken,
  strong,
} from './pieces.ts';

const top = bodyOf([heading('title'), each('lines', line('$data')), strong('pick')]);

const lastDay = bodyOf([
  {
    type: 'Input.Date',
    id: 'until',
    label: hole('words.otherDay'),
    isRequired: true,
    errorMessage: hole('words.otherDayError'),
    min: hole('earliest'),
    max: hole('latest'),
    value: hole('preset'),
  },
]);

const face = bodyOf([
  heading('title'),
  each('days', strong('$data')),
  each('lines', line('$data')),
  each('notes', small('$data')),
]);

/** Weeks that are one press each, then any other day. */
export function drawPauseForm(model: PauseFormModel, reader: Reader): Drawing {
  const { pause } = words(reader.locale);
  const { pair, partner, earliest, latest, choices } = model;
  const title = pause.formTitle(partner);
  if (latest < earliest) return drawNoRoom(title, reader);
  const lines = [pause.noReason, pause.formThen(partner)];
  const preset = choices.find((until) => weeksTo(model, until) === usualWeeks) ?? latest;
  return {
    speak: spoken(title, ...lines, pause.pick),
    body: [
      ...top({ title, lines, pick: pause.pick }),
      ...weeksOf(model, reader),
      ...lastDay({ words: pause, earliest, latest, preset }),
    ],
    actions: [primary('pair.pause', pause.propose, { pair })],
  };
}

const usualWeeks = 4;
const weeksTo = ({ today }: PauseFormModel, until: string): number =>
  Math.round((Date.parse(until) - Date.parse(today)) / (7 * 86_400_000));

function weeksOf(model: PauseFormModel, reader: Reader): Element[] {
  const { pause } = words(reader.locale);
  const { pair, choices } = model;
  if (choices.length === 0) return [];
  const actions = choices.map((until) => {
    const title = pause.weeks(weeksTo(model, until), shortDayText(until, reader));
    return aside('pair.pause', title, { pair, until });
  });
  return [{ type: 'ActionSet', actions }];
}

function drawNoRoom(title: string, reader: Reader): Drawing {
  const { pause, greeting } = words(reader.locale);
  return {
    speak: spoken(title, pause.noRoom),
    body: face({ title, days: [], lines: [pause.noRoom], notes: [] }),
    actions: [aside('menu.referent', greeting.referent)],
  };
}

interface Face {
  title: string;
  days: string[];
  lines: string[];
  notes: string[];
}

export function drawPause(model: PauseModel, reader: Reader): Drawing {
  const shown = faceOf(model, reader);
  return {
    speak: spoken(shown.title, ...shown.days, ...shown.lines, ...shown.notes),
    body: face(shown),
    actions: actsOf(model, reader),
  };
}

function faceOf(model: PauseModel, reader: Reader): Face {
  const { pause } = words(reader.locale);
  const { partner, state, mine, byReferent } = model;
  const days = [pause.until(dayText(model.until, reader))];
  switch (state) {
    case 'proposed':
      return mine
        ? { title: pause.mineTitle, days, lines: [pause.waiting(partner)], notes: [] }
        : {
            title: pause.askedTitle(partner),
            days,
            lines: [pause.question],
            notes: [pause.noReason],
          };
    case 'agreed': {
      const lines = [...(byReferent ? [pause.byReferent] : []), pause.endsAlone];
      return { title: pause.runningTitle(partner), days, lines, notes: [pause.noReason] };
    }
    case 'declined': {
      const told = mine ? pause.declinedByThem(partner) : pause.declinedByMe(partner);
      return { title: pause.declinedTitle, days: [], lines: [told], notes: [] };
    }
    case 'withdrawn':
      return { title: pause.withdrawnTitle, days: [], lines: [pause.withdrawn], notes: [] };
    case 'lapsed':
      return { title: pause.lapsedTitle, days: [], lines: [pause.lapsed], notes: [] };
    case 'ended':
      return { title: pause.endedTitle, days: [], lines: [pause.ended(partner)], notes: [] };
  }
}

/** The likeliest first; what is over leads back to a next meeting. */
function actsOf({ pair, pause: id, state, may }: PauseModel, reader: Reader): Action[] {
  const { pause, greeting } = words(reader.locale);
  const about = { pause: id };
  const acts: Action[] = [];
  if (may.agree) acts.push(primary('pause.agree', pause.agree, about));
  if (may.decline) acts.push(aside('pause.decline', pause.decline, about));
  if (may.withdraw) acts.push(aside('pause.withdraw', pause.withdraw, about));
  if (may.resume) acts.push(aside('pair.resume', pause.resume, { pair, ...about }));
  if (state === 'ended') {
    acts.push({ ...aside('menu.book', greeting.book, { pair }), style: 'positive' });
  }
  if (state === 'lapsed') acts.push(aside('menu.pause', pause.menu, { pair }));
  return acts;
}
