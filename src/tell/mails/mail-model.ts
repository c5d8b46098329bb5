import type { Contact } from '../../domain/card-model.ts';
import type { Recording } from '../../domain/cohort-settings.ts';
import type { Manner } from '../../domain/meeting.ts';
import type { RhythmModel } from '../../domain/rhythm-model.ts';
import type { Instant, Interval } from '../../domain/time.ts';
import type { AlertMail } from './alert-mail.ts';
import type { PageMail } from './page-mail.ts';
import type { PauseMail } from './pause-mail.ts';
import type { ReachMail } from './reach-mail.ts';
import type { SurveyMail, SynthesisMail } from './survey-mail.ts';

/** The address of its reader's own page, and until when it opens. */
export interface PersonalLink {
  url: string;
  expires: Instant;
}

/** What every mail says of itself, so that its reader can check where it comes from. */
export interface MailFrame {
  /** Whoever reads. */
  name: string;
  /** The public body that runs the programme. */
  bodyName: string;
  /** The coaches' shared address: answers go there. */
  replyTo: string;
  /** The reader's referent; null before one is named, and for a referent. */
  referent: Contact | null;
}

/** Where two people meet: institution and city, when it is at one of theirs. */
export interface MailManner extends Manner {
  placeLabel: string | null;
}

/** Everything a mail may say, and nothing it may not. */
export type MailModel = MailFrame &
  (
    | ({
        kind: 'proposal';
        partner: string;
        /** The best first. */
        times: Interval[];
        link: PersonalLink;
      } & MailManner)
    | ({
        kind: 'confirm';
        partner: string;
        time: Interval;
        /** Set in the programme mailbox's calendar: the partner is asked too. */
        fromOutlook: boolean;
        /** Made in Outlook, and only the programme's copy of it says that it is cancelled. */
        doubted?: true;
        link: PersonalLink;
      } & MailManner)
    | ({
        kind: 'plan';
        partner: string;
        /** Ascending; `booked`: it stands in the calendars already. */
        times: { time: Interval; booked: boolean }[];
        link: PersonalLink;
      } & MailManner)
    | {
        kind: 'other-time';
        /** Whoever wishes it. */
        partner: string;
        /** The time that stands meanwhile. */
        time: Interval | null;
        link: PersonalLink;
      }
    | ({
        kind: 'booked';
        partner: string;
        time: Interval;
        joinUrl: string | null;
        /** A video link was asked for and none came. */
        linkMissing: boolean;
        link: PersonalLink;
      } & MailManner)
    | {
        kind: 'cancelled';
        partner: string;
        time: Interval | null;
        /** By the programme mailbox: none of the two did it. */
        fromOutlook: boolean;
        link: PersonalLink;
      }
    | {
        kind: 'held';
        partner: string;
        time: Interval;
        recording: Recording;
        link: PersonalLink;
      }
    | PauseMail
    | ({ kind: 'nudge'; link: PersonalLink } & Pick<RhythmModel, 'partner' | 'rhythm' | 'markDays'>)
    | AlertMail
    | ReachMail
    | PageMail
    | SurveyMail
    | SynthesisMail
  );

export type MailKind = MailModel['kind'];
