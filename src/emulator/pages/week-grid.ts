import { type CalendarEvent, instantAt } from './calendar-api.ts';
import { element } from './element.ts';
import {
  capital,
  dayOfWeek,
  hour,
  localDay,
  minutesOfDay,
  noonOf,
  workingDays,
} from './french-dates.ts';
import { lanesOf } from './lanes.ts';

const firstHour = 8;
const lastHour = 19;
const firstMinute = firstHour * 60;
const lastMinute = lastHour * 60;
/** Below this an event's words would not fit in its box. */
const leastMinutes = 30;

interface Placed {
  event: CalendarEvent;
  start: string;
  end: string;
  day: string;
  from: number;
  to: number;
}

export interface Week {
  monday: string;
  today: string;
  zone: string;
  events: CalendarEvent[];
  open: (event: CalendarEvent) => void;
}

/** Monday to Friday, 8 h to 19 h; what falls outside is listed underneath. */
export function weekGrid(week: Week): HTMLElement[] {
  const days = workingDays(week.monday);
  const placed = week.events.map((event) => place(event, week.zone));
  const columns = days.map((day) =>
    column(
      day,
      placed.filter((one) => isInGrid(one, day)),
      week,
    ),
  );
  const ofWeek = (day: string) => day >= week.monday && mondayIsSame(day, week.monday);
  const outside = placed.filter(
    (one) => ofWeek(one.day) && !days.some((day) => isInGrid(one, day)),
  );
  return [
    element('div', { class: 'week' }, hours(), ...columns),
    ...(outside.length === 0 ? [] : [outsideList(outside, week)]),
  ];
}

const mondayIsSame = (day: string, monday: string): boolean =>
  Date.parse(day) - Date.parse(monday) < 7 * 24 * 3600 * 1000;

function place(event: CalendarEvent, zone: string): Placed {
  const start = instantAt(event.start);
  const end = instantAt(event.end);
  const day = event.isAllDay ? event.start.dateTime.slice(0, 10) : localDay(start, zone);
  const from = minutesOfDay(start, zone);
  const to = localDay(end, zone) === day ? minutesOfDay(end, zone) : lastMinute;
  return { event, start, end, day, from, to };
}

const isInGrid = (one: Placed, day: string): boolean =>
  one.day === day && !one.event.isAllDay && one.from < lastMinute && one.to > firstMinute;

function hours(): HTMLElement {
  const marks = [];
  for (let mark = firstHour; mark < lastHour; mark++)
    marks.push(element('span', {}, `${mark}\u00a0h`));
  return element('div', { class: 'hours', 'aria-hidden': 'true' }, ...marks);
}

function column(day: string, placed: Placed[], week: Week): HTMLElement {
  const boxes = placed
    .map((one) => ({
      one,
      from: Math.max(one.from, firstMinute),
      to: Math.min(Math.max(one.to, one.from + leastMinutes), lastMinute),
    }))
    .sort((left, right) => left.from - right.from || right.to - left.to);
  const lanes = lanesOf(boxes);
  const items = boxes.map((box, index) => {
    const item = element('li', {}, eventButton(box.one, week));
    const { lane, of } = lanes[index] ?? { lane: 0, of: 1 };
    const hoursFrom = (minute: number) => String((minute - firstMinute) / 60);
    item.style.setProperty('--from', hoursFrom(box.from));
    item.style.setProperty('--to', hoursFrom(box.to));
    item.style.setProperty('--lane', String(lane));
    item.style.setProperty('--lanes', String(of));
    return item;
  });
  const isToday = day === week.today;
  const title = element(
    'h2',
    {},
    capital(dayOfWeek(noonOf(day, week.zone), week.zone)),
    isToday ? element('span', { class: 'today-word' }, 'aujourd’hui') : undefined,
  );
  const free = element('p', { class: 'nothing quiet' }, 'Rien ce jour');
  return element(
    'section',
    { class: isToday ? 'day-column today' : 'day-column' },
    title,
    items.length > 0 ? element('ul', {}, ...items) : free,
  );
}

function eventButton({ event, start, end }: Placed, { zone, open }: Week): HTMLElement {
  const when = event.isAllDay ? 'Toute la journée' : `${hour(start, zone)} – ${hour(end, zone)}`;
  return element(
    'button',
    {
      type: 'button',
      class: `event ${event.isCancelled ? 'cancelled' : ''} ${event.showAs ?? ''}`,
      'data-event': event.id,
      onclick: () => open(event),
    },
    element('span', { class: 'event-subject' }, event.subject ?? '(sans objet)'),
    event.isCancelled ? element('span', { class: 'event-word' }, 'annulé') : undefined,
    element('span', { class: 'event-when' }, when),
  );
}

function outsideList(outside: Placed[], week: Week): HTMLElement {
  const items = outside.map((one) =>
    element(
      'li',
      {},
      element('span', { class: 'quiet' }, `${dayOfWeek(noonOf(one.day, week.zone), week.zone)} : `),
      eventButton(one, week),
    ),
  );
  return element(
    'section',
    { class: 'outside' },
    element('h2', {}, 'Cette semaine, hors de ces heures'),
    element('ul', {}, ...items),
  );
}
