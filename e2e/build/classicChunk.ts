/**
 * Makes a classic script out of a chunk of modules: it finds what it imports on the page, leaves there what it exports,
 * and calls the boot script (`src/app/boot/`) in the place of `import()`.
 */
import { parse } from 'acorn';
import { CHUNKS, IMPORT } from '../../src/app/boot/names.ts';
import { refuseChanging } from './changingExports.ts';
import { type AnyNode, type Change, changed, visit } from './syntaxTree.ts';

/** Vite's own helper to load a chunk, for modules only; every chunk with an `import()` imports it. */
const VITE_IMPORT = '__vitePreload';
/** The bundler's object of all exports of a module, with a getter for each. */
const NAMESPACE = '__exportAll';

interface Name {
  readonly name: string;
}

interface Specifier {
  readonly local: Name;
  readonly imported: Name;
  readonly exported: Name;
}

const specifiersOf = (node: AnyNode): readonly Specifier[] =>
  (node.specifiers as unknown as readonly Specifier[]).filter(
    ({ local }) => local.name !== VITE_IMPORT,
  );

const nameOf = (node: unknown): unknown => (node as AnyNode | null)?.name;

const isCallOf = (node: AnyNode | null, name: string): boolean =>
  node?.type === 'CallExpression' && nameOf(node.callee) === name;

/** `{ a: () => b }` → `{a: b}` */
const withoutGetters = (getters: AnyNode): string =>
  `{${(getters.properties as AnyNode[])
    .map(({ key, value }) => `${nameOf(key)}: ${nameOf((value as AnyNode).body)}`)
    .join()}}`;

/** The file of the `import()` in `node`, and what is called on its promise, like `.then(…)`. */
function importedIn(node: AnyNode, code: string): { file: string; then: string } {
  let file = '';
  let then = '';
  visit(node, (inner) => {
    const object = (inner.callee as AnyNode | undefined)?.object as AnyNode | undefined;
    if (object?.type === 'ImportExpression') then = code.slice(object.end, inner.end);
    if (inner.type === 'ImportExpression') file = String((inner.source as AnyNode).value);
    return false;
  });
  return { file, then };
}

interface ChunkNames {
  /** The first script leaves its many exports as a list in this order, which is shorter than a name for each. */
  readonly first: { readonly name: string; readonly exports: readonly string[] };
  /** The chunk that the bundler means by `./<name>-<hash>.js`. */
  of(file: string): string;
}

/**
 * The code of the script for the chunk `name`, without a function around it.
 * @throws Error for an export or import of another shape than the bundler's own.
 */
export function classicChunk(code: string, name: string, { first, of }: ChunkNames): string {
  const program = parse(code, { ecmaVersion: 2025, sourceType: 'module' }) as unknown as AnyNode;
  const changes: Change[] = [];
  const exported = new Set<string>();
  const namespaces = new Map<string, string>();
  const inOrder = (values: Readonly<Record<string, string>>): string =>
    `[${first.exports.map((exported) => values[exported])}]`;
  const withNames = (values: Readonly<Record<string, string>>): string =>
    `{${Object.entries(values).map(([exported, value]) => `${exported}: ${value}`)}}`;
  const written = (chunk: string) => (chunk === first.name ? inOrder : withNames);
  visit(program, (node) => {
    const { start, end } = node;
    const put = (text: string) => changes.push({ start, end, text }) > 0;
    if (node.type === 'ImportDeclaration') {
      const from = of(String((node.source as AnyNode).value));
      const names = specifiersOf(node).map(({ imported, local }) => [imported.name, local.name]);
      return put(`var ${written(from)(Object.fromEntries(names))} = ${CHUNKS}.${from};`);
    }
    if (node.type === 'ExportNamedDeclaration' && !node.declaration) {
      const names = specifiersOf(node).map(({ exported: { name: as }, local }) => {
        exported.add(local.name);
        return [as, namespaces.get(local.name) ?? local.name];
      });
      return put(`${CHUNKS}.${name} = ${written(name)(Object.fromEntries(names))};`);
    }
    if (node.type === 'VariableDeclarator') {
      const init = node.init as AnyNode | null;
      if (nameOf(node.id) === VITE_IMPORT) return put('unused = 0');
      if (isCallOf(init, NAMESPACE)) {
        namespaces.set(String(nameOf(node.id)), withoutGetters((init!.arguments as AnyNode[])[0]!));
        return put(`${nameOf(node.id)} = 0`);
      }
    }
    // Neighbours of one kind become one declaration, and the compiler has judged assignments already.
    if (node.type === 'VariableDeclaration' && node.kind === 'const') {
      changes.push({ start, end: start + 'const'.length, text: 'let' });
    }
    if (isCallOf(node, VITE_IMPORT)) {
      const { file, then } = importedIn(node, code);
      return put(`${IMPORT}('${of(file)}')${then}`);
    }
    if (/^Export|^MetaProperty|^ImportExpression/.test(node.type)) {
      throw new Error(
        `${node.type} in a classic script: ${code.slice(node.start - 120, node.end + 80)}`,
      );
    }
    return false;
  });
  refuseChanging(program, exported);
  return changed(code, changes);
}
