import type { TenantActs } from '../graph/tenant-acts.ts';
import type { TenantState } from '../graph/tenant-state.ts';
import type { Wish } from './wish.ts';

/** How one thing stands in a tenant, beside what is wanted of it. */
export type Standing = 'right' | 'missing' | 'different' | 'too wide';

export interface Difference {
  standing: Standing;
  /** What is there, or is not. */
  says: string;
  /** What `apply` would do about it; left out where nothing is to be done, or only by hand. */
  waits?: true;
  would?: { says: string; act: (acts: TenantActs) => Promise<unknown> };
}

export const right = (says: string): Difference => ({ standing: 'right', says });

export const differs = (
  standing: Exclude<Standing, 'right'>,
  says: string,
  would?: string,
  act?: (acts: TenantActs) => Promise<unknown>,
): Difference => ({ standing, says, ...(would && act ? { would: { says: would, act } } : {}) });

/** What an administrator changes through Graph: pure, from what is wanted and what was read. */
export type Compare = (wish: Wish, state: TenantState) => Difference[];

/** Nothing to compare with before the app is registered: that is said, and acted on, at its own step. */
export const waits: Difference[] = [
  { standing: 'missing', says: 'not there before the app is: apply does it then', waits: true },
];
