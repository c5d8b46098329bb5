import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file as the rules see it: where it stands, from the root of the project, and what it says. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One place where a rule is broken, in words that tell its author what to change. */
export interface Breach {
  path: string;
  line: number;
  says: string;
}

/** A promise about the tree. `find` is pure, so that a tree broken on purpose can be shown to it. */
export interface Rule {
  name: string;
  find(files: SourceFile[]): Breach[];
}

const texts = /\.(tsx?|sql|json|xml|bicep|yml)$/;

/** The text files in the given folders, and the given files; a place that does not exist is empty. */
export function readTree(root: string, places: string[]): SourceFile[] {
  return places
    .filter((place) => existsSync(join(root, place)))
    .flatMap((place) => (statSync(join(root, place)).isFile() ? [place] : filesBelow(root, place)))
    .filter((path) => texts.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function filesBelow(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

/** Line, from 1, of a place in a text. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
