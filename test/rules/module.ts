import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';
import { lineAt, type SourceFile } from './tree.ts';

export interface Import {
  /** A path from the root (`src/domain/pair.ts`), or a package (`zod`, `node:fs`). */
  target: string;
  /** Names taken from it, or `everything`. */
  names: string[];
  typeOnly: boolean;
  line: number;
}

/** A module taken apart once, for all rules. */
export interface Module {
  path: string;
  imports: Import[];
  /** Dotted names in the code (`Date.now`); `new Date()` and `Date()` when made from nothing. */
  uses: { name: string; line: number }[];
  /** Text between quotes or backticks; a template is one text, each of its holes a `$`. */
  strings: { text: string; line: number }[];
  /** Nothing is left of it once its types are erased. */
  onlyTypes: boolean;
}

/** Stands for the names of `import * as …`, of a default import and of `export … from`. */
export const everything = 'everything';

const parsed = new Map<string, Module>();

/** The TypeScript files among `files`, taken apart by the compiler's own grammar, not by patterns. */
export function modulesOf(files: SourceFile[]): Module[] {
  return files.filter((file) => /\.tsx?$/.test(file.path)).map(moduleOf);
}

function moduleOf(file: SourceFile): Module {
  const key = `${file.path}\n${file.text}`;
  const known = parsed.get(key);
  if (known) return known;
  const { program, errors } = parseSync(file.path, file.text);
  const [error] = errors;
  if (error) throw new Error(`${file.path} cannot be read: ${error.message}`);
  const found = takeApart(file, program);
  parsed.set(key, found);
  return found;
}

function takeApart(file: SourceFile, program: ESTree.Program): Module {
  const found: Module = {
    path: file.path,
    imports: [],
    uses: [],
    strings: [],
    onlyTypes: program.body.every(isErased),
  };
  const line = (node: { start: number }) => lineAt(file.text, node.start);
  const link = (source: unknown, node: { start: number }, names: string[], typeOnly: boolean) => {
    const target = typeof source === 'string' ? resolve(file.path, source) : 'a computed path';
    found.imports.push({ target, names, typeOnly, line: line(node) });
  };
  const use = (name: string | undefined, node: { start: number }) => {
    if (name) found.uses.push({ name, line: line(node) });
  };
  new Visitor({
    ImportDeclaration: (node) => {
      const typeOnly = node.importKind === 'type' || allTypes(node.specifiers, 'importKind');
      link(node.source.value, node, node.specifiers.map(importedName), typeOnly);
    },
    ExportAllDeclaration: (node) =>
      link(node.source.value, node, [everything], node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (!node.source) return;
      const typeOnly = node.exportKind === 'type' || allTypes(node.specifiers, 'exportKind');
      link(node.source.value, node, [everything], typeOnly);
    },
    ImportExpression: (node) => link(literal(node.source), node, [everything], false),
    TSImportType: (node) => link(node.source.value, node, [everything], true),
    MemberExpression: (node) => use(dotted(node), node),
    VariableDeclarator: (node) => {
      if (node.id.type !== 'ObjectPattern' || node.init?.type !== 'Identifier') return;
      for (const property of node.id.properties)
        if (property.type === 'Property') use(`${node.init.name}.${nameOf(property.key)}`, node);
    },
    NewExpression: (node) => {
      if (node.arguments.length === 0) use(`new ${dotted(node.callee)}()`, node);
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier') use(`${node.callee.name}()`, node);
    },
    Literal: (node) => {
      if (typeof node.value === 'string')
        found.strings.push({ text: node.value, line: line(node) });
    },
    TemplateLiteral: (node) => {
      const text = node.quasis.map((part) => part.value.raw).join('$');
      found.strings.push({ text, line: line(node) });
    },
  }).visit(program);
  return found;
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** True of `{ type A, type B }`; false of `{}` and of a bare import, which run the module. */
function allTypes(specifiers: readonly object[], kind: 'importKind' | 'exportKind'): boolean {
  const isType = (each: object) => kind in each && Reflect.get(each, kind) === 'type';
  return specifiers.length > 0 && specifiers.every(isType);
}

function importedName(specifier: ESTree.ImportDeclarationSpecifier): string {
  return specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : everything;
}

function nameOf(node: ESTree.Node): string {
  if (node.type === 'Identifier') return node.name;
  return String(literal(node));
}

function literal(node: ESTree.Node): unknown {
  return node.type === 'Literal' ? node.value : undefined;
}

/** `a.b.c` of a chain of names, `globalThis.` left out; undefined when something is computed. */
function dotted(node: ESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression') return undefined;
  const owner = dotted(node.object);
  const own = node.computed ? literal(node.property) : nameOf(node.property);
  if (owner === undefined || typeof own !== 'string') return undefined;
  return owner === 'globalThis' ? own : `${owner}.${own}`;
}

function isErased(node: ESTree.Program['body'][number]): boolean {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return true;
    case 'ImportDeclaration':
      return node.importKind === 'type' || allTypes(node.specifiers, 'importKind');
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type';
    default:
      return false;
  }
}
