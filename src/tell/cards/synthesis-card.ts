import type { Reader } from '../../domain/card-model.ts';
import type { SynthesisModel } from '../../domain/survey-model.ts';
import type { CellTold } from '../../domain/synthesis-model.ts';
import { synthesisLines } from '../../words/synthesis-lines.ts';
import { words } from '../../words/words.ts';
import {
  type Action,
  aside,
  bodyOf,
  type Drawing,
  type Element,
  each,
  heading,
  line,
  primary,
  type ShowCard,
  small,
  spoken,
  strong,
} from './pieces.ts';

const face = bodyOf([
  heading('title'),
  each('lines', line('$data')),
  each('notes', small('$data')),
]);
const cellBody = bodyOf([strong('title'), each('rows', line('$data'))]);
const rule = bodyOf([small('rule')]);

/** To coaches before it is shared, and to everybody from then on: the same figures for all. */
export function drawSynthesis(model: SynthesisModel, reader: Reader): Drawing {
  const { survey } = words(reader.locale);
  const { state, moment, cohortName, synthesis } = model;
  if (!synthesis) {
    const title = survey.synthesisTitle(moment);
    const body = face({ title, lines: [survey.notYet], notes: [cohortName] });
    return { speak: spoken(title, survey.notYet), body, actions: [] };
  }
  const title = state === 'released' ? survey.synthesisTitle(moment) : survey.readyTitle(moment);
  const said = state === 'ready' ? survey.ready : state === 'held' ? survey.held : survey.released;
  const heads = synthesis.cells.map((cell) => synthesisLines(cell, reader.locale).head);
  return {
    speak: spoken(title, said, ...heads),
    body: face({ title, lines: [said, ...heads], notes: [cohortName] }),
    actions: [...acts(model, reader), ...opened(synthesis.cells, reader)],
  };
}

function acts({ wave, version, may }: SynthesisModel, { locale }: Reader): Action[] {
  const { survey } = words(locale);
  const about = { wave, version };
  return [
    ...(may.release ? [primary('synthesis.release', survey.release, about)] : []),
    ...(may.hold ? [aside('synthesis.hold', survey.hold, about)] : []),
  ];
}

/** What is told of each group, folded away; nothing to open where nothing is told of any. */
function opened(cells: readonly CellTold[], { locale }: Reader): ShowCard[] {
  const { survey } = words(locale);
  const told = cells.filter(({ size }) => size !== null);
  if (told.length === 0) return [];
  const body: Element[] = told.flatMap((cell) => {
    const { head, rows } = synthesisLines(cell, locale);
    return cellBody({ title: head, rows: rows.map((row) => `${row.question} ${row.told}`) });
  });
  const card = { type: 'AdaptiveCard' as const, body: [...body, ...rule(survey)], actions: [] };
  return [{ type: 'Action.ShowCard', title: survey.read, card }];
}
