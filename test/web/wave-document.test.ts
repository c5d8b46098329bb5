import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import type { CohortHead } from '../../src/domain/coach-model.ts';
import type { Synthesis } from '../../src/domain/synthesis-model.ts';
import { barImage } from '../../src/web/bar-image.ts';
import { timeless } from '../../src/web/timeless-zip.ts';
import { documentOf } from '../../src/web/wave-document.ts';
import { synthesisLines } from '../../src/words/synthesis-lines.ts';
import { aSynthesis, syntheses } from '../support/syntheses.ts';

const head = (change: Partial<CohortHead> = {}): CohortHead => ({
  reader: { locale: 'fr', zone: 'Europe/Paris', nameZone: false },
  ...{ cohort: 'cohort-2026', name: 'Promotion 2026', bodyName: 'Comité de mentorat' },
  ...{ launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
  ...{ today: '2026-11-22', now: Date.parse('2026-11-22T08:00:00Z') },
  ...{ least: 6, most: 8, markDays: 56, recording: 'at-once', roles: ['coach'] },
  cohorts: [{ cohort: 'cohort-2026', name: 'Promotion 2026', roles: ['coach'] }],
  ...change,
});
const english = head({ reader: { locale: 'en', zone: 'Europe/London', nameZone: true } });

async function parts(synthesis: Synthesis, to = head()): Promise<Record<string, string>> {
  const { bytes } = await documentOf({ head: to, synthesis });
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part, true)]),
  );
}
/** No-break spaces as plain ones: which they are is the words' own. */
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const decoded = (xml: string) =>
  Buffer.from(xml, 'latin1')
    .toString()
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
const mainOf = async (synthesis: Synthesis, to = head()) =>
  (await parts(synthesis, to))['word/document.xml'] ?? '';
/** Each paragraph of the document with the name of its style. */
const paragraphs = (xml: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([paragraph]) => ({
    style: /<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1] ?? null,
    text: [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, t]) => spaced(decoded(t ?? '')))
      .join(''),
  }));
const headings = (xml: string) =>
  paragraphs(xml)
    .filter(({ style }) => style !== null)
    .map(({ style, text }) => [style, text]);

