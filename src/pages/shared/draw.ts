import { Fragment } from 'react/jsx-runtime';

/** An element as JSX makes it; React itself is not needed to read one. */
interface Made {
  type: unknown;
  props: Readonly<Record<string, unknown>>;
}

/** What React writes otherwise than HTML does; every other attribute has its own name. */
const attributes: Readonly<Record<string, string>> = {
  className: 'class',
  tabIndex: 'tabindex',
  htmlFor: 'for',
};

/**
 * Draws components as they are at first, before React has been read: the same elements in the same
 * places, so that React adopts them when it comes. Only for components without hooks, refs or
 * Suspense. Its buttons work until `until` is aborted, when React's own listeners take over.
 */
export function draw(node: unknown, until: AbortSignal): Node[] {
  if (node === null || node === undefined || typeof node === 'boolean' || node === '') return [];
  if (typeof node === 'string' || typeof node === 'number') return [new Text(String(node))];
  if (Array.isArray(node)) return node.flatMap((each) => draw(each, until));
  if (!isMade(node)) throw new Error('React alone can draw this');
  const { type, props } = node;
  if (type === Fragment) return draw(props.children, until);
  if (typeof type === 'function') return draw(type(props), until);
  if (typeof type !== 'string') throw new Error('React alone can draw this');
  return [elementOf(type, props, until)];
}

const isMade = (node: unknown): node is Made =>
  typeof node === 'object' && node !== null && 'type' in node && 'props' in node;

function elementOf(name: string, props: Made['props'], until: AbortSignal): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key === 'children' || value === undefined || value === null) continue;
    if (key === 'onClick' && typeof value === 'function')
      element.addEventListener('click', (event) => value({ nativeEvent: event }), {
        signal: until,
      });
    // By the style's own interface: the page's policy lets no style be written as an attribute.
    else if (key === 'style') Object.assign(element.style, value);
    else if (key === 'ref' || key.startsWith('on')) throw new Error(`React alone knows ${key}`);
    else if (value !== false || key.startsWith('aria-'))
      element.setAttribute(
        attributes[key] ?? key,
        value === true && !key.startsWith('aria-') ? '' : String(value),
      );
  }
  element.append(...draw(props.children, until));
  return element;
}
