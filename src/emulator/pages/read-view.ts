import { type Appointment, appointmentOf, inviteeOf, wordsOf } from './appointment.ts';
import type { Attendee, CalendarEvent } from './calendar-api.ts';
import { attachmentDetails, detailsOf, Refused } from './compose-calls.ts';
import { element } from './element.ts';
import { span } from './french-dates.ts';
import type { EmailAddressDetails, ReadFacts } from './office/messages.ts';
import type { OpenItem } from './pane-frame.ts';

/** An appointment as somebody invited reads it. */
export class ReadView implements OpenItem {
  readonly root: HTMLElement;
  readonly facts: OpenItem['facts'];
  readonly #one: Appointment;

  constructor(event: CalendarEvent, number: number, zone: string, close: () => void) {
    this.#one = appointmentOf(event);
    this.facts = { number, kind: 'read', facts: factsOf(event, this.#one) };
    this.root = draw(event, this.#one, zone, close);
  }

  async call(func: string, [coercion]: unknown[]): Promise<unknown> {
    if (func === 'body.getTypeAsync') return 'html';
    if (func !== 'body.getAsync') throw new Error(`item.${func} is not for an attendee`);
    if (coercion === 'text') return wordsOf(this.#one);
    if (coercion === 'html') return this.#one.body;
    throw new Refused('CoercionTypeNotSupported', `A body is not read as ${String(coercion)}.`);
  }
}

const answers: Record<string, EmailAddressDetails['appointmentResponse']> = {
  organizer: 'organizer',
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

const attendeeDetails = (one: Attendee): EmailAddressDetails => ({
  ...detailsOf(inviteeOf(one)),
  appointmentResponse: answers[one.status?.response ?? ''] ?? 'none',
});

function factsOf(event: CalendarEvent, one: Appointment): ReadFacts {
  const all = event.attendees ?? [];
  const isOptional = ({ type }: Attendee) => type === 'optional';
  const organiser = event.organizer ?? { emailAddress: {} };
  return {
    itemId: event.id,
    seriesId: one.seriesId,
    start: new Date(one.start),
    end: new Date(one.end),
    subject: one.subject,
    location: one.location,
    organizer: { ...detailsOf(inviteeOf(organiser)), appointmentResponse: 'organizer' },
    requiredAttendees: all.filter((each) => !isOptional(each)).map(attendeeDetails),
    optionalAttendees: all.filter(isOptional).map(attendeeDetails),
    attachments: one.attachments.map(attachmentDetails),
    sensitivity: one.sensitivity,
    dateTimeCreated: new Date(event.createdDateTime ?? one.start),
    dateTimeModified: new Date(event.lastModifiedDateTime ?? one.start),
  };
}

function draw(
  event: CalendarEvent,
  one: Appointment,
  zone: string,
  close: () => void,
): HTMLElement {
  const names = [...one.required, ...one.optional].map(({ name }) => name).join(', ');
  const rows: [string, string][] = [
    ['Quand', span(one.start, one.end, zone)],
    ['Où', one.location],
    ['Organisé par', event.organizer ? inviteeOf(event.organizer).name : ''],
    ['Participant·es', names],
    ['Pièces jointes', one.attachments.map(({ name }) => name).join(', ')],
  ];
  return element(
    'div',
    { class: 'appointment flow' },
    element(
      'div',
      { class: 'buttons' },
      element('button', { type: 'button', onclick: close }, 'Fermer'),
    ),
    element(
      'dl',
      { class: 'facts' },
      ...rows
        .filter(([, value]) => value !== '')
        .flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]),
    ),
    element('pre', {}, wordsOf(one)),
  );
}
