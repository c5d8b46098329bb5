import { randomUUID } from 'node:crypto';
import type { CalendarEvent } from './event.ts';

/** A Teams meeting of its own, with the words that Exchange itself adds under the body. */
export function withOnlineMeeting(event: CalendarEvent, tenant: string): CalendarEvent {
  const thread = `19%3ameeting_${randomUUID().replaceAll('-', '')}%40thread.v2`;
  const context = encodeURIComponent(JSON.stringify({ Tid: tenant }));
  const joinUrl = `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=${context}`;
  const content = `${event.body.content}${joinBlock(joinUrl)}`;
  return {
    ...event,
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    onlineMeeting: { joinUrl },
    body: { contentType: 'html', content },
    bodyPreview: 'Réunion Microsoft Teams Rejoindre la réunion maintenant',
  };
}

/** What Graph answers when the tenant gives no link: created all the same, and silent about it. */
export function withoutOnlineMeeting(event: CalendarEvent): CalendarEvent {
  return { ...event, isOnlineMeeting: false, onlineMeetingProvider: 'unknown' };
}

function joinBlock(joinUrl: string): string {
  return [
    '<div class="me-email-text" lang="fr-FR"><hr>',
    '<div><strong>Réunion Microsoft Teams</strong></div>',
    `<div><a href="${joinUrl}">Rejoindre la réunion maintenant</a></div>`,
    '<hr></div>',
  ].join('');
}
