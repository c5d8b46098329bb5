import type { YearLine } from '../../words/year-lines.ts';
import { hole } from './pieces.ts';

/** One line a date, close together: eight of them and the days between fit a phone. */
export const yearRows = (list: string) => ({
  type: 'TextBlock',
  $data: hole(list),
  wrap: true,
  spacing: hole('spacing'),
  size: hole('size'),
  isSubtle: hole('subtle'),
  text: hole('text'),
});

/** Days one does not choose stand back; their words say what they are. */
export const rowsOf = (lines: readonly YearLine[]) =>
  lines.map(({ text, own }, index) => ({
    text,
    spacing: index === 0 ? 'Medium' : 'Small',
    size: own ? 'Default' : 'Small',
    subtle: !own,
  }));
