/** The syntax tree that acorn parses, and how the build's steps walk it. */
import type { Node } from 'acorn';

export type AnyNode = Node & Record<string, unknown>;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** A loop instead of `flat` and `filter`, for speed: the whole script is walked several times. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const children: AnyNode[] = [];
  for (const key in node) {
    const value = node[key];
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  return children;
}

/** Calls `look` for every node; where it answers true, the nodes below are left out. */
export function visit(node: AnyNode, look: (node: AnyNode) => boolean): void {
  if (look(node)) return;
  for (const child of childrenOf(node)) visit(child, look);
}

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies `changes` to `code`; they do not overlap, and their order does not matter. */
export function changed(code: string, changes: readonly Change[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, text } of [...changes].sort((a, b) => a.start - b.start)) {
    result += code.slice(from, start) + text;
    from = end;
  }
  return result + code.slice(from);
}
