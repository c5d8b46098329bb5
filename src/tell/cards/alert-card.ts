import type { Contact, Reader } from '../../domain/card-model.ts';
import type { AlertModel, AlertMoreModel } from '../../domain/rhythm-model.ts';
import { dayText } from '../../words/dates.ts';
import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import { alertText } from './alert-text.ts';
import {
  type Action,
  type ActionData,
  aside,
  bodyOf,
  type Choice,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  mostButtons,
  primary,
  type ShowCard,
  small,
  spoken,
  strong,
} from './pieces.ts';

const face = bodyOf([
  heading('title'),
  strong('names'),
  small('pair'),
  each('facts', line('$data')),
  each('groups', {
    type: 'Container',
    items: [strong('label'), each('lines', line('$data'))],
  }),
]);

const choice = bodyOf([
  {
    type: 'Input.ChoiceSet',
    id: hole('id'),
    label: hole('label'),
    style: 'compact',
    isRequired: true,
    errorMessage: hole('missing'),
    value: hole('first'),
    choices: choicesOf('choices'),
  },
  small('note'),
]);

const warning = bodyOf([line('text')]);

/** To whoever answers for the pair: what is so, whom to call, and what can be done. */
export function drawAlert(model: AlertModel, reader: Reader): Drawing {
  const { title, names, pair, facts, tried, contacts } = alertText(model, reader);
  const groups = [tried, contacts].flatMap(([label, ...lines]) =>
    label === undefined ? [] : [{ label, lines }],
  );
  return {
    speak: spoken(title, names, ...facts),
    body: face({ title, names, pair, facts, groups }),
    actions: actsOf(model, reader),
  };
}

/** The most fitting ones, and all the rest behind the last. */
function actsOf(model: AlertModel, reader: Reader): Action[] {
  const { alert } = words(reader.locale);
  const { may } = model;
  const data = { alert: model.alert };
  const acts: Action[] = [];
  const see = aside('alert.seen', alert.see, data);
  if (may.offerLast) {
    acts.push({ ...aside('alert.last-meeting', alert.offerLast, data), style: 'positive' });
  }
  if (may.see) acts.push(may.offerLast ? see : { ...see, style: 'positive' });
  if (may.close) acts.push(closeCard(data, reader));
  acts.push(...callThem(model, reader));
  const more = may.pause || may.handOver || may.close;
  if (!more) return acts.slice(0, mostButtons);
  return [...acts.slice(0, mostButtons - 1), aside('alert.more', alert.more, data)];
}

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-workflow */
function callThem(model: AlertModel, { locale }: Reader): Action[] {
  // Somebody whom no message reaches is phoned: the numbers stand above.
  if (model.cause === 'unreachable') return [];
  // Closed, or given to another coach: it is not the reader's to call any more.
  if (model.outcome !== null || model.holder !== null) return [];
  const who: Contact | undefined = model.about ?? model.contacts[0];
  if (!who) return [];
  const url = `https://teams.microsoft.com/l/call/0/0?users=${encodeURIComponent(who.mail)}`;
  return [{ type: 'Action.OpenUrl', title: words(locale).alert.callThem(who.name), url }];
}

/** It cannot be undone: asked twice. */
function closeCard(data: ActionData, { locale }: Reader): ShowCard {
  const { alert } = words(locale);
  return {
    type: 'Action.ShowCard',
    title: alert.close,
    card: {
      type: 'AdaptiveCard',
      body: warning({ text: alert.closeIntro }),
      actions: [primary('alert.close', alert.closeConfirm, data)],
    },
  };
}

/** What else can be done about it, each with its own question. */
export function drawAlertMore(model: AlertMoreModel, reader: Reader): Drawing {
  const { alert } = words(reader.locale);
  const data = { alert: model.alert };
  const names = listText(model.names, reader.locale);
  const days = model.pauseUntil.map((day) => ({ title: dayText(day, reader), value: day }));
  const coaches = model.coaches.map(({ id, name }) => ({ title: name, value: id }));
  const actions: Action[] = [];
  if (days.length > 0) {
    const ask = { id: 'until', label: alert.pauseUntil, missing: alert.pauseUntilError };
    const act = primary('alert.pause', alert.pause, data);
    actions.push(asking(act, { ...ask, note: alert.pauseThen, choices: days }));
  }
  if (coaches.length > 0) {
    const ask = { id: 'to', label: alert.to, missing: alert.toError };
    const act = primary('alert.hand-over', alert.handOver, data);
    actions.push(asking(act, { ...ask, note: alert.handOverThen, choices: coaches }));
  }
  if (model.close) actions.push(closeCard(data, reader));
  return {
    speak: spoken(alert.moreTitle, names),
    body: face({
      title: alert.moreTitle,
      names,
      pair: alert.pair(model.pairCode),
      facts: [],
      groups: [],
    }),
    actions: [...actions, aside('alert.show', alert.back, data)],
  };
}

interface Question {
  id: string;
  label: string;
  missing: string;
  note: string;
  choices: Choice[];
}

const asking = (act: ReturnType<typeof primary>, question: Question): ShowCard => ({
  type: 'Action.ShowCard',
  title: act.title,
  card: {
    type: 'AdaptiveCard',
    body: choice({ ...question, first: question.choices[0]?.value ?? '' }),
    actions: [act],
  },
});
