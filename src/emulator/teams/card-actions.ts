/** An action of a card, wherever it stands in it. */
export interface CardAction {
  type: string;
  title?: unknown;
  verb?: unknown;
  data?: unknown;
  url?: unknown;
}

/** Members of a card that hold further elements or actions, in the order they are drawn. */
const drawnMembers = [
  'selectAction',
  'body',
  'items',
  'columns',
  'rows',
  'cells',
  'pages',
  'images',
  'inlines',
  'inlineAction',
  'card',
  'actions',
];

/** The actions of that verb or title, in document order; `nth` counts from 0. */
export function findAction(card: unknown, name: string, nth: number): CardAction | undefined {
  return actionsOf(card).filter(({ verb, title }) => verb === name || title === name)[nth];
}

/** Every action a person could press; `fallback` and `refresh` are never drawn, so never pressed. */
export function actionsOf(part: unknown): CardAction[] {
  if (Array.isArray(part)) return part.flatMap(actionsOf);
  if (!isObject(part)) return [];
  const own = isAction(part) ? [part] : [];
  return [...own, ...drawnMembers.flatMap((member) => actionsOf(part[member]))];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isAction(part: Record<string, unknown>): part is Record<string, unknown> & CardAction {
  return typeof part.type === 'string' && part.type.startsWith('Action.');
}
