import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { inTurn, moveClock } from '../clock-moves.ts';
import { settledReply } from '../settle.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny, readBody } from './reading.ts';

export const clockRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/clock', token: 'none', handle: read },
  { method: 'POST', path: '/_emulator/clock', token: 'none', handle: move },
];

const movement = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance: z.string() }),
]);

function read(_call: Call, world: World): Answer {
  const nextDue = world.agenda.nextDue();
  const due = settledReply({ settled: true, nextDue, pending: world.agenda.pending() });
  const { clock } = world;
  return { status: 200, body: { now: clock.now(), offset: clock.offset(), ...due } };
}

function move(call: Call, world: World): Promise<Answer> {
  const asked = readBody(movement, call);
  return inTurn(world, async () => {
    const now = world.clock.now();
    const target = 'now' in asked ? new Date(asked.now) : later(now, asked.advance);
    if (target < now) {
      deny(409, 'backward', `The clock only goes forward: it is ${now.toISOString()}.`);
    }
    const state = await moveClock(world, target);
    const body = { now: world.clock.now(), settled: state.settled, ...settledReply(state) };
    return { status: 200, body };
  });
}

/** Exact time: a day is 24 hours, also when the clocks change. Months and years have no length. */
function later(now: Date, advance: string): Date {
  const duration = durationOf(advance);
  const { years, months, weeks, days } = duration;
  if (years !== 0 || months !== 0) {
    deny(400, 'bad-request', 'advance takes weeks, days, hours, minutes and seconds only.');
  }
  const exact = duration.with({ weeks: 0, days: 0 }).total('milliseconds');
  const target = new Date(now.getTime() + exact + (weeks * 7 + days) * 86_400_000);
  if (Number.isNaN(target.getTime()))
    deny(400, 'bad-request', `${advance} leads beyond all dates.`);
  return target;
}

function durationOf(text: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(text);
  } catch {
    // The only way Temporal has to say that a text is no duration.
    return deny(
      400,
      'bad-request',
      `advance must be an ISO 8601 duration such as P1D, not ${text}.`,
    );
  }
}
