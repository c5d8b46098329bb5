import type { Reader } from '../../domain/card-model.ts';
import type { SynthesisModel } from '../../domain/survey-model.ts';
import type { CellTold, Share, Synthesis } from '../../domain/synthesis-model.ts';
import { dayText } from '../../words/dates.ts';
import { type SynthesisLines, synthesisLines, type ToldPart } from '../../words/synthesis-lines.ts';
import { type Words, words } from '../../words/words.ts';
import type { LinkPage } from './ask.ts';
import { element, heading, paragraph } from './element.ts';

/** What a questionnaire came to: the same for whoever may read it, from the instant it is shared. */
export function synthesisView({ reader }: LinkPage, model: SynthesisModel): Node[] {
  const told = words(reader.locale);
  const { survey } = told;
  const { state, synthesis, moment, cohortName } = model;
  const title = heading(survey.synthesisTitle(moment));
  if (state === 'not-yet' || !synthesis) return [title, paragraph(survey.notYet, 'status')];
  return [
    title,
    paragraph(`${cohortName} · ${periodOf(synthesis, reader)}`, 'status'),
    // A coach who is in a pair as well reads it before the others do.
    ...(state === 'released' ? [] : [paragraph(survey[state])]),
    ...synthesis.cells.flatMap((cell) => group(cell, reader, told)),
    paragraph(survey.rule, 'small'),
  ];
}

function periodOf({ from, until }: Synthesis, reader: Reader): string {
  return words(reader.locale).survey.period(dayText(from, reader), dayText(until, reader));
}

function group(cell: CellTold, { locale }: Reader, told: Words): Node[] {
  const { survey } = told;
  const { head, rows } = synthesisLines(cell, locale);
  const asked = paragraph(survey.asked(cell.asked), 'status');
  if (rows.length === 0)
    return [element('h2', {}, survey.cell(cell.cell)), paragraph(survey.few, 'withheld'), asked];
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return [
    element('h2', {}, head),
    asked,
    ...topics.map((topic) =>
      tableOf(
        topic,
        rows.filter((row) => row.topic === topic),
        told,
      ),
    ),
  ];
}

function tableOf(topic: string, rows: SynthesisLines['rows'], { survey }: Words): HTMLElement {
  const { columns } = survey;
  const scoped = (text: string) => element('th', { scope: 'col' }, text);
  const lines = rows.map(({ question, trend, parts }) => {
    const asked = element(
      'th',
      { scope: 'row' },
      question,
      ...(trend === null ? [] : [element('span', { class: 'small trend' }, trend)]),
    );
    return element('tr', {}, asked, element('td', {}, ...parts.map((part) => told(part, survey))));
  });
  return element(
    'table',
    {},
    element('caption', {}, topic),
    element('thead', {}, element('tr', {}, scoped(columns.question), scoped(columns.told))),
    element('tbody', {}, ...lines),
  );
}

/** In words, and beside them as long as its share: the bar tells nothing of its own. */
function told({ name, text, share }: ToldPart, survey: Words['survey']): HTMLElement {
  const line = name === null ? text : survey.of(name, text);
  return element('div', { class: 'part' }, line, share ? bar(share) : undefined);
}

/** Known only up to a bound, it is drawn open on the side where it may go on. */
function bar({ percent, bound }: Share): HTMLElement {
  const drawn = element('span', { class: `bar ${bound ?? 'exact'}`, 'aria-hidden': 'true' });
  // Not in an attribute, which the page's policy would not let through.
  drawn.style.setProperty('--share', `${percent}%`);
  return drawn;
}
