import type { HeldModel, Reader } from '../../domain/card-model.ts';
import type { ThemeKey } from '../../domain/theme.ts';
import { dayInZone } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import type { LinkAct } from './ask.ts';
import { dateField } from './fields.ts';
import { themeList } from './theme-list.ts';

interface Asked {
  earliest: string;
  today: string;
  day: string;
  themes: readonly ThemeKey[];
  chosen: readonly ThemeKey[];
}

/** A day and its themes: of a meeting that is noted, or put right. */
export function dayAndThemes(
  { earliest, today, day, themes, chosen }: Asked,
  told: Words,
): { view: Node[]; read: () => { date: string; themes: string[] } | null } {
  const { record } = told;
  const words = { label: record.date, error: record.dateError };
  const date = dateField('date', words, { min: earliest, max: today, value: day });
  const list = themeList(themes, chosen, told);
  const read = () => {
    const on = date.read();
    const picked = on === null ? null : list.read();
    return on !== null && picked ? { date: on, themes: picked } : null;
  };
  return { view: [date.view, list.view], read };
}

/** The day and the themes put right, starting from what is recorded. */
export function correction(
  model: HeldModel,
  reader: Reader,
  told: Words,
): { view: Node[]; read: () => LinkAct | null } {
  const { earliest, today, heldOn, time, meeting, themes, recorded: chosen } = model;
  const planned = time ? dayInZone(time.start, reader.zone) : today;
  const form = dayAndThemes({ earliest, today, day: heldOn ?? planned, themes, chosen }, told);
  const read = (): LinkAct | null => {
    const said = form.read();
    return said && { act: 'correct', meeting, ...said };
  };
  return { view: form.view, read };
}
