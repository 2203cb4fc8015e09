/** Refuses exports that change later: exports are copied once a chunk has run, so importers would keep the old value. */
import { type AnyNode, childrenOf, visit } from './syntaxTree.ts';

/** The names declared in a function, but not in functions within it: they hide those of the chunk. */
function ownNames(inFunction: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (pattern: unknown): void => {
    const node = pattern as AnyNode | null;
    if (!node) return;
    if (node.type === 'Identifier') names.add(String(node.name));
    if (node.type === 'AssignmentPattern') add(node.left);
    else if (node.type === 'Property') add(node.value);
    else if (/Pattern|RestElement/.test(node.type)) childrenOf(node).forEach(add);
  };
  for (const parameter of inFunction.params as AnyNode[]) add(parameter);
  visit(inFunction, (node) => {
    if (node === inFunction) return false;
    if (/^VariableDeclarator|Declaration$/.test(node.type)) add(node.id);
    return /Function/.test(node.type);
  });
  return names;
}

/** @throws Error when one of `exported` changes in a function of `node`. */
export function refuseChanging(
  node: AnyNode,
  exported: ReadonlySet<string>,
  isInFunction = false,
): void {
  let seen = exported;
  if (/Function/.test(node.type)) {
    const own = ownNames(node);
    seen = new Set([...exported].filter((name) => !own.has(name)));
  }
  const target = (node.type === 'AssignmentExpression' ? node.left : node.argument) as AnyNode;
  const changes = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
  if (changes && isInFunction && seen.has(String(target.name))) {
    throw new Error(`${String(target.name)} is exported, and changes after the start`);
  }
  for (const child of childrenOf(node)) {
    refuseChanging(child, seen, isInFunction || seen !== exported);
  }
}
