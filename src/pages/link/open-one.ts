import type { Reader } from '../../domain/card-model.ts';
import type { Interval } from '../../domain/time.ts';
import { capital, listedMoment, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { actRow, type GoButton, type Send } from './act-row.ts';
import { choiceList } from './choice-list.ts';
import { element } from './element.ts';

/** One of several meetings to be moved, cancelled or answered: folded away until it is wanted. */
export function openOne(
  dates: readonly { meeting: string; time: Interval }[],
  reader: Reader,
  send: Send,
): Node[] {
  const [first] = dates;
  if (!first) return [];
  const { meeting: told } = words(reader.locale);
  const choices = dates.map(({ meeting, time }) => ({
    label: capital(listedMoment(time, reader)),
    value: meeting,
  }));
  const zone = zoneText(first.time.start, reader);
  const which = choiceList({
    legend: `${told.whichOne}${zone}`,
    name: 'meeting',
    kind: 'radio',
    choices,
    chosen: [first.meeting],
  });
  const open = (): GoButton => ({
    title: told.openIt,
    go: { kind: 'meeting', meeting: which.chosen()[0] ?? first.meeting },
  });
  const row = actRow([open()], (_button, place) => send(open(), place));
  return [element('details', {}, element('summary', {}, told.changeOne), which.view, row)];
}
