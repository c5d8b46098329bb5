import { createDOMRenderer } from '@fluentui/react-components';

type Renderer = ReturnType<typeof createDOMRenderer>;
type Entry = string | [string, Record<string, unknown>];

/** Later ones win over earlier ones: https://griffel.js.org/react/architecture/css-insertion-order */
const buckets = 'rdlvwfihasktmcx';

interface Bucket {
  sheet: CSSStyleSheet;
  /** Of the bucket, of its condition, and of the rule within: in this order. */
  rank: [number, string, number];
}

/**
 * Lays Fluent's rules into sheets made by script. Its own way is a `<style>` element for each kind,
 * and the page's policy (`style-src 'self'`) lets none of them speak.
 */
export function sheetRenderer(): Renderer {
  const laid = new Map<string, Bucket>();
  const known = new Set<string>();
  const sheetFor = (name: string, meta: Record<string, unknown>): CSSStyleSheet => {
    const condition = String(meta.x ?? meta.m ?? '');
    const priority = Number(meta.p ?? 0);
    const key = `${name} ${condition} ${priority}`;
    const found = laid.get(key);
    if (found) return found.sheet;
    const sheet = new CSSStyleSheet(name === 'm' ? { media: condition } : {});
    laid.set(key, { sheet, rank: [buckets.indexOf(name), condition, priority] });
    adopt([...laid.values()]);
    return sheet;
  };
  // Without a document it makes no element; all that it would have written goes to the sheets.
  const renderer = createDOMRenderer(undefined);
  renderer.insertCSSRules = (rules) => {
    for (const [name, entries] of Object.entries<Entry[]>(rules))
      for (const entry of entries) {
        const [rule, meta] = typeof entry === 'string' ? [entry, {}] : entry;
        if (known.has(rule)) continue;
        known.add(rule);
        insert(sheetFor(name, meta), rule);
      }
  };
  return renderer;
}

const ours = new Set<CSSStyleSheet>();

function adopt(laid: Bucket[]): void {
  const sheets = laid.sort((a, b) => compare(a.rank, b.rank)).map(({ sheet }) => sheet);
  const others = document.adoptedStyleSheets.filter((sheet) => !ours.has(sheet));
  for (const sheet of sheets) ours.add(sheet);
  document.adoptedStyleSheets = [...others, ...sheets];
}

const compare = (a: Bucket['rank'], b: Bucket['rank']): number =>
  a[0] - b[0] || a[1].localeCompare(b[1]) || a[2] - b[2];

function insert(sheet: CSSStyleSheet, rule: string): void {
  try {
    sheet.insertRule(rule, sheet.cssRules.length);
  } catch {
    // Written for another browser (`::-moz-…`): this one has no use for it.
  }
}
