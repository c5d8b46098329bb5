import { day, type Interval, minute } from '../domain/time.ts';
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
  for (const group of inGroups(people)) {
    for (const piece of inPieces(window)) {
      const read = await busyPiece(graph, root, group, piece);
      for (const mail of group) found.set(mail, joined(found.get(mail), read(mail)));
    }
  }
  return found;
}

/** One getSchedule: what it tells of each person. */
async function busyPiece(
  graph: GraphDoor,
  root: string,
  group: string[],
  piece: Interval,
): Promise<(mail: string) => Free> {
  const body = {
    schedules: group,
    startTime: graphTime(piece.start),
    endTime: graphTime(piece.end),
    availabilityViewInterval: viewInterval,
  };
  const path = `${root}/calendar/getSchedule`;
  try {
    const { value } = readAnswer(schedules, await graph.call({ method: 'POST', path, body }));
    const told = new Map(value.map((one) => [one.scheduleId.toLowerCase(), one]));
    return (mail) =>
      told.has(mail) ? readSchedule(told.get(mail), piece) : { known: false, reason: 'no-answer' };
  } catch (error) {
    if (!isStatus(error, ...refusals)) throw error;
    return () => ({ known: false, reason: error.code });
  }
}

/** A person is known when every piece of the window is. */
function joined(before: Free | undefined, next: Free): Free {
  if (!before || !next.known) return next;
  return before.known ? { known: true, busy: [...before.busy, ...next.busy] } : before;
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
