const entities: [RegExp, string][] = [
  [/&nbsp;/g, '\u00a0'],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;/g, '’'],
  // Last, so that what is written « &amp;lt; » is read once.
  [/&amp;/g, '&'],
];

/** The words of an HTML body, a line for each of its breaks and paragraphs. */
export function textOfHtml(html: string): string {
  const lines = html
    .replace(/<(style|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|li|h[1-6])>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  const words = entities.reduce((text, [pattern, sign]) => text.replace(pattern, sign), lines);
  return words.replace(/\n+$/, '');
}

/** Plain words as the HTML body that shows them. */
export const htmlOfText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
