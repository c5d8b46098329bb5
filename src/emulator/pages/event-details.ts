import { actButton, type Done, statusLine } from './act-button.ts';
import {
  type Attendee,
  type CalendarEvent,
  dayZoneOf,
  instantAt,
  inviteOnly,
} from './calendar-api.ts';
import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { attendeeActs, organiserActs } from './event-acts.ts';
import { isOrganiser } from './event-rules.ts';
import { daySpan, span } from './french-dates.ts';
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

const kinds: Record<string, string> = {
  free: 'Libre',
  tentative: 'Provisoire',
  busy: 'Occupé·e',
  oof: 'Absent·e',
  workingElsewhere: 'Travaille ailleurs',
};

const nameOf = ({ emailAddress }: Pick<Attendee, 'emailAddress'>): string =>
  emailAddress.name || emailAddress.address || 'quelqu’un';

/** What may follow: something was changed, or the event is to be opened in its own window. */
export interface Follows {
  changed: Done;
  opened: (() => void) | undefined;
}

/** Everything Outlook shows of an event, and what it lets that person do with it. */
export function openDetails(
  event: CalendarEvent,
  me: Person,
  zone: string,
  { changed, opened }: Follows,
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
      opened && openButton(opened, close),
      facts(event, me, zone, done),
      isOrganiser(event, me)
        ? organiserActs(event, me, zone, done)
        : attendeeActs(event, me, zone, done),
    ];
  });
}

function openButton(opened: () => void, close: () => void): HTMLElement {
  const open = () => {
    close();
    opened();
  };
  return element('button', { type: 'button', onclick: open }, 'Ouvrir');
}

function facts(event: CalendarEvent, me: Person, zone: string, done: Done): HTMLElement {
  const link = event.onlineMeeting?.joinUrl;
  const rows: [string, (Node | string)[]][] = [
    ['Quand', [whenOf(event, zone)]],
    ['Où', event.location?.displayName ? [event.location.displayName] : []],
    ['Visioconférence', link ? [outsideLink(link)] : []],
    ['Organisé par', event.organizer ? [nameOf(event.organizer)] : []],
    ['Participant·es', attendees(event, me, zone, done)],
    ['Statut', [kinds[event.showAs ?? ''] ?? 'Occupé·e']],
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

function whenOf(event: CalendarEvent, zone: string): string {
  const [start, end] = [instantAt(event.start), instantAt(event.end)];
  return event.isAllDay ? daySpan(start, end, dayZoneOf(event)) : span(start, end, zone);
}

/** Each with their answer; the organiser may take one off. */
function attendees(
  event: CalendarEvent,
  me: Person,
  zone: string,
  done: Done,
): (string | HTMLElement)[] {
  const all = event.attendees ?? [];
  if (!isOrganiser(event, me)) return all.map((one) => answerOf(one, zone));
  return all.map((one) => {
    const status = statusLine();
    const others = all.filter((other) => other !== one);
    const remove = () => inviteOnly(me.mail, event.id, others);
    const button = actButton('Retirer', status, done, remove, 'small');
    button.setAttribute('aria-label', `Retirer ${nameOf(one)}`);
    return element('div', { class: 'attendee' }, answerOf(one, zone), button, status);
  });
}

function answerOf(one: Attendee, zone: string): string {
  const response = responses[one.status?.response ?? ''] ?? 'pas encore de réponse';
  const proposed = one.proposedNewTime;
  const other = proposed
    ? ` ; propose ${span(instantAt(proposed.start), instantAt(proposed.end), zone)}`
    : '';
  return `${nameOf(one)} : ${response}${other}`;
}
