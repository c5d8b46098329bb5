import type { Interval } from './time.ts';

/** An attendee's answer as Outlook keeps it. */
export type Response = 'none' | 'accepted' | 'tentative' | 'declined';

/** What each attendee had answered when the event was last read, by mail: their word, and a time they wished. */
export type Heard = Record<string, { response: Response; proposed: string | null }>;

/** What an event says now. */
export interface EventNow {
  time: Interval;
  answers: { mail: string; response: Response; proposed: Interval | null }[];
}

/** What happened to an event in Outlook since it was last read or written. */
export type CalendarChange =
  | { kind: 'gone' }
  /** The organiser took somebody's invitation away. */
  | { kind: 'uninvited'; mail: string }
  | { kind: 'moved'; time: Interval }
  | { kind: 'accepted' | 'declined'; mail: string }
  /** An attendee wishes another time, whatever they answered to this one. */
  | { kind: 'wished'; mail: string; time: Interval };

export interface Followed {
  /** The time the event showed when it was last read or written. */
  time: Interval;
  heard: Heard;
  /** Mails of the two, in lower case. */
  invited: string[];
}

const isSame = (a: Interval, b: Interval) => a.start === b.start && a.end === b.end;
const asText = (time: Interval | null) => time && `${time.start}/${time.end}`;

/**
 * What is new in an event, in the order it is to be taken: where it went first, for a new time asks
 * everybody anew. Only what differs from what was heard is news: the same state read twice says
 * nothing the second time, however many notifications came.
 */
export function changesOf(before: Followed, now: EventNow | 'gone'): CalendarChange[] {
  if (now === 'gone') return [{ kind: 'gone' }];
  const uninvited = before.invited.find((mail) => !now.answers.some((one) => one.mail === mail));
  const moved = !isSame(before.time, now.time);
  if (uninvited !== undefined) {
    const gone = { kind: 'uninvited', mail: uninvited } as const;
    return moved ? [{ kind: 'moved', time: now.time }, gone] : [gone];
  }
  const heard = moved ? {} : before.heard;
  const answers = before.invited.flatMap((mail) => answerOf(mail, heard, now) ?? []);
  return moved ? [{ kind: 'moved', time: now.time }, ...answers] : answers;
}

function answerOf(mail: string, heard: Heard, now: EventNow): CalendarChange | null {
  const said = now.answers.find((one) => one.mail === mail);
  if (!said) return null;
  const known = heard[mail];
  if (said.proposed && asText(said.proposed) !== known?.proposed) {
    return { kind: 'wished', mail, time: said.proposed };
  }
  if (said.response === known?.response) return null;
  if (said.response === 'accepted' || said.response === 'declined') {
    return { kind: said.response, mail };
  }
  return null;
}

/** Whether nothing was answered between the two. */
export function isSameHeard(a: Heard, b: Heard): boolean {
  const mails = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...mails].every(
    (mail) => a[mail]?.response === b[mail]?.response && a[mail]?.proposed === b[mail]?.proposed,
  );
}

/** What is to be remembered of an event once its changes are taken. */
export const heardIn = (now: EventNow): Heard =>
  Object.fromEntries(
    now.answers.map(({ mail, response, proposed }) => [
      mail,
      { response, proposed: asText(proposed) },
    ]),
  );
