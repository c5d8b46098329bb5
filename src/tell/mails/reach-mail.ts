import type { Reader } from '../../domain/card-model.ts';
import type { Recording } from '../../domain/cohort-settings.ts';
import type { Interval } from '../../domain/time.ts';
import { capital, momentText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { address, type Html, paragraph, strongParagraph } from './html.ts';
import type { MailManner, PersonalLink } from './mail-model.ts';

export type ReachMail =
  | {
      kind: 'welcome';
      role: 'mentee' | 'mentor';
      partner: string;
      recording: Recording;
      link: PersonalLink;
    }
  | ({
      kind: 'reminder';
      partner: string;
      time: Interval;
      joinUrl: string | null;
      link: PersonalLink;
    } & MailManner);

interface Parts {
  link: (purpose: string, link: PersonalLink, reader: Reader) => Html[];
  manner: (manner: MailManner, reader: Reader) => string;
}
type Letter<Kind extends ReachMail['kind']> = (
  model: Extract<ReachMail, { kind: Kind }>,
  reader: Reader,
  parts: Parts,
) => Html[];

/** The first mail to somebody without the bot, and the one on the working day before a meeting. */
export const reachLetters: { [Kind in ReachMail['kind']]: Letter<Kind> } = {
  welcome: ({ role, partner, recording, link }, reader, parts) => {
    const { reach, common } = words(reader.locale);
    return [
      paragraph(reach.welcomePair(partner)),
      paragraph(role === 'mentee' ? reach.welcomeMentee : reach.welcomeMentor),
      ...parts.link(reach.welcomeLink, link, reader),
      paragraph(common.kept(recording)),
    ];
  },
  reminder: (model, reader, parts) => {
    const { reach, mails } = words(reader.locale);
    return [
      paragraph(reach.reminder(model.partner)),
      strongParagraph(capital(momentText(model.time, reader))),
      paragraph(parts.manner(model, reader)),
      ...(model.joinUrl ? [address(mails.join, model.joinUrl)] : []),
      ...parts.link(reach.reminderLink, model.link, reader),
    ];
  },
};
