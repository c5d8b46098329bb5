import type { CalendarEvent } from './calendar-api.ts';
import { type Hands, movableByHand, movableByKeys } from './drag.ts';
import { element } from './element.ts';
import { capital, dayAfter, dayOfWeek, hour, noonOf, workingDays } from './french-dates.ts';
import { lanesOf } from './lanes.ts';
import {
  firstHour,
  firstMinute,
  isOn,
  lastHour,
  lastMinute,
  minutesOn,
  type Placed,
  placeOf,
} from './week-places.ts';

/** Below this an event's words would not fit in its box. */
const leastMinutes = 30;

export interface Week {
  monday: string;
  today: string;
  zone: string;
  events: CalendarEvent[];
  open: (event: CalendarEvent) => void;
  hands: Hands;
}

/** Monday to Friday, 8 h to 19 h, whole days above; what falls outside is listed underneath. */
export function weekGrid(week: Week): HTMLElement[] {
  const days = workingDays(week.monday);
  const placed = week.events.map((event) => placeOf(event, week.zone));
  const columns = days.map((day) => column(day, placed, week));
  const isShown = (one: Placed, day: string) =>
    one.event.isAllDay ? isOn(one, day) : minutesOn(one, day) !== undefined;
  const sunday = dayAfter(week.monday, 6);
  const outside = placed.filter(
    (one) =>
      one.firstDay <= sunday &&
      one.lastDay >= week.monday &&
      !days.some((day) => isShown(one, day)),
  );
  return [
    element('div', { class: 'week' }, hours(), ...columns),
    ...(outside.length === 0 ? [] : [outsideList(outside, week)]),
  ];
}

function hours(): HTMLElement {
  const marks = [];
  for (let mark = firstHour; mark < lastHour; mark++)
    marks.push(element('span', {}, `${mark}\u00a0h`));
  return element('div', { class: 'hours', 'aria-hidden': 'true' }, element('div', {}, ...marks));
}

function column(day: string, placed: Placed[], week: Week): HTMLElement {
  const wholeDay = placed.filter((one) => one.event.isAllDay && isOn(one, day));
  const items = boxes(day, placed, week);
  const isToday = day === week.today;
  const title = element(
    'h2',
    {},
    capital(dayOfWeek(noonOf(day, week.zone), week.zone)),
    isToday ? element('span', { class: 'today-word' }, 'aujourd’hui') : undefined,
  );
  const free = wholeDay.length > 0 ? '' : 'Rien ce jour';
  return element(
    'section',
    { class: isToday ? 'day-column today' : 'day-column', 'data-day': day },
    title,
    wholeDay.length === 0
      ? element('div', {})
      : element('ul', { class: 'whole-day' }, ...wholeDay.map((one) => listed(one, week))),
    element(
      'div',
      { class: 'slots' },
      items.length > 0
        ? element('ul', {}, ...items)
        : element('p', { class: 'nothing quiet' }, free),
    ),
  );
}

function boxes(day: string, placed: Placed[], week: Week): HTMLElement[] {
  const found = placed
    .flatMap((one) => {
      const minutes = minutesOn(one, day);
      return minutes ? [{ one, ...shownMinutes(minutes) }] : [];
    })
    .sort((left, right) => left.from - right.from || right.to - left.to);
  const lanes = lanesOf(found);
  return found.map(({ one, from, to }, index) => {
    const button = eventButton(one, week);
    movableByHand(button, one, week);
    movableByKeys(button, one.event, week.hands);
    const item = element('li', {}, button);
    const { lane, of } = lanes[index] ?? { lane: 0, of: 1 };
    const hoursFrom = (minute: number) => String((minute - firstMinute) / 60);
    item.style.setProperty('--from', hoursFrom(from));
    item.style.setProperty('--to', hoursFrom(to));
    item.style.setProperty('--lane', String(lane));
    item.style.setProperty('--lanes', String(of));
    return item;
  });
}

const shownMinutes = ({ from, to }: { from: number; to: number }) => ({
  from: Math.max(from, firstMinute),
  to: Math.min(Math.max(to, from + leastMinutes), lastMinute),
});

function eventButton({ event, start, end }: Placed, { zone, open, hands }: Week): HTMLElement {
  const when = event.isAllDay ? 'Toute la journée' : `${hour(start, zone)} – ${hour(end, zone)}`;
  return element(
    'button',
    {
      type: 'button',
      class: `event ${event.isCancelled ? 'cancelled' : ''} ${event.showAs ?? ''}`,
      'data-event': event.id,
      'aria-keyshortcuts': hands.refusal(event)
        ? undefined
        : 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown',
      onclick: () => open(event),
    },
    element('span', { class: 'event-subject' }, event.subject ?? '(sans objet)'),
    event.isCancelled ? element('span', { class: 'event-word' }, 'annulé') : undefined,
    element('span', { class: 'event-when' }, when),
  );
}

const listed = (one: Placed, week: Week): HTMLElement => element('li', {}, withKeys(one, week));

/** What has no place on the hours is not dragged; the keys move it all the same. */
function withKeys(one: Placed, week: Week): HTMLElement {
  const button = eventButton(one, week);
  movableByKeys(button, one.event, week.hands);
  return button;
}

function outsideList(outside: Placed[], week: Week): HTMLElement {
  const items = outside.map((one) =>
    element(
      'li',
      {},
      element(
        'span',
        { class: 'quiet' },
        `${dayOfWeek(noonOf(one.firstDay, week.zone), week.zone)} : `,
      ),
      withKeys(one, week),
    ),
  );
  return element(
    'section',
    { class: 'outside' },
    element('h2', {}, 'Cette semaine, hors de ces heures'),
    element('ul', {}, ...items),
  );
}
