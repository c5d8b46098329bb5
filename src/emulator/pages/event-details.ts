import { type CalendarEvent, instantAt } from './calendar-api.ts';
import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { attendeeActs, organiserActs } from './event-acts.ts';
import { span } from './french-dates.ts';
import { openModal } from './modal.ts';

const responses: Record<string, string> = {
  accepted: 'accepté',
  tentativelyAccepted: 'peut-être',
  declined: 'refusé',
  organizer: 'organise',
};

const sensitivities: Record<string, string> = {
  private: 'Privé',
  personal: 'Personnel',
  confidential: 'Confidentiel',
};

type Attendee = NonNullable<CalendarEvent['attendees']>[number];

const nameOf = ({ emailAddress }: Pick<Attendee, 'emailAddress'>): string =>
  emailAddress.name || emailAddress.address || 'quelqu’un';

const isOrganiser = (event: CalendarEvent, me: Person): boolean =>
  event.isOrganizer ??
  (event.organizer?.emailAddress.address?.toLowerCase() ?? me.mail) === me.mail.toLowerCase();

/** Everything Outlook shows of an event, and what it lets that person do with it. */
export function openDetails(
  event: CalendarEvent,
  me: Person,
  zone: string,
  changed: () => Promise<void>,
): void {
  openModal(event.subject ?? '(sans objet)', (close) => {
    const done = async () => {
      close();
      await changed();
    };
    return [
      event.isCancelled
        ? element('p', { class: 'notice' }, 'Cet événement est annulé.')
        : undefined,
      facts(event, zone),
      isOrganiser(event, me)
        ? organiserActs(event, me, zone, done)
        : attendeeActs(event, me, zone, done),
    ];
  });
}

function facts(event: CalendarEvent, zone: string): HTMLElement {
  const link = event.onlineMeeting?.joinUrl;
  const rows: [string, (Node | string)[]][] = [
    ['Quand', [span(instantAt(event.start), instantAt(event.end), zone)]],
    ['Où', event.location?.displayName ? [event.location.displayName] : []],
    ['Visioconférence', link ? [outsideLink(link)] : []],
    ['Organisé par', event.organizer ? [nameOf(event.organizer)] : []],
    ['Participant·es', attendees(event, zone)],
    ['Confidentialité', [sensitivities[event.sensitivity ?? ''] ?? 'Normal']],
  ];
  const shown = rows.filter(([, values]) => values.length > 0);
  return element(
    'dl',
    { class: 'facts' },
    ...shown.flatMap(([term, values]) => [
      element('dt', {}, term),
      ...values.map((value) => element('dd', {}, value)),
    ]),
  );
}

const outsideLink = (href: string): HTMLElement =>
  element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, 'Rejoindre la réunion');

const attendees = (event: CalendarEvent, zone: string): string[] =>
  (event.attendees ?? []).map((one) => {
    const response = responses[one.status?.response ?? ''] ?? 'pas encore de réponse';
    const proposed = one.proposedNewTime;
    const other = proposed
      ? ` ; propose ${span(instantAt(proposed.start), instantAt(proposed.end), zone)}`
      : '';
    return `${nameOf(one)} : ${response}${other}`;
  });
