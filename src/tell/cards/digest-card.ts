import type { Reader } from '../../domain/card-model.ts';
import type { DigestModel } from '../../domain/rhythm-model.ts';
import { words } from '../../words/words.ts';
import { digestText } from './alert-text.ts';
import {
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  primary,
  small,
  spoken,
  strong,
} from './pieces.ts';

const list = bodyOf([
  heading('title'),
  {
    type: 'Container',
    $data: hole('rows'),
    spacing: 'Small',
    items: [strong('who'), { ...small('about'), spacing: 'None' }],
  },
  each('notes', line('$data')),
  each('questions', {
    type: 'Input.ChoiceSet',
    id: 'alert',
    label: hole('label'),
    style: 'compact',
    isRequired: true,
    errorMessage: hole('missing'),
    value: hole('first'),
    choices: choicesOf('choices'),
  }),
]);

/** What is open for a referent, the worst first, and a way to each. */
export function drawDigest(model: DigestModel, reader: Reader): Drawing {
  const { alert } = words(reader.locale);
  const { title, rows, notes } = digestText(model, reader);
  const choices = rows.flatMap(({ who }, at) => {
    const row = model.rows[at];
    return row ? [{ title: who, value: row.alert }] : [];
  });
  const [first] = choices;
  const question = { label: alert.which, missing: alert.whichError, choices };
  return {
    speak: spoken(title, ...rows.flatMap(({ who, about }) => [who, about]), ...notes),
    body: list({
      title,
      rows,
      notes,
      questions: first ? [{ ...question, first: first.value }] : [],
    }),
    actions: first ? [primary('alert.open', alert.open, {})] : [],
  };
}
