import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

export interface Module {
  name: string;
  /** Path as it is written, from the file that asks for it. */
  path: string;
  /** Parameters it is given. */
  given: string[];
}

export interface BicepFile {
  /** Lines that the grammar cannot read, counted from 1. */
  faults: number[];
  /** Names that nothing in the file declares. */
  unknown: string[];
  /** Parameters, and whether one has to give them. */
  parameters: Map<string, { required: boolean }>;
  modules: Module[];
  outputs: string[];
  /** Outputs of modules that are asked for: module's name and output's. */
  asked: { module: string; output: string }[];
  /** `Microsoft.App/containerApps@2024-03-01` and so on. */
  resources: string[];
}

/** Reads Bicep by its grammar. Whether Azure takes what it says is for Azure's own compiler. */
export async function openBicep(): Promise<(text: string) => BicepFile> {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const grammar = require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return (text) => {
    const root = parser.parse(text)?.rootNode;
    if (!root) throw new Error('nothing was read');
    return read(root);
  };
}

/** What Bicep itself brings. */
const brought = new Set(['resourceGroup', 'tenant', 'environment', 'subscriptionResourceId']);

function read(root: Node): BicepFile {
  const modules = all(root, 'module_declaration').map(readModule);
  const names = new Set(modules.map(({ name }) => name));
  return {
    faults: [...new Set(unreadable(root).map(({ startPosition }) => startPosition.row + 1))],
    unknown: unknownNames(root),
    parameters: new Map(all(root, 'parameter_declaration').map(readParameter)),
    modules,
    outputs: all(root, 'output_declaration').map(nameOf),
    asked: all(root, 'member_expression').flatMap((node) => {
      const [module = '', word, output] = node.text.split('.');
      return names.has(module) && word === 'outputs' && output !== undefined
        ? [{ module, output }]
        : [];
    }),
    resources: all(root, 'resource_declaration').map((node) => stringIn(node)),
  };
}

const all = (root: Node, type: string): Node[] =>
  root.descendantsOfType(type).filter((node): node is Node => node !== null);
const children = (node: Node): Node[] =>
  node.children.filter((each): each is Node => each !== null);
const nameOf = (node: Node): string =>
  children(node).find(({ type }) => type === 'identifier')?.text ?? '';
const stringIn = (node: Node): string =>
  children(node)
    .find(({ type }) => type === 'string')
    ?.text.slice(1, -1) ?? '';

const unreadable = (node: Node): Node[] =>
  node.isError || node.isMissing ? [node] : children(node).flatMap(unreadable);

/** With a value of its own, or one that may be nothing, it need not be given. */
function readParameter(node: Node): [string, { required: boolean }] {
  const told = children(node).filter(({ type }) => type === '=');
  return [nameOf(node), { required: told.length === 0 }];
}

function readModule(node: Node): Module {
  const params = all(node, 'object_property').find((property) => keyOf(property) === 'params');
  const object = params && children(params).find(({ type }) => type === 'object');
  const given = object ? children(object).filter(({ type }) => type === 'object_property') : [];
  return { name: nameOf(node), path: stringIn(node), given: given.map(keyOf) };
}

const keyOf = (property: Node): string => property.firstChild?.text ?? '';

function unknownNames(root: Node): string[] {
  const kinds = ['parameter', 'variable', 'resource', 'module', 'output', 'type'];
  const declared = kinds.flatMap((kind) => all(root, `${kind}_declaration`).map(nameOf));
  // Names that stand for each of many: of a loop, and of a lambda.
  const each = [...all(root, 'for_statement'), ...all(root, 'lambda_expression')].map(nameOf);
  const known = new Set([...declared, ...each, ...brought]);
  const used = all(root, 'identifier').filter((node) => {
    const { parent } = node;
    if (parent?.type === 'object_property') return !parent.firstChild?.equals(node);
    return parent !== null && !isFunction(node, parent) && parent.type !== 'decorator';
  });
  return [...new Set(used.map(({ text }) => text))].filter((name) => !known.has(name));
}

const isFunction = (node: Node, parent: Node): boolean =>
  parent.type === 'call_expression' && parent.firstChild?.equals(node) === true;
