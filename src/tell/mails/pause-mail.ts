import type { Reader } from '../../domain/card-model.ts';
import type { Day } from '../../domain/time.ts';
import { dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { type Html, paragraph } from './html.ts';
import type { PersonalLink } from './mail-model.ts';

/** What a mail says of a pause to its reader. */
export type PauseSaid =
  | ('asked' | 'agreed' | 'declined' | 'withdrawn')
  | 'set'
  | 'resumed'
  /** Ended by whoever answers for the pair. */
  | 'lifted';

export type PauseMail =
  | { kind: 'pause'; said: PauseSaid; partner: string; until: Day; link: PersonalLink }
  | { kind: 'last-meeting'; partner: string; link: PersonalLink }
  | { kind: 'closed'; partner: string };

type LinkParts = (purpose: string, link: PersonalLink, reader: Reader) => Html[];
type Letter<Kind extends PauseMail['kind']> = (
  model: Extract<PauseMail, { kind: Kind }>,
  reader: Reader,
  linkParts: LinkParts,
) => Html[];

/** Letters of pauses and of endings: the same for both of a pair, whoever began. */
export const pauseLetters: { [Kind in PauseMail['kind']]: Letter<Kind> } = {
  pause: (model, reader, linkParts) => {
    const { pause } = words(reader.locale);
    const { told, link } = pauseWords(model, reader);
    const calms = model.said === 'asked' || model.said === 'set';
    return [
      paragraph(told),
      ...(calms ? [paragraph(pause.noReason)] : []),
      ...linkParts(link, model.link, reader),
    ];
  },
  'last-meeting': ({ partner, link }, reader, linkParts) => {
    const { stop } = words(reader.locale);
    return [paragraph(stop.mailLast(partner)), ...linkParts(stop.mailLastLink, link, reader)];
  },
  closed: ({ partner }, reader) => {
    const { stop } = words(reader.locale);
    return [paragraph(stop.mailClosed(partner)), paragraph(stop.closed)];
  },
};

function pauseWords(
  { said, partner, until }: Extract<PauseMail, { kind: 'pause' }>,
  reader: Reader,
): { told: string; link: string } {
  const { pause } = words(reader.locale);
  const day = dayText(until, reader);
  switch (said) {
    case 'asked':
      return { told: pause.mailAsked(partner, day), link: pause.mailAskedLink };
    case 'agreed':
      return { told: pause.mailAgreed(partner, day), link: pause.mailRunsLink };
    case 'set':
      return { told: pause.mailSet(partner, day), link: pause.mailRunsLink };
    case 'declined':
      return { told: pause.mailDeclined(partner), link: pause.mailStateLink };
    case 'withdrawn':
      return { told: pause.mailWithdrawn(partner), link: pause.mailStateLink };
    case 'lifted':
      return { told: pause.mailLifted(partner), link: pause.mailStateLink };
    case 'resumed':
      return { told: pause.mailResumed(partner), link: pause.mailStateLink };
  }
}
