/** Begins a list or a title when it stands first on a line. */
const opening = /^(\s*)(?:([-+#])|(\d+)([.)]))/;
/** Emphasis, code, links, tags; and `&` only where it would be read as an entity. */
const special = /[\\`*_[\]<>~]|&(?=#?\w+;)/g;

/**
 * Text as Markdown that reads the same: text blocks and listed choices are rendered as Markdown,
 * and people's names are not ours.
 */
export const asMarkdown = (text: string): string =>
  text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(special, '\\$&')
    .replace(opening, (_, blank: string, mark?: string, digits?: string, dot?: string) =>
      mark ? `${blank}\\${mark}` : `${blank}${digits}\\${dot}`,
    );
