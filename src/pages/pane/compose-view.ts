import { element, heading, paragraph } from '../link/element.ts';
import { buttonRow, type PaneButton, paneButton, type Run } from './buttons.ts';
import type { Looked, Step, StepKind } from './making.ts';
import type { Told } from './told.ts';
import type { WhenForm } from './when-form.ts';

export interface Composed {
  looked: Looked;
  steps: Step[];
  told: Told;
  /** How and when; null once the date is registered. */
  form: WhenForm | null;
  make: Run;
  undo: (kind: StepKind) => Run;
  undoAll: Run;
}

/** An appointment that is, or is to be, the pair's meeting: what is done, and what one press does. */
export function composeView(asked: Composed): Node[] {
  const { looked, steps, told, form } = asked;
  const { compose } = told.pane;
  const { partner, subject, appointment } = looked.pane;
  const done = steps.every(({ state }) => state !== 'to-do');
  const begun = steps.some(({ state, mayUndo }) => state === 'done' && mayUndo);
  const sent = done && appointment?.invitation === 'arrived';
  const title = sent ? compose.sentTitle : done ? compose.doneTitle : compose.title;
  const ownSubject = looked.subject.trim() !== '' && looked.subject !== subject;
  const make: PaneButton = {
    title: begun ? compose.finish : compose.make,
    ...{ primary: true, run: asked.make },
  };
  const undoAll: PaneButton = { title: compose.undoAll, run: asked.undoAll };
  const buttons = [...(done ? [] : [make]), ...(begun ? [undoAll] : [])];
  return [
    heading(title(partner.name)),
    ...(appointment?.invitation === 'gone' ? [paragraph(compose.gone, 'error')] : []),
    ...(done ? [paragraph(sent ? compose.sent : compose.next, 'status')] : []),
    ...(done || !form ? [] : [form.view]),
    element('h2', {}, begun || done ? compose.steps : compose.will),
    stepList(asked),
    ...(ownSubject && !done ? [paragraph(compose.ownSubject(subject), 'notice')] : []),
    ...(buttons.length > 0 ? [buttonRow(...buttons)] : []),
    paragraph(compose.never, 'small'),
    paragraph(told.common.kept(looked.pane.recording), 'small'),
  ];
}

/** Done or still to do is said by a sign and by the sentence itself. */
function stepList(asked: Composed): HTMLElement {
  const { steps, told, looked } = asked;
  const { compose } = told.pane;
  const { name } = looked.pane.partner;
  const rows = steps.map(({ kind, state, mayUndo }) => {
    const text = state === 'done' ? compose.stepDone(kind, name) : compose.step(kind, name);
    const sign = element('span', { class: 'sign', 'aria-hidden': 'true' }, signs[state]);
    const place = element('span', { class: 'small', role: 'status' });
    const undo = paneButton(
      { title: compose.undo, label: compose.undoThat(text), run: asked.undo(kind) },
      place,
    );
    const note =
      state === 'not-here' ? element('span', { class: 'small' }, compose.stepNotHere) : '';
    const words = element('span', {}, text, ' ', note);
    return element('li', { class: state }, sign, words, ...(mayUndo ? [undo, place] : []));
  });
  return element('ul', { class: 'steps' }, ...rows);
}

const signs: Readonly<Record<Step['state'], string>> = {
  'to-do': '○',
  done: '✓',
  'not-here': '!',
};
