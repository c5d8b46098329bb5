import { actButton, statusLine } from './act-button.ts';
import {
  type Appointment,
  appointmentOf,
  eventBodyOf,
  inviteesIn,
  mailsIn,
  sensitivityOf,
  wordsOf,
} from './appointment.ts';
import { htmlOfText } from './body-text.ts';
import { saveAppointment } from './calendar-api.ts';
import { callOnForm, type Directory, isFormCall, Refused } from './compose-calls.ts';
import { element } from './element.ts';
import { filesField } from './files-field.ts';
import { fieldValue, instantOf } from './french-dates.ts';
import type { OpenItem } from './pane-frame.ts';
import { Problem } from './problem.ts';
import { field } from './time-fields.ts';

const privacies = [
  ['normal', 'Normale'],
  ['personal', 'Personnelle'],
  ['private', 'Privée'],
  ['confidential', 'Confidentielle'],
] as const;

/** What the window around the form is told. */
export interface FormEvents {
  /** It has been sent, or put aside. */
  closed: (changed: boolean) => void;
  /** For the pane: an event of Office's, by its name. */
  happened: (event: string, args: Record<string, unknown>) => void;
}

/** An appointment as its organiser writes it, in the fields and through Office.js alike. */
export class ComposeForm implements OpenItem {
  readonly root: HTMLElement;
  readonly facts: OpenItem['facts'];
  readonly #directory: Directory;
  readonly #zone: string;
  readonly #events: FormEvents;
  readonly #status = statusLine();
  readonly #fields = blankFields();
  readonly #files = filesField((attachments) => {
    this.#read();
    this.#change({ attachments });
  });
  #one: Appointment;

  constructor(
    one: Appointment,
    number: number,
    directory: Directory,
    zone: string,
    events: FormEvents,
  ) {
    this.#one = one;
    this.#directory = directory;
    this.#zone = zone;
    this.#events = events;
    this.facts = { number, kind: 'compose', seriesId: one.seriesId };
    this.#listen();
    this.#write();
    this.root = this.#draw();
  }

  async call(func: string, args: unknown[]): Promise<unknown> {
    this.#read();
    if (isFormCall(func)) {
      const { value, change } = callOnForm(func, args, this.#one, this.#directory);
      if (change) this.#change(change);
      return value;
    }
    if (func === 'saveAsync') return this.#save(true);
    if (func === 'sendAsync') return this.#send();
    if (func === 'close') return this.#events.closed(false);
    throw new Problem(`Le volet appelle « item.${func} ».`, 'Cet Outlook ne le connaît pas.');
  }

  /** Into the calendar; what is sent already cannot be kept back again. */
  async #save(isDraft: boolean): Promise<string> {
    if (isDraft && this.#one.sent) {
      throw new Refused('SaveError', 'What was sent is saved by sending it again.');
    }
    const { organiser } = this.#directory;
    const saved = await saveAppointment(
      organiser.mail,
      this.#one.id,
      eventBodyOf(this.#one, isDraft),
    );
    this.#one = appointmentOf(saved);
    this.#write();
    return saved.id;
  }

  async #send(): Promise<void> {
    this.#read();
    await this.#save(false);
    this.#events.closed(true);
  }

  #change(change: Partial<Appointment>): void {
    const before = this.#one;
    this.#one = { ...before, ...change };
    this.#write();
    this.#tell(before);
  }

  #tell(before: Appointment): void {
    const { start, end, required, optional } = this.#one;
    if (start !== before.start || end !== before.end) {
      const times = { start: new Date(start), end: new Date(end) };
      this.#events.happened('olkAppointmentTimeChanged', times);
    }
    const changed = {
      requiredAttendees: mailsIn(required) !== mailsIn(before.required),
      optionalAttendees: mailsIn(optional) !== mailsIn(before.optional),
      ...{ to: false, cc: false, bcc: false, resources: false },
    };
    if (!changed.requiredAttendees && !changed.optionalAttendees) return;
    this.#events.happened('olkRecipientsChanged', { changedRecipientFields: changed });
  }

  /** What the person wrote since; a time that is left half written counts as unchanged. */
  #read(): void {
    const { subject, required, optional, start, end, location, privacy, online, words } =
      this.#fields;
    const before = this.#one;
    const { people } = this.#directory;
    const known = [...before.required, ...before.optional, ...people];
    const at = (input: HTMLInputElement, old: string) =>
      input.value === '' || input.value === fieldValue(old, this.#zone)
        ? old
        : instantOf(input.value, this.#zone);
    const asWritten = words.value === wordsOf(before);
    this.#one = {
      ...before,
      subject: subject.value,
      required: inviteesIn(required.value, known),
      optional: inviteesIn(optional.value, known),
      start: at(start, before.start),
      end: at(end, before.end),
      location: location.value,
      sensitivity: sensitivityOf(privacy.value),
      isOnlineMeeting: before.isOnlineMeeting || online.checked,
      body: asWritten ? before.body : htmlOfText(words.value),
    };
    this.#tell(before);
  }

  #write(): void {
    const { subject, required, optional, start, end, location, privacy, online, words } =
      this.#fields;
    const one = this.#one;
    subject.value = one.subject;
    required.value = mailsIn(one.required);
    optional.value = mailsIn(one.optional);
    start.value = fieldValue(one.start, this.#zone);
    end.value = fieldValue(one.end, this.#zone);
    location.value = one.location;
    privacy.value = one.sensitivity;
    online.checked = one.isOnlineMeeting;
    online.disabled = one.sent && one.isOnlineMeeting;
    words.value = wordsOf(one);
    this.#files.show(one.attachments);
  }

  #listen(): void {
    const { start, end } = this.#fields;
    for (const input of Object.values(this.#fields)) {
      // A new start takes the end along, as it does for the pane.
      input.addEventListener('change', () => {
        const before = this.#one;
        this.#read();
        if (input !== start || this.#one.start === before.start || end.value === '') return;
        const lasting = Date.parse(before.end) - Date.parse(before.start);
        const until = new Date(Date.parse(this.#one.start) + lasting).toISOString();
        this.#change({ end: until });
      });
    }
  }

  #draw(): HTMLElement {
    const { subject, required, optional, start, end, location, privacy, online, words } =
      this.#fields;
    const close = () => this.#events.closed(false);
    const send = actButton(
      'Envoyer',
      this.#status,
      async () => {},
      () => this.#send(),
      'primary',
    );
    const two = (...fields: HTMLElement[]) => element('div', { class: 'two' }, ...fields);
    return element(
      'form',
      { class: 'appointment flow', onsubmit: (event) => event.preventDefault() },
      element(
        'div',
        { class: 'buttons' },
        send,
        element('button', { type: 'button', onclick: close }, 'Fermer sans envoyer'),
      ),
      this.#status,
      field('Objet', subject),
      field('Participant·es', required),
      field('Facultatif', optional),
      two(field('Début', start), field('Fin', end)),
      two(field('Lieu', location), field('Confidentialité', privacy)),
      element('label', { class: 'check' }, online, 'Réunion Teams'),
      field('Texte', words),
      this.#files.root,
    );
  }
}

function blankFields() {
  const line = (type = 'text') => element('input', { type, autocomplete: 'off' });
  const options = privacies.map(([value, word]) => element('option', { value }, word));
  return {
    subject: line(),
    required: line(),
    optional: line(),
    start: line('datetime-local'),
    end: line('datetime-local'),
    location: line(),
    privacy: element('select', {}, ...options),
    online: element('input', { type: 'checkbox' }),
    words: element('textarea', { rows: 6 }),
  };
}
