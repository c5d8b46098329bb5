/// <reference types="office-js" />
import type { Interval } from '../../domain/time.ts';
import { addressOf } from './people.ts';

/**
 * An appointment being written, as far as the pane touches it. Its text and its attachments have no
 * place here; its subject is read to be put back, and goes nowhere.
 */
export interface Draft {
  time: () => Promise<Interval>;
  setTime: (time: Interval) => Promise<void>;
  /** In small letters, required and optional. */
  attendees: () => Promise<string[]>;
  invite: (mail: string) => Promise<void>;
  uninvite: (mail: string) => Promise<void>;
  subject: () => Promise<string>;
  setSubject: (subject: string) => Promise<void>;
  /** How private it is, in Outlook's own word; null where this Outlook has no such thing. */
  privacy: () => Promise<string | null>;
  setPrivacy: (privacy: string) => Promise<void>;
  /** Null where this Outlook does not say. */
  organiser: () => Promise<string | null>;
  /** A series, of which no single date is meant. */
  repeats: () => Promise<boolean>;
  onTime: (take: () => void) => void;
}

type Done<T> = (result: Office.AsyncResult<T>) => void;

export function openDraft(item: Office.AppointmentCompose): Draft {
  const { start, end, subject, sensitivity, organizer, recurrence } = item;
  return {
    time: async () => {
      const [from, until] = await Promise.all([
        told<Date>((done) => start.getAsync(done)),
        told<Date>((done) => end.getAsync(done)),
      ]);
      return { start: from.getTime(), end: until.getTime() };
    },
    // The end last: Outlook moves it along with the start.
    setTime: async (time) => {
      await told<void>((done) => start.setAsync(new Date(time.start), done));
      await told<void>((done) => end.setAsync(new Date(time.end), done));
    },
    attendees: async () => (await listsOf(item)).flatMap(({ people }) => people.map(mailOf)),
    invite: async (mail) => {
      const lists = await listsOf(item);
      if (lists.some(({ people }) => people.some((one) => mailOf(one) === mail))) return;
      await told<void>((done) => item.requiredAttendees.addAsync([mail], done));
    },
    uninvite: async (mail) => {
      for (const { recipients, people } of await listsOf(item)) {
        const others = people.filter((one) => mailOf(one) !== mail);
        if (others.length === people.length) continue;
        await told<void>((done) => recipients.setAsync(others, done));
      }
    },
    subject: () => told<string>((done) => subject.getAsync(done)),
    setSubject: (text) => told<void>((done) => subject.setAsync(text, done)),
    privacy: async () =>
      sensitivity ? String(await told<string>((done) => sensitivity.getAsync(done))) : null,
    setPrivacy: async (privacy) => {
      if (sensitivity) await told<void>((done) => sensitivity.setAsync(privacy, done));
    },
    organiser: async () => {
      if (!organizer) return null;
      return mailOf(await told<Office.EmailAddressDetails>((done) => organizer.getAsync(done)));
    },
    repeats: async () => {
      if (!recurrence) return false;
      const found = await told<Office.Recurrence | null>((done) => recurrence.getAsync(done));
      return (found ?? null) !== null;
    },
    onTime: (take) => item.addHandlerAsync(Office.EventType.AppointmentTimeChanged, take),
  };
}

const mailOf = ({ emailAddress }: Office.EmailAddressDetails): string => addressOf(emailAddress);

async function listsOf({ requiredAttendees, optionalAttendees }: Office.AppointmentCompose) {
  const lists = [requiredAttendees, optionalAttendees];
  return Promise.all(
    lists.map(async (recipients) => ({
      recipients,
      people: await told<Office.EmailAddressDetails[]>((done) => recipients.getAsync(done)),
    })),
  );
}

/** Outlook's own way of answering, as a promise; its refusals have no words for a person. */
function told<T>(ask: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    ask(({ status, value, error }) => {
      if (String(status) === 'succeeded') resolve(value);
      else reject(new Error(`Outlook: ${error?.name ?? 'no answer'}`));
    }),
  );
}
