import type { Reader } from '../../domain/card-model.ts';
import type { ReachModel } from '../../domain/rhythm-model.ts';
import { dayOf } from '../../domain/time.ts';
import { dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { bodyOf, type Drawing, each, heading, line, small, spoken, strong } from './pieces.ts';

type Row = ReachModel['rows'][number];

const page = bodyOf<{ title: string; lines: string[]; rows: object[]; notes: string[] }>([
  heading('title'),
  each('lines', line('$data')),
  each('rows', { type: 'Container', spacing: 'Small', items: [strong('name'), line('why')] }),
  each('notes', small('$data')),
]);

/** Who cannot be reached and why: for their referent's eyes, so names stand inside the card only. */
export function drawReach(model: ReachModel, reader: Reader): Drawing {
  const { reach } = words(reader.locale);
  const title = reach.title(model.cohortName);
  const rows = model.rows.map((row) => ({
    name: reach.row(row.name, row.pairCode),
    why: whyOf(row, reader),
  }));
  if (rows.length === 0) {
    return {
      speak: spoken(title, reach.nobody),
      body: page({ title, lines: [reach.nobody], rows, notes: [] }),
      actions: [],
    };
  }
  const others = [
    ...(model.more > 0 ? [reach.more(model.more)] : []),
    ...(model.reached > 0 ? [reach.reached(model.reached)] : []),
  ];
  return {
    speak: spoken(title, ...rows.map(({ name, why }) => `${name}, ${why}`), ...others),
    body: page({ title, lines: [reach.intro], rows, notes: [...others, reach.note] }),
    actions: [],
  };
}

function whyOf({ state, since, reason }: Row, reader: Reader): string {
  const { reach } = words(reader.locale);
  // « 403 ConversationBlockedByUser »: the status says nothing to a reader, the code may.
  const code = reason?.split(' ').at(-1);
  return [
    reach.state(state),
    ...(since === null ? [] : [reach.since(dayText(dayOf(since, reader.zone), reader))]),
    ...(code ? [reach.reason(code)] : []),
  ].join(', ');
}
