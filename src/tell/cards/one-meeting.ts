import type { Reader } from '../../domain/card-model.ts';
import type { Interval } from '../../domain/time.ts';
import { capital, listedMoment, zoneText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { bodyOf, choicesOf, hole, type ShowCard, withInputs } from './pieces.ts';

const which = bodyOf([
  {
    type: 'Input.ChoiceSet',
    id: 'meeting',
    label: hole('label'),
    style: 'compact',
    isRequired: true,
    errorMessage: hole('missing'),
    value: hole('first'),
    choices: choicesOf('choices'),
  },
]);

/** Folded away: one of several meetings, to be moved, cancelled or answered on a card of its own. */
export function openOne(
  dates: readonly { meeting: string; time: Interval }[],
  reader: Reader,
): ShowCard[] {
  const { meeting } = words(reader.locale);
  const [first] = dates;
  if (!first) return [];
  return [
    {
      type: 'Action.ShowCard',
      title: meeting.changeOne,
      card: {
        type: 'AdaptiveCard',
        body: which({
          label: `${meeting.whichOne}${zoneText(first.time.start, reader)}`,
          missing: meeting.whichOneError,
          first: first.meeting,
          choices: dates.map(({ meeting: id, time }) => ({
            title: capital(listedMoment(time, reader)),
            value: id,
          })),
        }),
        actions: [withInputs('meeting.open', meeting.openIt, {})],
      },
    },
  ];
}
