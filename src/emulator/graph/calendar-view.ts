import { notServed, refuse } from '../api-error.ts';
import { eventsOf } from '../outlook/event.ts';
import { instantOf } from '../outlook/moment.ts';
import { standingIn } from '../outlook/occurrences.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { checkEventSelect, viewEvent } from './event-view.ts';
import { allowedCalendar } from './mailbox.ts';
import { page } from './page.ts';
import { preferencesOf } from './preferences.ts';

/** https://learn.microsoft.com/graph/api/user-list-calendarview */
export const calendarViewRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v1.0/users/:user/calendarView',
    token: 'graph',
    query: ['startDateTime', 'endDateTime', '$select', '$top', '$skip', '$orderby'],
    handle: view,
  },
];

function view(call: Call, world: World): Answer {
  const mailbox = allowedCalendar(call, world);
  checkEventSelect(call);
  const from = bound(call, 'startDateTime');
  const to = bound(call, 'endDateTime');
  if (to < from) refuse(400, 'ErrorInvalidParameter', 'The end date is before the start date.');
  const order = call.query.$orderby;
  if (order !== undefined && !/^start\/dateTime( asc)?$/.test(order)) {
    notServed(`$orderby=${order} on calendarView`);
  }
  const prefer = preferencesOf(call);
  const found = standingIn(eventsOf(world, mailbox), from, to);
  const size = { standard: prefer.pageSize ?? 10, most: 1_000 };
  const { value, ...next } = page(call, found, size);
  const body = { value: value.map((stored) => viewEvent(call, stored, prefer)), ...next };
  return { status: 200, body, headers: prefer.applied };
}

/** A bound without offset is UTC. */
function bound(call: Call, name: string): number {
  const dateTime = call.query[name];
  const instant = dateTime === undefined ? undefined : instantOf({ dateTime, timeZone: 'UTC' });
  const message =
    'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.';
  return instant ?? refuse(400, 'ErrorInvalidParameter', message);
}
