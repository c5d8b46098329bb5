import { actionsOf } from '../teams/card-actions.ts';
import type { Card } from './control-api.ts';

/** How the control API names one action of a card: its verb or title, and which one of that name. */
export interface ActionName {
  action: string;
  nth: number;
}

export interface TaggedCard {
  card: Card;
  /** From the id given here to each action, to its name. */
  names: Map<string, ActionName>;
}

/**
 * Copies a card, giving each action an id of ours: the renderer hands back the pressed action, and
 * only its place in the document, read as the emulator reads it, tells two of the same verb apart.
 */
export function tagActions(card: Card): TaggedCard {
  const copy = structuredClone(card);
  const actions = actionsOf(copy);
  const names = new Map<string, ActionName>();
  for (const [index, action] of actions.entries()) {
    const called = textIn(action.verb) ?? textIn(action.title);
    if (called === undefined) continue;
    const before = actions.slice(0, index);
    const nth = before.filter(({ verb, title }) => verb === called || title === called).length;
    const id = `press-${index}`;
    Object.assign(action, { id });
    names.set(id, { action: called, nth });
  }
  return { card: copy, names };
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
