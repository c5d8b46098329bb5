import type { GraphDoor } from '../graph/client.ts';
import { isStatus } from '../graph/fault.ts';
import { openTenantActs, type TenantActs } from '../graph/tenant-acts.ts';
import { readTenant, type TenantQuestion, type TenantState } from '../graph/tenant-state.ts';
import type { Difference } from './difference.ts';
import { type GraphStep, steps } from './steps.ts';
import type { Wish } from './wish.ts';

/** A step as it stands. */
export interface Compared {
  step: GraphStep;
  differences: Difference[];
}

/** All that Graph shows, step by step. */
export const compareAll = (wish: Wish, state: TenantState): Compared[] =>
  graphSteps.map((step) => ({ step, differences: step.compare(wish, state) }));

const graphSteps = steps.filter((step): step is GraphStep => step.by === 'graph');

export const questionOf = (wish: Wish): TenantQuestion => ({
  ...{ name: wish.name, appId: wish.appId, site: wish.site, teamsId: wish.teams?.id },
  people: [...wish.coaches, ...wish.pilots],
  lists: wish.lists.map(({ name }) => name),
});

interface Provisioning {
  door: GraphDoor;
  say(step: GraphStep, done: string): void;
  /** Entra shows a change seconds after it has taken it. */
  pause(): Promise<void>;
}

/** A change was taken and is not shown, however often one looks. */
export class NotShown extends Error {}

const mostLooks = 10;
/** Each round does all that it sees; hosts, for one, come a round after their scope. */
const mostRounds = 4;

/**
 * Does what Graph can do, in the order of the table, each step only where it differs; safe to run
 * again after any end. Throws `OutsideFault`, or `NotShown`.
 */
export async function provision(wish: Wish, on: Provisioning): Promise<TenantState> {
  const asked = questionOf(wish);
  const acts = openTenantActs(on.door);
  const known: TenantActs = {
    ...acts,
    async register(body) {
      const made = await acts.register(body);
      asked.registration = made.id;
      return made;
    },
  };
  let state = await readTenant(on.door, asked);
  for (const step of graphSteps) {
    for (let round = 0; round < mostRounds; round += 1) {
      const todo = step.compare(wish, state).filter(({ would }) => would);
      if (todo.length === 0) break;
      for (const { says, would } of todo) {
        await would?.act(known);
        on.say(step, `${says}: ${would?.says}`);
      }
      state = await onceShown({ wish, step, asked, on, before: state }, todo);
    }
  }
  return state;
}

interface Look {
  wish: Wish;
  step: GraphStep;
  asked: TenantQuestion;
  on: Provisioning;
  before: TenantState;
}

async function onceShown(look: Look, done: Difference[]): Promise<TenantState> {
  const { wish, step, on } = look;
  const was = new Set(done.map(({ says }) => says));
  for (let count = 0; count < mostLooks; count += 1) {
    if (count > 0) await on.pause();
    const state = await readShown(look);
    if (state && !step.compare(wish, state).some(({ says }) => was.has(says))) return state;
  }
  throw new NotShown(step.what);
}

/** A registration that was just made may be unknown for a moment to the next question about it. */
async function readShown({ on, asked, before }: Look): Promise<TenantState | null> {
  try {
    return await readTenant(on.door, asked, before);
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}
