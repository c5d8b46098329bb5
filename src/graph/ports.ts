import type { Response } from '../domain/calendar-change.ts';
import type { Taken } from '../domain/slots.ts';
import type { Interval, WorkingTime } from '../domain/time.ts';

/** What getSchedule could tell of one person: a calendar that cannot be read is unknown, never free. */
export type Free =
  | {
      known: true;
      busy: Taken[];
      /** Working hours as the person set them in Outlook; null when none can be read. */
      hours: Omit<WorkingTime, 'departement'> | null;
    }
  | { known: false; reason: string };

/** An event as we create it: neutral, private, no text of ours. */
export interface EventDraft {
  /** UUIDv5(meeting id, incarnation): Exchange drops a repeated POST that carries the same one. */
  transactionId: string;
  subject: string;
  startsAt: number;
  endsAt: number;
  location: string | null;
  /** Whether a Teams meeting is asked for. */
  video: boolean;
  attendees: { mail: string; name: string }[];
  /** A collective event: nobody sees who else is invited. */
  hideAttendees?: boolean;
}

export type { Response };

/** What we read of an event: never its subject, body or attachments. */
export interface EventState {
  graphId: string;
  iCalUId: string;
  changeKey: string;
  startsAt: number;
  endsAt: number;
  cancelled: boolean;
  /** Null when no video link came with the event, whatever was asked. */
  joinUrl: string | null;
  transactionId: string | null;
  /** In lower case; whoever else than the programme mailbox has invited it. */
  organiser: string | null;
  /** One for each attendee, in lower case; whoever is missing is not invited any more. */
  answers: { mail: string; response: Response; proposed: Interval | null }[];
}

/** The programme mailbox's calendar. Every method throws `OutsideFault`. */
export interface Calendar {
  /** Free and busy times by mail (lower case), over any window. Refused as a whole: everybody is unknown. */
  busy(mails: string[], window: Interval): Promise<Map<string, Free>>;
  create(draft: EventDraft): Promise<EventState>;
  /** The event a lost reply was about, looked for around its time; null when it is not there. */
  findByTransaction(transactionId: string, window: Interval): Promise<EventState | null>;
  /** Moves an event; `gone` when it is not there any more. */
  move(
    graphId: string,
    to: {
      /** Left out: where it is. A change of attendees alone writes to nobody but those it is about. */
      time?: Interval;
      location: string | null;
      /** Left out: as they are. */
      attendees?: EventDraft['attendees'];
    },
  ): Promise<EventState | 'gone'>;
  /**
   * Takes whatever its organiser wrote out of the mailbox's copy of an invitation, without reading
   * any of it; `gone` when the copy is not there any more. Any number of times.
   */
  blank(graphId: string): Promise<EventState | 'gone'>;
  /** Takes it away for good, from the deleted items too, and tells nobody; already gone is fine. */
  erase(graphId: string): Promise<void>;
  /** Cancels with notice to both; already gone is fine. */
  cancel(graphId: string): Promise<void>;
  /** Every event of the window, all pages. */
  view(window: Interval): Promise<EventState[]>;
  /** Events by id, together; `gone` for those that are not there any more. */
  read(graphIds: string[]): Promise<Map<string, EventState | 'gone'>>;
}

/** Where a cohort's list lives. */
export interface ListPlace {
  hostname: string;
  path: string;
  name: string;
}

/** One row: exactly what the committee's list may hold. */
export interface ListRow {
  key: string;
  pairCode: string;
  /** YYYY-MM-DD in the cohort's zone. */
  day: string;
  themes: string[];
}

/** The committee's SharePoint list. Every method throws `OutsideFault`. */
export interface TrackingList {
  /** Adds the row; the same key again adopts the row that is there (and makes it say what `row` says). */
  add(place: ListPlace, row: ListRow): Promise<{ itemId: string; etag: string }>;
  /** Changes a row in place with If-Match; `gone` when somebody removed it. A stale etag is read anew once. */
  change(
    place: ListPlace,
    item: { itemId: string; etag: string },
    row: ListRow,
  ): Promise<{ itemId: string; etag: string } | 'gone'>;
  /** Removes the row by key, whether or not we know its item; already gone is fine. */
  remove(place: ListPlace, key: string): Promise<void>;
  /** Whether site, list and columns are as they must be; faults in words for an administrator. */
  check(place: ListPlace): Promise<string[]>;
}

export interface OutgoingMail {
  to: { mail: string; name: string };
  /** The coaches' address: nobody reads the programme mailbox. */
  replyTo: { mail: string; name: string };
  subject: string;
  html: string;
}

export interface Mail {
  send(mail: OutgoingMail): Promise<void>;
}
