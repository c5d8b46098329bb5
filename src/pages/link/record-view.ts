import { words } from '../../words/words.ts';
import { type ActButton, actRow, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { dayAndThemes } from './correction.ts';
import { heading, paragraph } from './element.ts';

type RecordModel = Extract<LinkPage['model'], { kind: 'record' }>;

/** A meeting that took place without an invitation of ours: its day and its themes. */
export function recordView({ reader }: LinkPage, model: RecordModel, send: Send): Node[] {
  const told = words(reader.locale);
  const { record, link, common } = told;
  const { earliest, today, themes, partner, recording } = model;
  const form = dayAndThemes({ earliest, today, day: today, themes, chosen: [] }, told);
  const save: ActButton = {
    title: record.save,
    primary: true,
    act: () => {
      const said = form.read();
      return said && { act: 'record', ...said };
    },
  };
  return [
    heading(record.recordTitle(partner)),
    paragraph(link.recordWhy, 'status'),
    ...form.view,
    actRow([save], send),
    paragraph(common.kept(recording), 'small'),
  ];
}
