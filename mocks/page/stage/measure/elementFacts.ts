/** An element of the portal's page as a designer reads it: its box, its neighbours, its letters. */
import { colourOf, hexOf } from '../access/colour.ts';
import { type Box, declaredWidth, type Gaps, gapsOf } from './boxes.ts';

interface ElementFacts {
  /** `div.title`, `button#pay`. */
  readonly name: string;
  /** In pixels of the page in the frame. */
  readonly box: Box;
  readonly gaps: Gaps;
  /** `null` where it has no text of its own. */
  readonly letters: {
    readonly sizePx: number;
    readonly linePx: number;
    readonly weight: string;
    readonly colour: string;
  } | null;
  /** One pixel of the page is so many of the declared one. */
  readonly toDeclared: number;
  readonly layout: string;
}

export const boxOf = (element: Element): Box => element.getBoundingClientRect();

const isSeen = (element: Element): boolean => {
  const { width, height } = boxOf(element);
  return width > 0 && height > 0;
};

/** Class names of CSS modules carry their file and a hash: `_title_1x2y3_4`. */
const classOf = (element: Element): string =>
  Array.from(element.classList, (name) => /^_?([A-Za-z]+)/.exec(name)?.[1] ?? name).join('.');

function nameOf(element: Element): string {
  const id = element.id && `#${element.id}`;
  const classes = classOf(element);
  return element.tagName.toLowerCase() + (id || (classes && `.${classes}`));
}

/** What stands beside it, and beside what it stands in. */
function neighboursOf(element: Element): readonly Element[] {
  const all: Element[] = [];
  for (let at = element; at.parentElement; at = at.parentElement) {
    for (const other of Array.from(at.parentElement.children)) {
      if (other !== at && isSeen(other)) all.push(other);
    }
  }
  return all;
}

function lettersOf(element: Element): ElementFacts['letters'] {
  const hasText = Array.from(element.childNodes).some(
    ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
  );
  if (!hasText) return null;
  const style = element.ownerDocument.defaultView!.getComputedStyle(element);
  const colour = colourOf(style.color);
  return {
    sizePx: parseFloat(style.fontSize),
    linePx: parseFloat(style.lineHeight),
    weight: style.fontWeight,
    colour: colour ? hexOf(colour) : style.color,
  };
}

export function elementFacts(element: Element): ElementFacts {
  const page = element.ownerDocument;
  const { innerWidth, innerHeight } = page.defaultView!;
  const layout = page.documentElement.getAttribute('data-layout') ?? 'hd';
  const box = boxOf(element);
  const screen = { left: 0, top: 0, width: innerWidth, height: innerHeight };
  const { parentElement } = element;
  return {
    name: nameOf(element),
    box,
    gaps: gapsOf(
      box,
      neighboursOf(element).map(boxOf),
      parentElement ? boxOf(parentElement) : screen,
    ),
    letters: lettersOf(element),
    toDeclared: declaredWidth(layout) / innerWidth,
    layout,
  };
}

const ARROWS: Readonly<Record<string, (element: Element) => Element | null>> = {
  ArrowUp: ({ parentElement }) => parentElement,
  ArrowDown: ({ firstElementChild }) => firstElementChild,
  ArrowLeft: ({ previousElementSibling }) => previousElementSibling,
  ArrowRight: ({ nextElementSibling }) => nextElementSibling,
};

/** The element that an arrow key leads to: around, inside, before, behind; what has no box is passed over. */
export function stepFrom(element: Element, key: string): Element {
  const next = ARROWS[key];
  if (!next) return element;
  for (let at = next(element); at; at = next(at)) {
    if (at.id === 'app' || !at.ownerDocument.getElementById('app')?.contains(at)) return element;
    if (isSeen(at)) return at;
  }
  return element;
}
