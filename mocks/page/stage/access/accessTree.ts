/** What a screen reader finds on a page, in the order in which it reads. */
import { computeAccessibleName, getRole } from 'dom-accessibility-api';

export interface AccessNode {
  readonly element: Element;
  readonly depth: number;
  /** `text` for a text that belongs to nothing else. */
  readonly role: string;
  readonly name: string;
  /** `focused`, `selected`, `3/24`, `level 2`, `live polite`, … */
  readonly states: readonly string[];
}

/** Roles whose children are no parts of their own (ARIA 1.2, "children presentational"). */
const LEAVES =
  /^(button|checkbox|img|math|menuitemcheckbox|menuitemradio|meter|option|progressbar|radio|scrollbar|separator|slider|switch|tab)$/;
/** Roles that read their text as their name. */
const NAMED_BY_TEXT = /^(heading|link|cell|columnheader|rowheader|row|tooltip|treeitem|menuitem)$/;
const NOTHING = /^(generic|presentation|none)$/;
/** Roles whose changes are told without a word of `aria-live`. */
const LIVE: Readonly<Record<string, string>> = {
  alert: 'assertive',
  status: 'polite',
  log: 'polite',
};

const STATES = [
  ['aria-selected', 'true', 'selected'],
  ['aria-pressed', 'true', 'pressed'],
  ['aria-checked', 'true', 'checked'],
  ['aria-disabled', 'true', 'disabled'],
  ['aria-expanded', 'true', 'expanded'],
  ['aria-expanded', 'false', 'collapsed'],
  ['aria-modal', 'true', 'modal'],
] as const;

/** Goes on in the line of the text before it, without a gap. */
function isInText(element: Element): boolean {
  const style = element.ownerDocument.defaultView!.getComputedStyle(element);
  return style.display === 'inline' && style.marginLeft === '0px' && style.marginRight === '0px';
}

function isHidden(element: Element): boolean {
  if (element.getAttribute('aria-hidden') === 'true' || element.matches('style, script'))
    return true;
  const { display, visibility } = element.ownerDocument.defaultView!.getComputedStyle(element);
  return display === 'none' || visibility === 'hidden';
}

/** How a change of this element is told; '' when it is not. */
export function livenessOf(element: Element): string {
  const said = element.getAttribute('aria-live');
  return said ?? LIVE[getRole(element) ?? ''] ?? '';
}

function statesOf(element: Element, role: string, focusedId: string | null): string[] {
  const states = STATES.filter(([name, value]) => element.getAttribute(name) === value).map(
    ([, , state]) => state as string,
  );
  if (focusedId && element.id === focusedId) states.unshift('focused');
  const level = /^h([1-6])$/i.exec(element.tagName)?.[1] ?? element.getAttribute('aria-level');
  if (role === 'heading' && level) states.push(`level ${level}`);
  const [at, of] = ['aria-posinset', 'aria-setsize'].map((name) => element.getAttribute(name));
  if (at && of) states.push(`${at}/${of}`);
  const liveness = livenessOf(element);
  if (liveness !== '') states.push(`live ${liveness}`);
  return states;
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Depth first. What has neither a role nor a text of its own is left out, and its children take its place. */
export function accessTree(root: Element): readonly AccessNode[] {
  const focusedId = root.getAttribute('aria-activedescendant');
  const nodes: AccessNode[] = [];
  /** Whether a text goes on in the line of the one before it. */
  let isSameLine = false;
  const readText = (text: Text, depth: number) => {
    const last = nodes[nodes.length - 1];
    if (text.data.trim() === '') {
      if (isSameLine && last) nodes[nodes.length - 1] = { ...last, name: `${last.name} ` };
    } else if (isSameLine && last) {
      nodes[nodes.length - 1] = { ...last, name: last.name + text.data };
    } else {
      nodes.push({
        element: text.parentElement!,
        depth,
        role: 'text',
        name: text.data,
        states: [],
      });
      isSameLine = true;
    }
  };
  const walk = (element: Element, depth: number) => {
    if (isHidden(element)) return;
    const role = getRole(element) ?? 'generic';
    const name = squeezed(computeAccessibleName(element));
    const isNothing = NOTHING.test(role) && name === '';
    const isInline = isNothing && isInText(element);
    if (!isInline) isSameLine = false;
    let below = depth;
    if (!isNothing) {
      below++;
      const states = statesOf(element, role, focusedId);
      const isByText = LEAVES.test(role) || NAMED_BY_TEXT.test(role);
      const own = name === '' && isByText ? squeezed(element.textContent ?? '') : name;
      nodes.push({ element, depth, role, name: own, states });
      if (isByText) return;
    }
    for (const child of Array.from(element.childNodes)) {
      if (child.nodeType === Node.TEXT_NODE) readText(child as Text, below);
      else if (child.nodeType === Node.ELEMENT_NODE) walk(child as Element, below);
    }
    if (!isInline) isSameLine = false;
  };
  walk(root, 0);
  return nodes.map((node) => ({ ...node, name: squeezed(node.name) }));
}

/** What can have the remote's focus, in the order of the document. */
export const focusOrder = (nodes: readonly AccessNode[]): readonly AccessNode[] =>
  nodes.filter(({ element }) => element.hasAttribute('data-look'));
