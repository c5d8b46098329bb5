export type Child = Node | string | undefined;

/** Makes an element of plain text and nodes: no markup is ever read from a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export const paragraph = (text: string, look?: string): HTMLParagraphElement =>
  element('p', look === undefined ? {} : { class: look }, text);

/** What the page is about; focus goes here once an answer is in. */
export const heading = (text: string): HTMLHeadingElement =>
  element('h1', { id: 'title', tabindex: '-1' }, text);

/** An element written in `link.html`. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`link.html has no #${id}`);
  return found;
}
