import type { Agenda } from './world.ts';

/** One agenda out of several; the parts run in the order given. */
export function composeAgenda(parts: Agenda[]): Agenda {
  return {
    nextDue: () =>
      parts
        .map((part) => part.nextDue())
        .filter((due) => due !== undefined)
        .reduce<Date | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined),
    async runDue() {
      for (const part of parts) await part.runDue();
    },
    pending: () => parts.reduce((sum, part) => sum + part.pending(), 0),
  };
}
