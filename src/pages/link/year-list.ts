import type { YearLine } from '../../words/year-lines.ts';
import { element } from './element.ts';

/** Dates one under the other; those that are not the pair's own stand back. */
export function yearList(lines: readonly YearLine[]): Node[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ text, own }) => element('li', own ? {} : { class: 'small' }, text));
  return [element('ul', { class: 'year', role: 'list' }, ...rows)];
}
