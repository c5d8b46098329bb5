const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup of ours; made by the functions of this file alone, which escape whatever they are given. */
export interface Html {
  html: string;
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);

export const paragraph = (text: string): Html => ({ html: `<p>${escaped(text)}</p>` });

export const strongParagraph = (text: string): Html => ({
  html: `<p><strong>${escaped(text)}</strong></p>`,
});

export const list = (items: readonly string[]): Html => ({
  html: `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`,
});

/** What the address is for, then the address itself, bare: what one reads is where one goes. */
export const address = (purpose: string, url: string): Html => ({
  html: `<p>${escaped(purpose)}<br><a href="${escaped(url)}">${escaped(url)}</a></p>`,
});

/** A page without images, style sheets or anything to fetch. */
export const pageOf = (lang: string, title: string, parts: readonly Html[]): string =>
  [
    `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title></head>`,
    '<body style="font-family:Arial,sans-serif;font-size:16px;line-height:1.5;max-width:38em">',
    ...parts.map(({ html }) => html),
    '</body></html>',
  ].join('\n');
