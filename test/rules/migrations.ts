import { lineAt, type Rule, type SourceFile } from './tree.ts';

/** Before these, no instance ran beside a newer one. */
const lastAlone = '011';

/**
 * Steps that take something away, each a release after the last one that used it: file, then what was
 * taken. An instance two versions behind is stopped before they run.
 */
const contractSteps: Readonly<Record<string, string>> = {};

const sorts: readonly [RegExp, string][] = [
  [/\bdrop\s+(table|column|type|schema|view)\b/gi, 'drops what an older instance asks for'],
  [/\brename\s+(to|column|constraint|\w+\s+to)\b/gi, 'renames what an older instance asks for'],
  [/\balter\s+column\s+\w+\s+(set\s+data\s+)?type\b/gi, 'changes a type under an older instance'],
  [/\bset\s+not\s+null\b/gi, 'refuses what an older instance writes'],
  [/\badd\s+(constraint\s+\w+\s+)?(unique|check|foreign|primary)\b/gi, 'refuses old writes'],
  [/\bdrop\s+default\b/gi, 'refuses what an older instance leaves out'],
  // A trigger on it takes nothing away.
  [/\btruncate\b(?!\s+on\b)/gi, 'empties what an older instance has just written'],
];

const addedColumn =
  /\badd\s+(?:column\s+)(?:if\s+not\s+exists\s+)?(\w+)([^;]*?)(?=;|,\s*add\b|$)/gi;

/** Old and new instances run side by side while a version is rolled out. */
export const migrationsExpandFirst: Rule = {
  name: 'a migration leaves the version before it able to work',
  find: (files) =>
    files.filter(isLater).flatMap(({ path, text }) => {
      const bare = text.replace(/--.*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
      const broken = sorts.flatMap(([pattern, says]) =>
        [...bare.matchAll(pattern)].map(({ index }) => ({ index, says })),
      );
      const missing = [...bare.matchAll(addedColumn)]
        .filter(
          ([, , rest = '']) =>
            /\bnot\s+null\b/i.test(rest) && !/\bdefault\b|\bgenerated\b/i.test(rest),
        )
        .map(({ index }) => ({ index, says: 'an older instance does not know this column' }));
      return [...broken, ...missing].map(({ index, says }) => ({
        path,
        line: lineAt(bare, index),
        says: `${says}: expand now, contract a release later (decision 057)`,
      }));
    }),
};

function isLater({ path }: SourceFile): boolean {
  const name = /^src\/db\/migrations\/(.+\.sql)$/.exec(path)?.[1];
  return name !== undefined && name.slice(0, 3) > lastAlone && !(name in contractSteps);
}
