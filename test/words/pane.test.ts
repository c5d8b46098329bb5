import { expect, test } from 'vitest';
import { pane as en } from '../../src/words/en/pane.ts';
import { pane as fr } from '../../src/words/fr/pane.ts';

/** Every sentence of the pane, with where it stands; what it is told of is a plain « X ». */
function sentences(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    return typeof value === 'object' && value !== null ? sentences(value, at) : [];
  });
}

const steps = ['time', 'partner', 'subject', 'private', 'registered', 'invited'] as const;
const unread = ['nobody', 'mine', 'theirs', 'both'] as const;

test('the pane says in English what it says in French, and nothing was left in the other', () => {
  const french = new Map(sentences(fr));
  const same = sentences(en).filter(([at, text]) => french.get(at) === text);

  expect(sentences(en).map(([at]) => at)).toEqual([...french.keys()]);
  expect(same).toEqual([]);
});

test('French is set as elsewhere, and spoken with « vous »', () => {
  const { compose, read } = fr;
  const filled = [
    ...steps.flatMap((step) => [compose.step(step, 'X'), compose.stepDone(step, 'X')]),
    ...unread.map((seen) => compose.unread(seen, 'X')),
    ...[compose.title('X'), compose.ownSubject('X'), compose.ownTime('X'), compose.undoThat('X')],
    ...[read.ahead('X'), read.theirsAhead('X'), read.unknownTheirs('X'), read.recordTitle('X')],
    fr.snag.outlook('X'),
  ];
  for (const text of [...sentences(fr).map(([, one]) => one), ...filled]) {
    expect(text).not.toMatch(/ [:;?!»]|« |'/);
    expect(text).not.toMatch(/(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/u);
  }
});

test('a problem says what happened and what to do next', () => {
  for (const { problem } of [fr, en])
    for (const [kind, { title, text }] of Object.entries(problem)) {
      expect(title, kind).toMatch(/^\p{Lu}.+[^.]$/u);
      expect(text, kind).toMatch(/^\p{Lu}.+\.$/u);
    }
});
