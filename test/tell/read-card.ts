import type { AdaptiveCard } from '../../src/tell/cards/render-card.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of a card that has a type, in document order. */
export function nodesOf(part: unknown): Node[] {
  if (Array.isArray(part)) return part.flatMap(nodesOf);
  if (!isNode(part)) return [];
  return [...('type' in part ? [part] : []), ...Object.values(part).flatMap(nodesOf)];
}

export const inputsOf = (card: AdaptiveCard): Node[] =>
  nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));

export const executesOf = (card: AdaptiveCard): Node[] =>
  nodesOf(card).filter(({ type }) => type === 'Action.Execute');

const choicesOf = ({ choices }: Node): Node[] =>
  Array.isArray(choices) ? choices.filter(isNode) : [];

/** Texts that clients read as Markdown. */
export const markdownOf = (card: AdaptiveCard): string[] =>
  nodesOf(card).flatMap((node) => {
    if (node.type === 'TextBlock') return [String(node.text)];
    if (node.type !== 'Input.ChoiceSet' || node.style === 'compact') return [];
    return choicesOf(node).map(({ title }) => String(title));
  });

/** All that a person can see or hear of a card, as it stands in it. */
export const textsOf = (card: AdaptiveCard): string[] => [
  card.speak,
  card.fallbackText,
  ...nodesOf(card).flatMap((node) => [
    ...[node.text, node.title, node.label, node.errorMessage]
      .filter((text) => text !== undefined)
      .map(String),
    ...choicesOf(node).map(({ title }) => String(title)),
  ]),
];

/** A card read aloud: its lines, its questions with their choices, its buttons. */
export const aloud = (card: AdaptiveCard): string[] => [
  ...nodesOf(card.body).flatMap((node) => {
    if (node.type === 'TextBlock' || node.type === 'TextRun') return [String(node.text)];
    if (!String(node.type).startsWith('Input.')) return [];
    const choices = choicesOf(node).map(({ title }) => String(title));
    return [[String(node.label), ...choices].join(' | ')];
  }),
  ...card.actions.map(({ title }) => `[${title}]`),
];
