import { OutsideFault } from '../../src/domain/outside.ts';
import type { Taken, TakenKind } from '../../src/domain/slots.ts';
import { type Interval, overlaps, type WorkingTime } from '../../src/domain/time.ts';
import type {
  Calendar,
  EventDraft,
  EventState,
  Free,
  ListPlace,
  ListRow,
  Mail,
  OutgoingMail,
  Response,
  TrackingList,
} from '../../src/graph/ports.ts';
import type { ChatAddress, Sender } from '../../src/tell/ports.ts';

/** The windows on Microsoft 365, kept in memory: what was done through them can be looked at. */

export const fault = (status: number | undefined, code = 'told', retryAfter?: number) =>
  new OutsideFault({ status, code, retryAfter });

/** Calls that are to go wrong: before anything was done, or once all was done and the reply is lost. */
function openTrouble() {
  const planned: { call: string; fault: OutsideFault; when: 'before' | 'after' }[] = [];
  return {
    planned,
    /** The next call of that name goes wrong. */
    fail(call: string, what: OutsideFault, when: 'before' | 'after' = 'before') {
      planned.push({ call, fault: what, when });
    },
    async through<T>(call: string, work: () => T): Promise<T> {
      const at = planned.findIndex((one) => one.call === call);
      const [next] = at < 0 ? [] : planned.splice(at, 1);
      if (next?.when === 'before') throw next.fault;
      const result = work();
      if (next) throw next.fault;
      return result;
    },
  };
}

interface StandingEvent {
  state: EventState;
  draft: EventDraft;
  /** What its organiser wrote, where that is another than the programme. */
  words?: string;
}

/** The programme mailbox, and the calendars it can read; events stand in their attendees' as well. */
export function memoryCalendar() {
  const { planned, fail, through } = openTrouble();
  const readable = new Map<string, (Interval & { kind?: TakenKind })[]>();
  const hours = new Map<string, Omit<WorkingTime, 'departement'>>();
  const events: StandingEvent[] = [];
  const deleted: StandingEvent[] = [];
  const calls: string[] = [];
  let made = 0;
  let changes = 0;

  const find = (graphId: string) => events.find(({ state }) => state.graphId === graphId);
  const found = (graphId: string) => deleted.find(({ state }) => state.graphId === graphId);
  const change = (event: StandingEvent, to: Partial<EventState>) => {
    changes += 1;
    event.state = { ...event.state, ...to, changeKey: `key-${changes}` };
    return event.state;
  };
  const busyOf = (mail: string, window: Interval): Free => {
    const own = readable.get(mail);
    if (!own) return { known: false, reason: '5009' };
    const invited = events
      .filter(({ draft }) => draft.attendees.some((attendee) => attendee.mail === mail))
      .map(({ state }) => ({ start: state.startsAt, end: state.endsAt }));
    const busy = [...own, ...invited]
      .filter((taken) => overlaps(taken, window))
      .map((taken): Taken => ({ kind: 'busy', ...taken }));
    return { known: true, busy, hours: hours.get(mail) ?? null };
  };
  const create = (draft: EventDraft): EventState => {
    const same = events.find(({ state }) => state.transactionId === draft.transactionId);
    if (same) return same.state;
    made += 1;
    const state: EventState = {
      graphId: `event-${made}`,
      iCalUId: `ical-${made}`,
      changeKey: 'key-0',
      startsAt: draft.startsAt,
      endsAt: draft.endsAt,
      cancelled: false,
      joinUrl: draft.video ? `https://join.example/${made}` : null,
      transactionId: draft.transactionId,
      organiser: 'programme@mentorat.example',
      answers: unanswered(draft),
    };
    events.push({ state, draft });
    return state;
  };
  const unanswered = (draft: EventDraft): EventState['answers'] =>
    draft.attendees.map(({ mail }) => ({ mail, response: 'none', proposed: null }));
  const take = (graphId: string) => {
    const at = events.findIndex(({ state }) => state.graphId === graphId);
    if (at >= 0) events.splice(at, 1);
  };
  const called = <T>(call: string, work: () => T) => {
    calls.push(call);
    return through(call, work);
  };

  const calendar: Calendar = {
    busy: (mails, window) =>
      called('busy', () => new Map(mails.map((mail) => [mail, busyOf(mail, window)]))),
    create: (draft) => called('create', () => create(draft)),
    findByTransaction: (id, window) =>
      called('findByTransaction', () => {
        const found = events.find(({ state }) => state.transactionId === id)?.state;
        return found && found.startsAt >= window.start && found.endsAt <= window.end ? found : null;
      }),
    move: (graphId, { time, location, attendees }) =>
      called('move', () => {
        const event = find(graphId);
        if (!event) return 'gone';
        const { startsAt, endsAt } = event.state;
        const isMoved = time && (time.start !== startsAt || time.end !== endsAt);
        event.draft = { ...event.draft, location, ...(attendees && { attendees }) };
        const asked = isMoved || attendees ? { answers: unanswered(event.draft) } : {};
        const at = time && { startsAt: time.start, endsAt: time.end };
        return change(event, { ...at, ...asked });
      }),
    blank: (graphId) =>
      called('blank', () => {
        const event = find(graphId);
        if (!event) return 'gone';
        event.words = '';
        return change(event, {});
      }),
    erase: (graphId) =>
      called('erase', () => {
        take(graphId);
        const at = deleted.findIndex(({ state }) => state.graphId === graphId);
        if (at >= 0) deleted.splice(at, 1);
      }),
    cancel: (graphId) => called('cancel', () => take(graphId)),
    view: (window) =>
      called('view', () =>
        events
          .map(({ state }) => state)
          .filter((state) => overlaps({ start: state.startsAt, end: state.endsAt }, window)),
      ),
    read: (graphIds) =>
      called(
        'read',
        () => new Map(graphIds.map((id) => [id, (find(id) ?? found(id))?.state ?? 'gone'])),
      ),
  };
  return {
    ...calendar,
    /** Times taken in the calendars that can be read, by mail; anybody else's is unknown. */
    readable,
    /** Events that stand, cancelled ones being gone. */
    events,
    /** Among the deleted items: an id still leads there, and no calendar shows them. */
    deleted,
    calls,
    fail,
    made: () => made,
    /** Working hours set in Outlook, by mail. */
    hours,
    /** Somebody answers every invitation they have, in Outlook, with another time if they like. */
    answer(mail: string, response: Response, proposed: Interval | null = null) {
      for (const event of events) {
        const others = event.state.answers.filter((answer) => answer.mail !== mail);
        change(event, { answers: [...others, { mail, response, proposed }] });
      }
    },
    /** The organiser drags an event to another time: everybody is asked anew. */
    drag(graphId: string, { start, end }: Interval) {
      const event = find(graphId);
      if (event) change(event, { startsAt: start, endsAt: end, answers: unanswered(event.draft) });
    },
    /** The organiser takes somebody's invitation away. */
    uninvite(graphId: string, mail: string) {
      const event = find(graphId);
      const answers = event?.state.answers.filter((answer) => answer.mail !== mail);
      if (event && answers) change(event, { answers });
    },
    /** The organiser calls an event off. */
    take,
    clear() {
      for (const list of [planned, events, deleted, calls]) list.length = 0;
      readable.clear();
      hours.clear();
      made = 0;
    },
  };
}

