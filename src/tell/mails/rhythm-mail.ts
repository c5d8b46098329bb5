import type { Reader } from '../../domain/card-model.ts';
import type { RhythmModel } from '../../domain/rhythm-model.ts';
import { rhythmLines } from '../../words/rhythm-lines.ts';
import { words } from '../../words/words.ts';
import { type Html, paragraph, strongParagraph } from './html.ts';

/** What a nudge says before its link: the same as its card. */
export function rhythmParts(
  model: Pick<RhythmModel, 'partner' | 'rhythm' | 'markDays'>,
  reader: Reader,
): Html[] {
  const { said, note } = rhythmLines(model, reader);
  return [
    strongParagraph(words(reader.locale).rhythm.title(model.partner)),
    paragraph(said.join(' ')),
    ...(note === null ? [] : [paragraph(note)]),
  ];
}
