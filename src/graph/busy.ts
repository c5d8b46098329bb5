import { OutsideFault } from '../domain/outside.ts';
import { day, type Interval, minute } from '../domain/time.ts';
import type { GraphCall } from './call.ts';
import type { GraphDoor } from './client.ts';
import { isStatus, readAnswer } from './fault.ts';
import { graphTime } from './graph-time.ts';
import type { Free } from './ports.ts';
import { readSchedule, schedules, viewInterval } from './schedule.ts';

// https://learn.microsoft.com/graph/outlook-get-free-busy-schedule: « up to 20 », « less than 62 days ».
const mostPeople = 20;
const longestWindow = 61 * day;
/** The call refused as a whole: nobody can be read, which is an answer and not a fault. */
const refusals = [400, 403, 404];

/** What getSchedule, asked below `root` (a mailbox), tells of each mail over the whole window. */
export async function busyTimes(
  graph: GraphDoor,
  root: string,
  mails: string[],
  window: Interval,
): Promise<Map<string, Free>> {
  const people = [...new Set(mails.map((mail) => mail.toLowerCase()))];
  const found = new Map<string, Free>();
  const asked = inGroups(people).flatMap((group) =>
    inPieces(window).map((piece) => ({ group, piece })),
  );
  const calls = asked.map(({ group, piece }) => scheduleCall(root, group, piece));
  const answers = await graph.together(calls);
  for (const [at, { group, piece }] of asked.entries()) {
    const read = reading(answers[at], piece);
    for (const mail of group) found.set(mail, joined(found.get(mail), read(mail)));
  }
  return found;
}

function scheduleCall(root: string, group: string[], piece: Interval): GraphCall {
  const body = {
    schedules: group,
    startTime: graphTime(piece.start),
    endTime: graphTime(piece.end),
    availabilityViewInterval: viewInterval,
  };
  return { method: 'POST', path: `${root}/calendar/getSchedule`, body };
}

/** What one getSchedule tells of each person it was asked about. */
function reading(answer: unknown, piece: Interval): (mail: string) => Free {
  if (answer instanceof OutsideFault) {
    const { code } = answer;
    if (!isStatus(answer, ...refusals)) throw answer;
    return () => ({ known: false, reason: code });
  }
  const { value } = readAnswer(schedules, answer);
  const told = new Map(value.map((one) => [one.scheduleId.toLowerCase(), one]));
  return (mail) =>
    told.has(mail) ? readSchedule(told.get(mail), piece) : { known: false, reason: 'no-answer' };
}

/** A person is known when every piece of the window is. */
function joined(before: Free | undefined, next: Free): Free {
  if (!before || !next.known) return next;
  return before.known ? { ...next, busy: [...before.busy, ...next.busy] } : before;
}

function inGroups(people: string[]): string[][] {
  const groups: string[][] = [];
  for (let start = 0; start < people.length; start += mostPeople)
    groups.push(people.slice(start, start + mostPeople));
  return groups;
}

/** Whole minutes, so that a view's slots begin where Exchange counts them from. */
function inPieces(window: Interval): Interval[] {
  const pieces: Interval[] = [];
  const first = Math.floor(window.start / minute) * minute;
  const end = Math.ceil(window.end / minute) * minute;
  for (let start = first; start < end; start += longestWindow)
    pieces.push({ start, end: Math.min(start + longestWindow, end) });
  return pieces;
}
