import { modulesOf } from './module.ts';
import { roomOf } from './rooms.ts';
import { lineAt, type Rule, type SourceFile } from './tree.ts';

const statement =
  /^\s*(select\b[\s\S]*\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|(create|alter|drop)\s+(unique\s+)?(table|index|type|function|trigger)\b|with\s+\w+\s+as\s*\()/i;

/** Rooms whose texts people read: an English sentence may well begin with « Select … from ». */
const proseRooms = ['words', 'pages'];

/** What a server's administrator runs once is no part of the program. */
const sqlFolders = /^(src\/db|infra\/postgres)\//;

export const sqlLivesInDb: Rule = {
  name: 'only db/ contains SQL',
  find: (files) => [
    ...files
      .filter(({ path }) => path.endsWith('.sql') && !sqlFolders.test(path))
      .map(({ path }) => ({ path, line: 1, says: 'SQL files stand in src/db' })),
    ...modulesOf(files)
      .filter(({ path }) => ![...proseRooms, 'db', undefined].includes(roomOf(path)))
      .flatMap(({ path, strings }) =>
        strings
          .filter(({ text }) => statement.test(text))
          .map(({ line }) => ({ path, line, says: 'write this statement in src/db' })),
      ),
  ],
};

const databaseClock =
  /\bnow\s*\(\s*\)|\b(current_(date|time|timestamp)|localtime(stamp)?)\b|\b(clock|statement|transaction)_timestamp\b/gi;

/** Leases are measured by the one clock all instances share; the migrations table says when it ran. */
const mayReadDatabaseClock = ['src/db/effects.ts', 'src/db/migrate.ts'];

export const sqlReadsNoClock: Rule = {
  name: 'SQL reads no clock outside leases',
  find: (files) =>
    files
      .filter(({ path }) => roomOf(path) === 'db' && !mayReadDatabaseClock.includes(path))
      .flatMap((file) => sqlTexts(file))
      .flatMap(({ path, text, line }) =>
        [...text.matchAll(databaseClock)].map((match) => ({
          path,
          line: line + lineAt(text, match.index) - 1,
          says: `${match[0]}: pass the time as a parameter`,
        })),
      ),
};

function sqlTexts(file: SourceFile): { path: string; text: string; line: number }[] {
  // Blanks of the same length, so that lines still count.
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  if (file.path.endsWith('.sql'))
    return [{ path: file.path, text: file.text.replace(/--.*|\/\*[\s\S]*?\*\//g, blank), line: 1 }];
  return modulesOf([file]).flatMap(({ path, strings }) =>
    strings.map((each) => ({ path, ...each })),
  );
}
