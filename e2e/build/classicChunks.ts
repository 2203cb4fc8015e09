/**
 * Two chunks of modules as two classic scripts. The first leaves what the second imports on the page; the second leaves
 * what it exports there, and is brought, with its style sheet, where the first one says `import()`.
 */
import { type Node, parse } from 'acorn';

/** Where the scripts leave what they export. */
const FIRST = 'window.portalFirst';
const LATE = 'window.portalLate';

/** The policy that the host's header names (`trusted-types`): scripts of this build, by their names, and nothing else. */
export const SCRIPT_POLICY = 'portal-scripts';

/** `window.portalScript` is where every script element of the page gets its address from. @throws for any other. */
const trust = (scripts: readonly string[]): string => `
var ownScripts = ${JSON.stringify(scripts)};
var isOwn = (url) => {
  if (ownScripts.indexOf(url) < 0) throw new Error(url + ' is no script of this build');
  return url;
};
window.portalScript = window.trustedTypes
  ? ((policy) => (url) => policy.createScriptURL(url))(trustedTypes.createPolicy('${SCRIPT_POLICY}', { createScriptURL: isOwn }))
  : isOwn;
`;

/** What `import()` becomes. Both files are asked for again by who calls it again. */
const BRING = `
var bringLate = (script, style) => new Promise((resolve, reject) => {
  var missing = 2;
  var bring = (element) => {
    element.onload = () => --missing || resolve(${LATE});
    element.onerror = () => {
      element.remove();
      reject(new Error('no ' + (element.src || element.href)));
    };
    document.head.appendChild(element);
  };
  var link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = style;
  bring(link);
  var follower = document.createElement('script');
  follower.src = portalScript(script);
  bring(follower);
});
`;

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type AnyNode = Node & Record<string, unknown>;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const childrenOf = (node: AnyNode): readonly AnyNode[] => Object.values(node).flat().filter(isNode);

/** Every node; nothing below one that `look` is done with. */
function visit(node: AnyNode, look: (node: AnyNode) => boolean): void {
  if (look(node)) return;
  for (const child of childrenOf(node)) visit(child, look);
}

interface Name {
  readonly name: string;
}

interface Specifier {
  readonly local: Name;
  readonly imported: Name;
  readonly exported: Name;
}

const namesOf = (node: AnyNode): readonly Specifier[] =>
  node.specifiers as unknown as readonly Specifier[];

/** What is declared in a function, not in functions within it: its own names hide those of the chunk. */
function ownNames(inFunction: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (pattern: unknown): void => {
    if (!isNode(pattern)) return;
    if (pattern.type === 'Identifier') names.add(String(pattern.name));
    if (pattern.type === 'AssignmentPattern') add(pattern.left);
    else if (pattern.type === 'Property') add(pattern.value);
    else if (/Pattern|RestElement/.test(pattern.type)) childrenOf(pattern).forEach(add);
  };
  for (const parameter of inFunction.params as AnyNode[]) add(parameter);
  visit(inFunction, (node) => {
    if (node === inFunction) return false;
    if (/^VariableDeclarator|Declaration$/.test(node.type)) add(node.id);
    return /Function/.test(node.type);
  });
  return names;
}

/** @throws Error when a name changes after the start: the second script would keep the old value. */
function refuseChanging(node: AnyNode, exported: ReadonlySet<string>, isInFunction = false): void {
  let seen = exported;
  if (/Function/.test(node.type)) {
    const own = ownNames(node);
    seen = new Set([...exported].filter((name) => !own.has(name)));
  }
  const changed = (node.type === 'AssignmentExpression' ? node.left : node.argument) as AnyNode;
  const changes = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
  if (changes && isInFunction && seen.has(String(changed.name))) {
    throw new Error(`${String(changed.name)} is exported, and changes after the start`);
  }
  for (const child of childrenOf(node)) {
    refuseChanging(child, seen, isInFunction || seen !== exported);
  }
}

const object = (names: readonly Specifier[], ofPair: (name: Specifier) => string): string =>
  `{${names.map(ofPair).join()}}`;

export interface ChunkFiles {
  readonly script: string;
  readonly style: string;
  readonly beside: readonly string[];
}

/**
 * The code of a chunk as one function. `files` are the second script and its style sheet, and the scripts that some boxes
 * ask for beside them, as the page asks for them.
 * @throws Error for an export or import of another shape than the bundler's own.
 */
export function classicChunk(code: string, isFirst: boolean, files: ChunkFiles): string {
  const program = parse(code, { ecmaVersion: 2025, sourceType: 'module' }) as unknown as AnyNode;
  const changes: Change[] = [];
  const exported = new Set<string>();
  visit(program, (node) => {
    const { start, end } = node;
    const put = (text: string) => changes.push({ start, end, text }) > 0;
    if (node.type === 'ImportDeclaration') {
      const names = object(namesOf(node), (one) => `${one.imported.name}: ${one.local.name}`);
      return put(`var ${names} = ${FIRST};`);
    }
    if (node.type === 'ExportNamedDeclaration' && !node.declaration) {
      for (const { local } of namesOf(node)) exported.add(local.name);
      const names = object(namesOf(node), (one) => `${one.exported.name}: ${one.local.name}`);
      return put(`${isFirst ? FIRST : LATE} = ${names};`);
    }
    // Vite's own way to bring a chunk: modules only.
    if (node.type === 'VariableDeclarator' && (node.id as AnyNode).name === '__vitePreload') {
      return put('unused = 0');
    }
    if (node.type === 'CallExpression' && (node.callee as AnyNode).name === '__vitePreload') {
      return put(`bringLate(${JSON.stringify(files.script)}, ${JSON.stringify(files.style)})`);
    }
    if (/^Export|^MetaProperty|^ImportExpression/.test(node.type)) {
      throw new Error(
        `${node.type} in a classic script: ${code.slice(node.start - 120, node.end + 80)}`,
      );
    }
    return false;
  });
  refuseChanging(program, exported);
  changes.sort((a, b) => a.start - b.start);
  let result = isFirst ? trust([files.script, ...files.beside]) + BRING : '';
  let from = 0;
  for (const { start, end, text } of changes) {
    result += code.slice(from, start) + text;
    from = end;
  }
  return `(function() {${result}${code.slice(from)}})();`;
}
