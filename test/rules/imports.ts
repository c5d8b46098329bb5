import { type Import, type Module, modulesOf } from './module.ts';
import { doorwayOf, isOneOf, type Room, roomOf } from './rooms.ts';
import type { Breach, Rule } from './tree.ts';

/** What a page and the API say to each other: one file for each subject. */
const contract = /^src\/web\/([a-z]+-)?contract\.ts$/;

/** Every file stands in a room of the table, so that no new folder escapes the rules. */
export const everyFileHasARoom: Rule = {
  name: 'every file of src stands in a room of the table',
  find: (files) =>
    files
      .filter((file) => file.path.startsWith('src/') && !roomOf(file.path))
      .map(({ path }) => ({ path, line: 1, says: 'add its room to test/rules/rooms.ts' })),
};

export const whoMayImportWhom: Rule = {
  name: 'rooms import only the rooms and packages of their row',
  find: (files) => modulesOf(files).flatMap((module) => forbiddenImports(module)),
};

function forbiddenImports(module: Module): Breach[] {
  const from = roomOf(module.path);
  if (!from) return [];
  return module.imports
    .filter((each) => !mayImport(from, each))
    .map((each) => ({
      path: module.path,
      line: each.line,
      says: `${from} may not import ${each.typeOnly ? 'the types of ' : ''}${each.target}`,
    }));
}

function mayImport(from: Room, { target, typeOnly }: Import): boolean {
  const row = doorwayOf(from);
  if (!target.startsWith('src/')) return isAFile(target) ? false : isOneOf(row.packages, target);
  const to = roomOf(target);
  if (!to) return false;
  if (to === from || row.runs.includes(to)) return true;
  if (!typeOnly) return false;
  return row.knows.includes(to) || (contract.test(target) && row.knows.includes('contract'));
}

/** A file outside `src`: reached by a path, or by one that is computed. */
function isAFile(target: string): boolean {
  return target === 'a computed path' || /^\.|^test\/|\.[cm]?[jt]sx?$|\.json$/.test(target);
}

/** Whoever speaks for one SDK. A second room that wants it asks this room instead. */
const keepers: Record<string, string[]> = {
  'botbuilder*': ['bot'],
  'botframework-*': ['bot'],
  '@azure/msal-node': ['entra'],
  '@microsoft/microsoft-graph-client': ['graph'],
  kysely: ['db'],
  pg: ['db'],
  '@electric-sql/*': ['db'],
  '@opentelemetry/*': ['telemetry'],
};

/** Says it again of the emulator and of `compose.ts`, whose rows let in any package. */
export const eachSdkHasItsRoom: Rule = {
  name: 'each SDK is imported in its own room alone',
  find: (files) =>
    modulesOf(files).flatMap((module) => {
      const from = roomOf(module.path);
      return module.imports.flatMap(({ target, line }) => {
        const keeper = Object.entries(keepers).find(([name]) => isOneOf([name], target));
        if (!from || !keeper || keeper[1].includes(from)) return [];
        return [{ path: module.path, line, says: `${target} belongs to ${keeper[1].join(', ')}` }];
      });
    }),
};
