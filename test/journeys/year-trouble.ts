import { setTimeout as pause } from 'node:timers/promises';
import type { Instance, TwoInstances } from './two-instances-world.ts';
import { between, type Day, launch, onTheWall, paris } from './year-calendar.ts';
import type { YearWorld } from './year-world.ts';

/** What strikes on the way through a year. */
export interface Trouble {
  /** Before an act: one more fault for the chats and one for the mails. */
  strike(): Promise<void>;
  /** On some days the product dies as the working day begins and what is due goes out. */
  morning(day: Day): Promise<void>;
  /** After some bookings it dies with all in hand that they led to. */
  booked(): Promise<void>;
}

const sends = '/connector/v3/conversations/*/activities';
const mails = '/v1.0/users/*/sendMail';
const faults = ['429', '503', '504-after-write', 'drop-after-write'] as const;

/** Each fault is of another kind than the last, each death comes a little later than the one before. */
export function faultsAndDeaths(world: YearWorld): Trouble {
  let turn = 0;
  let deaths = 0;
  let bookings = 0;
  const dieDuring = async (work: () => Promise<unknown>) => {
    deaths += 1;
    const working = work();
    await pause((deaths * 37) % 300);
    await world.kill?.();
    await working;
    await world.settle();
  };
  return {
    async strike() {
      turn += 1;
      const at = (shift: number) => faults[(turn + shift) % faults.length] ?? '429';
      await world.arm('POST', sends, at(0), 1, 2);
      await world.arm('POST', mails, at(1), 1, 2);
    },
    async morning(day) {
      if (between(launch, day) % daysBetweenDeaths !== 0 && !eventfulDays.includes(day)) return;
      const nine = nineInParis(day);
      await world.moveTo(new Date(nine - minute).toISOString());
      await dieDuring(() => world.moveTo(new Date(nine + seconds).toISOString()));
    },
    async booked() {
      bookings += 1;
      if (bookings % 7 === 1) await dieDuring(async () => {});
    },
  };
}

const minute = 60_000;
const seconds = 10_000;
const daysBetweenDeaths = 23;
/** Mornings on which many hear of a silence. */
const eventfulDays: readonly Day[] = ['2026-05-19', '2026-06-09', '2026-06-22', '2026-07-15'];

const nineInParis = (day: Day): number => {
  const seven = Date.parse(`${day}T07:00:00Z`);
  return onTheWall(seven, paris).hour === '09:00' ? seven : seven + 60 * minute;
};

const frozenMs = 60_000;
/** So many sends are answered late that whoever is struck has one of them in hand. */
const slowSends = 8;

/**
 * On two mornings one of the two instances is frozen for a minute as it sends what is due, on two
 * others the other one is killed as it does, and comes back.
 */
export function sleepAndDeath(world: TwoInstances): Trouble {
  const frozen = async (one: Instance) => {
    one.freeze();
    await pause(frozenMs);
    one.thaw();
  };
  const killed = async (one: Instance) => {
    await one.kill();
    await one.startAgain();
  };
  return {
    strike: async () => {},
    booked: async () => {},
    async morning(day) {
      const nth = eventfulDays.indexOf(day);
      if (nth < 0) return;
      const nine = nineInParis(day);
      await world.moveTo(new Date(nine - minute).toISOString());
      await world.arm('POST', sends, 'slow', slowSends);
      const working = world.moveTo(new Date(nine + seconds).toISOString());
      await world.until(1, { kind: 'card.send', state: 'running' });
      // Both have begun by then what they took.
      await pause(100);
      await (nth % 2 === 0 ? frozen(world.first) : killed(world.second));
      await working;
      await world.balancer.untilReady(world.first.url, world.second.url);
      // What was in hand of the dead is another's once its lease is over.
      await pause(leaseAndLookMs);
      await world.settle();
    },
  };
}

const leaseAndLookMs = 9500;