describe('the document', () => {
  test('has a title, headings of two ranks and room for the coaches under each group', async () => {
    expect(headings(await mainOf(syntheses.few))).toEqual([
      ['Title', 'Synthèse de mi-parcours'],
      ['Heading1', 'Comment lire cette synthèse'],
      ['Heading1', expect.stringMatching(/^Mentoré·es : .*7.+9 réponses, environ 60 % /)],
      ...['Engagement', 'Satisfaction', 'Relation', 'Sujets abordés'].map((topic) => [
        'Heading2',
        topic,
      ]),
      ['Heading2', 'Apprentissages'],
      ['Heading2', 'Commentaire des coachs : Mentoré·es'],
      ['Heading1', 'Mentors'],
      ['Heading2', 'Commentaire des coachs : Mentors'],
      ['Heading1', 'Commentaire des coachs'],
    ]);
  });

  test('says how many were asked, the threshold, and what is not shown', async () => {
    const lines = paragraphs(await mainOf(syntheses.few)).map(({ text }) => text);

    expect(lines).toContain('14 personnes interrogées');
    expect(lines).toContain('Non publié : Mentors.');
    expect(lines).toContain('Moins de 7 réponses : rien n’est publié.');
    expect(lines.join(' ')).toContain('un groupe de moins de 7 réponses n’est pas publié');
    expect(lines).toContain('Questionnaire ouvert du 9 octobre 2026 au 29 octobre 2026');
    const whole = paragraphs(await mainOf(syntheses.ofThreeHundred)).map(({ text }) => text);
    expect(whole).toContain('Aucun groupe n’est masqué.');
  });

  test.each(['fr', 'en'] as const)(
    'tells each question in the words of the pages: %s',
    async (locale) => {
      const to = locale === 'fr' ? head() : english;
      const xml = await mainOf(syntheses.ofThirtySeven, to);
      const lines = paragraphs(xml).map(({ text }) => text);
      for (const cell of syntheses.ofThirtySeven.cells) {
        for (const { question, parts: told } of synthesisLines(cell, locale).rows) {
          expect(lines).toContain(spaced(question));
          for (const { name, text } of told) {
            expect(
              lines.some(
                (line) => line.startsWith(spaced(name ?? '')) && line.endsWith(spaced(text)),
              ),
            ).toBe(true);
          }
        }
      }
      const { 'word/styles.xml': styles } = await parts(syntheses.few, to);
      expect(styles).toContain(`<w:lang w:val="${locale === 'fr' ? 'fr-FR' : 'en-GB'}"/>`);
    },
  );

  test('has rows that say they head a table, and a text for each bar', async () => {
    const xml = await mainOf(syntheses.ofThirtySeven);

    // Five topics in each of two groups.
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(10);
    const bars = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, alt]) =>
      spaced(decoded(alt ?? '')),
    );
    const shares = syntheses.ofThirtySeven.cells.flatMap((cell) =>
      synthesisLines(cell, 'fr').rows.flatMap(({ parts: told }) =>
        told.filter(({ share }) => share).map(({ name, text }) => spaced(`${name} : ${text}`)),
      ),
    );
    expect(bars).toEqual(shares.map((share) => `Barre : ${share}`));
    expect(bars.length).toBeGreaterThan(20);
  });

  test('names neither a person nor a machine nor the moment it was made', async () => {
    const all = await parts(syntheses.few);

    expect(all['docProps/core.xml']).not.toMatch(
      /creator|lastModifiedBy|created|modified|revision/,
    );
    expect(decoded(all['docProps/core.xml'] ?? '')).toContain('<dc:language>fr</dc:language>');
    const whole = Object.values(all).join('');
    expect(whole).not.toMatch(/Un-named|docx\.js|dolanmiu|2026-11-22|<dcterms:|w:author|w:rsid/);
    expect(Object.keys(all).filter((name) => name.startsWith('word/comments'))).toEqual([]);
  });

  test('is the same file for coach and pilot, whenever it is made', async () => {
    const coach = await documentOf({ head: head(), synthesis: syntheses.ofThirtySeven });
    // A zip counts in steps of two seconds.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-01-02T03:04:06Z') });
    const to = head({ roles: ['pilot'] });
    const pilot = await documentOf({ head: to, synthesis: syntheses.ofThirtySeven });
    vi.useRealTimers();

    expect(Buffer.compare(Buffer.from(pilot.bytes), Buffer.from(coach.bytes))).toBe(0);
  });

  test('takes what stands in a name for letters', async () => {
    const cohortName = '=HYPERLINK("http://x") <w:r/> & \u0007\u202e{MERGEFIELD}';
    const xml = await mainOf(aSynthesis({ asked: 14, answered: 8, seed: 1, cohortName }));
    const core = (await parts(aSynthesis({ asked: 14, answered: 8, seed: 1, cohortName })))[
      'docProps/core.xml'
    ];

    expect(paragraphs(xml)[1]?.text).toBe(
      '=HYPERLINK("http://x") <w:r/> & {MERGEFIELD} · Comité de mentorat',
    );
    expect(xml).not.toMatch(/w:fldSimple|w:instrText|w:hyperlink/);
    expect(xml).not.toContain('\u0007');
    expect(core).toContain('&#60;w:r/&#62; &#38;');
    expect(core).not.toContain('\u0007');
  });

  test('has a name of plain letters, in the reader’s language', async () => {
    const { name } = await documentOf({ head: english, synthesis: syntheses.few });
    expect(name).toBe('telemaque-synthesis-mid-term-2026-10-29.docx');
  });
});

describe('a bar', () => {
  test.each([
    [{ percent: 0 }],
    [{ percent: 100 }],
    [{ percent: 60, bound: 'at-least' as const }],
    [{ percent: 40, bound: 'at-most' as const }],
  ])('is a picture, and always the same one: %j', (share) => {
    const image = barImage(share);

    expect([...image.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(image.readUInt32BE(16)).toBe(202);
    expect(barImage({ ...share })).toEqual(image);
    expect(barImage({ percent: 35 })).not.toEqual(image);
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['other bytes', Buffer.alloc(100, 7)],
])('%s cannot be made timeless: it is no zip', (_what, bytes) => {
  expect(() => timeless(bytes)).toThrow(RangeError);
});
