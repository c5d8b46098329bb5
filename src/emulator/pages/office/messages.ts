/**
 * What the pane's Office.js and the Outlook page around it post to each other. Types alone: the
 * script of the pane is one classic file and shares no code with the pages.
 */
export interface Wish {
  office: 'wish';
  id: number;
  func: string;
  args: unknown[];
  /** Which item it is for; 0 where it is for none. */
  item: number;
}

export type Reply =
  | { office: 'reply'; id: number; value: unknown }
  | { office: 'reply'; id: number; fault: Fault };

/** Something happened in Outlook; `item` is what stands open now. */
export interface Told {
  office: 'told';
  event: string;
  args: Record<string, unknown>;
  item?: ItemFacts | null;
}

/** The `error` of an AsyncResult. */
export interface Fault {
  code: number;
  name: string;
  message: string;
}

export interface EmailAddressDetails {
  displayName: string;
  emailAddress: string;
  recipientType: 'user' | 'externalUser';
  appointmentResponse: 'none' | 'organizer' | 'tentative' | 'accepted' | 'declined';
}

export interface AttachmentDetails {
  id: string;
  name: string;
  size: number;
  attachmentType: 'file';
  isInline: false;
  contentType?: string;
}

/** What can be said of an attendee's appointment without asking: properties, not methods. */
export interface ReadFacts {
  itemId: string;
  seriesId: string | null;
  start: Date;
  end: Date;
  subject: string;
  location: string;
  organizer: EmailAddressDetails;
  requiredAttendees: EmailAddressDetails[];
  optionalAttendees: EmailAddressDetails[];
  attachments: AttachmentDetails[];
  sensitivity: string;
  dateTimeCreated: Date;
  dateTimeModified: Date;
}

/** The item that is open, numbered so that a late call reaches no other one. */
export type ItemFacts =
  | { number: number; kind: 'compose'; seriesId: string | null }
  | { number: number; kind: 'read'; facts: ReadFacts };

export interface OfficeTheme {
  bodyBackgroundColor: string;
  bodyForegroundColor: string;
  controlBackgroundColor: string;
  controlForegroundColor: string;
}

/** What Office.js is answered when it opens. */
export interface Opening {
  displayLanguage: string;
  officeTheme: OfficeTheme;
  userProfile: Record<'displayName' | 'emailAddress' | 'timeZone' | 'accountType', string>;
  item: ItemFacts | null;
}
