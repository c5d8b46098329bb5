import type { Instant } from '../domain/time.ts';
import { clockBody } from './contract.ts';
import { type Route, route } from './routes.ts';

/** What the emulator may ask of the product, in local mode only. */
export interface LocalHold {
  moveClock(offset: number): void;
  /** Does all that is due without moving time. */
  settle(): Promise<{ idle: boolean; nextDue: Instant | null; pending: number }>;
  /** Empties the store and loads the sample anew. */
  reset(): Promise<void>;
}

export const localRoutes = (hold: LocalHold): Route[] => [
  route('POST', '/_local/clock', clockBody, async (_deps, { offset }) => {
    hold.moveClock(offset);
    return { status: 200, body: { offset } };
  }),
  route('POST', '/_local/settle', clockBody.partial(), async (_deps, { offset }) => {
    if (offset !== undefined) hold.moveClock(offset);
    const { idle, nextDue, pending } = await hold.settle();
    const due = nextDue === null ? null : new Date(nextDue).toISOString();
    return { status: 200, body: { idle, nextDue: due, pending } };
  }),
  route('POST', '/_local/reset', clockBody, async (_deps, { offset }) => {
    hold.moveClock(offset);
    await hold.reset();
    return { status: 200, body: { ok: true } };
  }),
];