/** A committee's list in SharePoint. */
export function memoryList() {
  const { planned, fail, through } = openTrouble();
  const items: { itemId: string; etag: string; row: ListRow; place: ListPlace }[] = [];
  let made = 0;

  const set = (item: (typeof items)[number], row: ListRow) => {
    item.row = row;
    item.etag = `${Number(item.etag) + 1}`;
    return { itemId: item.itemId, etag: item.etag };
  };
  const add = (place: ListPlace, row: ListRow) => {
    const same = items.find((item) => item.row.key === row.key);
    if (same) return set(same, row);
    made += 1;
    const item = { itemId: `${made}`, etag: '1', row, place };
    items.push(item);
    return { itemId: item.itemId, etag: item.etag };
  };
  const list: TrackingList = {
    add: (place, row) => through('add', () => add(place, row)),
    change: (_place, { itemId }, row) =>
      through('change', () => {
        const item = items.find((one) => one.itemId === itemId);
        return item ? set(item, row) : 'gone';
      }),
    remove: (_place, key) =>
      through('remove', () => {
        const at = items.findIndex((item) => item.row.key === key);
        if (at >= 0) items.splice(at, 1);
      }),
    check: async () => [],
  };
  return {
    ...list,
    items,
    rows: () => items.map(({ row: { pairCode, day, themes } }) => ({ pairCode, day, themes })),
    made: () => made,
    fail,
    clear() {
      planned.length = 0;
      items.length = 0;
      made = 0;
    },
  };
}

/** Mails that left the programme mailbox. */
export function memoryMail() {
  const { planned, fail, through } = openTrouble();
  const sent: OutgoingMail[] = [];
  const mail: Mail = { send: (one) => through('send', () => void sent.push(one)) };
  return {
    ...mail,
    sent,
    fail,
    clear() {
      planned.length = 0;
      sent.length = 0;
    },
  };
}

interface SentCard {
  to: ChatAddress;
  activityId: string;
  card: object;
  summary: string;
}

/** The bot's chats: cards as they were sent, and as they stand now. */
export function memorySender() {
  const { planned, fail, through } = openTrouble();
  const sent: SentCard[] = [];
  const updates: { activityId: string; card: object }[] = [];
  const removed: string[] = [];
  const roster = new Map<string, { mail: string | null; oid: string }>();
  let made = 0;
  const sender: Sender = {
    send: (to, card, summary) =>
      through('send', () => {
        made += 1;
        const activityId = `activity-${made}`;
        sent.push({ to, activityId, card, summary });
        return { activityId };
      }),
    update: (_to, activityId, card) =>
      through('update', () => void updates.push({ activityId, card })),
    create: ({ userId }) => through('create', () => ({ conversationId: `again-${userId}` })),
    remove: (_to, activityId) => through('remove', () => void removed.push(activityId)),
    member: ({ userId }) => through('member', () => roster.get(userId) ?? null),
  };
  return {
    ...sender,
    sent,
    updates,
    /** Messages taken back, by their ids. */
    removed,
    /** Who Teams says somebody is, by their id in the chat. */
    roster,
    fail,
    clear() {
      for (const list of [planned, sent, updates, removed]) list.length = 0;
      roster.clear();
      made = 0;
    },
  };
}
