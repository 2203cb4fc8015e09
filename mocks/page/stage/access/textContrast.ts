/** The contrast of every text of a page against what is painted behind it. */
import { backdrops, type Colour, colourOf, type Layer, worstContrast } from './colour.ts';
import { imageLayers, type Place } from './gradient.ts';

export interface TextContrast {
  readonly element: Element;
  readonly text: string;
  readonly ratio: number;
  readonly colour: Colour;
  /** The colour behind it at its worst place. */
  readonly behind: Colour;
  /** A picture is behind it, whose colours nobody has looked at. */
  readonly isUnsure: boolean;
}

/** WCAG 2.2, 1.4.3: of text of any size. */
export const ENOUGH = 4.5;

const PICTURES = 'img, video, canvas, picture';

/** What an element paints at this place of the screen, topmost first. The page's own background fills the whole screen. */
function painted(element: Element, style: CSSStyleDeclaration, { x, y }: Place): readonly Layer[] {
  const { backgroundColor, backgroundImage, backgroundSize } = style;
  const colour = colourOf(backgroundColor);
  const own = colour && colour[3] > 0 ? [[colour]] : [];
  if (backgroundImage === 'none') return own;
  const { innerWidth: width, innerHeight: height } = element.ownerDocument.defaultView!;
  const isPage = element.matches('html, body');
  const box = isPage ? { left: 0, top: 0, width, height } : element.getBoundingClientRect();
  const isWhole = /^auto(, auto)*$/.test(backgroundSize);
  const place = { x: x - box.left, y: y - box.top };
  return [...imageLayers(backgroundImage, place, isWhole ? box : null), ...own];
}

function layersOf(element: Element, place: Place): readonly Layer[] {
  const page = element.ownerDocument.defaultView!;
  if (element.matches(PICTURES)) return ['picture'];
  const pseudo = ['::after', '::before'].flatMap((name) => {
    const style = page.getComputedStyle(element, name);
    const isThere = style.content !== 'none' && style.content !== 'normal';
    // A small one is a mark beside the text.
    const isAsLarge = parseFloat(style.width) > element.clientWidth * 0.9;
    return isThere && isAsLarge ? painted(element, style, place) : [];
  });
  return [...pseudo, ...painted(element, page.getComputedStyle(element), place)];
}

/** How much of an element is left when all around it let shine through. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (let at: Element | null = element; at; at = at.parentElement) {
    const style = at.ownerDocument.defaultView!.getComputedStyle(at);
    if (style.visibility === 'hidden' && at === element) return 0;
    opacity *= Number(style.opacity);
  }
  return opacity;
}

function boxOf(text: Text): DOMRect {
  const range = text.ownerDocument.createRange();
  range.selectNodeContents(text);
  return range.getBoundingClientRect();
}

const covers = (layer: Layer): boolean =>
  layer === 'picture' || (layer.length > 0 && layer.every(([, , , alpha]) => alpha > 0.95));

/** The elements that are painted at this place, from the text's own down. */
function stackAt(element: Element, x: number, y: number): readonly Element[] | null {
  const all = element.ownerDocument.elementsFromPoint(x, y);
  const at = all.indexOf(element);
  // What takes no pointer is in no such list.
  if (at < 0) return null;
  const above = all.slice(0, at).filter((other) => !element.contains(other));
  const isCovered = above.some((other) => layersOf(other, { x, y }).some(covers));
  return isCovered ? [] : all.slice(at);
}

function ancestors(element: Element): readonly Element[] {
  const all: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) all.push(at);
  return all;
}

/** The highest dialog, else the page: what lies below a dialog is not read. */
function topOf(page: Document): Element {
  const dialogs = page.querySelectorAll('[role=dialog]');
  return dialogs[dialogs.length - 1] ?? page.body;
}

/** Worst first. Texts outside the screen, hidden or covered ones have none. */
export function textContrasts(page: Document): readonly TextContrast[] {
  const { innerWidth, innerHeight } = page.defaultView!;
  const found = new Map<Element, TextContrast>();
  const walker = page.createTreeWalker(topOf(page), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const element = text.parentElement!;
    if (found.has(element) || text.data.trim() === '' || element.matches('style, script')) continue;
    const { left, top, width, height } = boxOf(text);
    const [x, y] = [left + width / 2, top + height / 2];
    if (width < 1 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
    const opacity = opacityOf(element);
    const colour = colourOf(page.defaultView!.getComputedStyle(element).color);
    if (opacity < 0.05 || !colour) continue;
    const stack = stackAt(element, x, y) ?? ancestors(element);
    if (stack.length === 0) continue;
    // A gradient differs from one end of the text to the other.
    const behind = [left, x, left + width].map((at) =>
      backdrops(stack.flatMap((below) => layersOf(below, { x: at, y }))),
    );
    const [r, g, b, alpha] = colour;
    const worst = worstContrast(
      [r, g, b, alpha * opacity],
      behind.flatMap(({ colours }) => colours),
    );
    const isUnsure = behind.some((place) => place.isUnsure);
    found.set(element, { element, text: text.data.trim(), colour, isUnsure, ...worst });
  }
  return [...found.values()].sort((a, b) => a.ratio - b.ratio);
}
