import { modulesOf } from './module.ts';
import { roomOf } from './rooms.ts';
import type { Rule } from './tree.ts';

const longest = 300;

export const noLongFile: Rule = {
  name: `no file of src is longer than ${longest} lines`,
  find: (files) =>
    files
      .filter(({ path }) => /^src\/.*\.(tsx?|sql)$/.test(path))
      .map(({ path, text }) => ({ path, line: text.trimEnd().split('\n').length }))
      .filter(({ line }) => line > longest)
      .map(({ path, line }) => ({ path, line, says: 'split it by subject' })),
};

export const everyRuleIsTested: Rule = {
  name: 'every file of domain/ and usecases/ has its mirror in test/',
  find: (files) => {
    const paths = new Set(files.map(({ path }) => path));
    return modulesOf(files)
      .filter(({ path, onlyTypes }) => {
        const room = roomOf(path);
        return (room === 'domain' || room === 'usecases') && !onlyTypes && !path.endsWith('.d.ts');
      })
      .map(({ path }) => ({ path, mirror: mirrorOf(path) }))
      .filter(({ mirror }) => !paths.has(mirror))
      .map(({ path, mirror }) => ({ path, line: 1, says: `write ${mirror}` }));
  },
};

function mirrorOf(path: string): string {
  return path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
}
