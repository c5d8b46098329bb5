import type { HostWords } from '../../words/fr/host.ts';

/** Says what this place is for today, and where people book meanwhile. */
export function show(words: HostWords): void {
  document.documentElement.lang = words.lang;
  const title = document.createElement('h1');
  title.textContent = words.pane.title;
  const paragraphs = words.pane.text.map((text) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    return paragraph;
  });
  document.querySelector('#content')?.replaceChildren(title, ...paragraphs);
}
