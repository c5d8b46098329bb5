import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { keptOutside, keptTables, type Why } from '../domain/retention.ts';
import { accessibility as enAccess } from '../words/en/accessibility.ts';
import { data as enData } from '../words/en/data.ts';
import { accessibility as frAccess } from '../words/fr/accessibility.ts';
import { data as frData } from '../words/fr/data.ts';
import { pageHeaders } from './headers.ts';

/*
 * What everybody may read without signing in: plain HTML, French then English, made from the tables
 * the program itself goes by. They name the programme's body and the coaches' address, and nobody.
 */
const style = readFileSync(join(import.meta.dirname, 'plain-page.css'), 'utf8');

/** Whose programme it is, and whom to write to; not known before a cohort is imported. */
interface House {
  bodyName: string;
  replyTo: string;
}

export function mountPlainPages(app: Express, house: () => Promise<House | undefined>): void {
  app.get('/plain-page.css', (_req, res) => {
    res.type('css').set('Cache-Control', 'public, max-age=3600').send(style);
  });
  app.get('/donnees', pageHeaders, async (_req, res) => {
    res.type('html').send(dataPage(await house()));
  });
  app.get('/accessibilite', pageHeaders, async (_req, res) => {
    res.type('html').send(accessPage(await house()));
  });
}

export const dataPage = (house: House | undefined): string =>
  page(frData.title, dataPart(frData, house), dataPart(enData, house));

export const accessPage = (house: House | undefined): string =>
  page(frAccess.title, accessPart(frAccess, house), accessPart(enAccess, house));

const page = (title: string, french: string, english: string): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Télémaque${nbsp}: ${safe(title)}</title>
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<main>
<section id="fr" lang="fr">${french}</section>
<section id="en" lang="en">${english}</section>
</main>
</body>
</html>
`;

const nbsp = '\u00a0';

function dataPart(words: typeof frData, house: House | undefined): string {
  const english = words.lang === 'en';
  const about = house ? [words.by(house.bodyName), words.write(house.replyTo)] : [];
  const said = [words.intro, ...about, words.readers, words.rights, words.proof];
  return [
    heading(words.title, english),
    crossing(words.other, english),
    ...said.map(paragraph),
    table(words.keptTitle, words.keptColumns, keptRows(words)),
    table(words.outsideTitle, words.outsideColumns, outsideRows(words)),
    paragraphOf(`<a href="/accessibilite">${safe(words.accessLink)}</a>`),
  ].join('\n');
}

/** One row for what is kept for one reason and as long: what people care for, not how it is stored. */
function keptRows({ why, clock }: typeof frData): string[][] {
  const reasons = new Map<Why, Set<string>>();
  for (const kept of Object.values(keptTables)) {
    if (kept.why === 'run') continue;
    const until = reasons.get(kept.why) ?? new Set();
    reasons.set(kept.why, until.add(clock[kept.clock]));
  }
  return [...reasons].map(([reason, until]) => [
    ...[why[reason].what, why[reason].why],
    [...until].join(`${nbsp}; `),
  ]);
}

const outsideRows = ({ outside }: typeof frData): string[][] =>
  keptOutside.map(({ where }) => [outside[where].where, outside[where].fate]);

function accessPart(words: typeof frAccess, house: House | undefined): string {
  const english = words.lang === 'en';
  return [
    heading(words.title, english),
    crossing(words.other, english),
    paragraph(words.state),
    paragraph(words.scope),
    listOf(words.checkedTitle, words.checked),
    listOf(words.unknownTitle, words.unknown),
    paragraph(words.otherWay),
    ...(house ? [paragraph(words.write(house.replyTo))] : []),
    paragraph(words.defender),
    paragraphOf(`<a href="/donnees">${safe(words.dataLink)}</a>`),
  ].join('\n');
}

/** The first part's heading is the page's. */
const heading = (title: string, second: boolean): string =>
  second ? `<h2>${safe(title)}</h2>` : `<h1>${safe(title)}</h1>`;

/** In the other language, since that is who looks for it. */
const crossing = (text: string, english: boolean): string =>
  paragraphOf(
    `<a href="#${english ? 'fr' : 'en'}" lang="${english ? 'fr' : 'en'}">${safe(text)}</a>`,
  );

const paragraphOf = (html: string): string => `<p>${html}</p>`;
const paragraph = (text: string): string => paragraphOf(safe(text));

const listOf = (title: string, items: readonly string[]): string =>
  `<p><strong>${safe(title)}</strong></p><ul>${items.map((one) => `<li>${safe(one)}</li>`).join('')}</ul>`;

function table(title: string, columns: readonly string[], rows: string[][]): string {
  const head = columns.map((one) => `<th scope="col">${safe(one)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((one) => `<td>${safe(one)}</td>`).join('');
    return `<tr><th scope="row">${safe(first)}</th>${cells}</tr>`;
  });
  return `<table><caption>${safe(title)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
