/** Boxes on the television, the gaps between them, and lengths as the declared page and a larger one have them. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const SIDES = ['left', 'top', 'right', 'bottom'] as const;
type Side = (typeof SIDES)[number];
export type Gaps = Readonly<Record<Side, number>>;

const right = ({ left, width }: Box): number => left + width;
const bottom = ({ top, height }: Box): number => top + height;

/** The way from one box to another on each axis; 0 where they overlap. */
export const apart = (a: Box, b: Box): { readonly x: number; readonly y: number } => ({
  x: Math.max(0, b.left - right(a), a.left - right(b)),
  y: Math.max(0, b.top - bottom(a), a.top - bottom(b)),
});

/** The way on each side to the nearest of `others` that stands wholly there, in the same row or column; else to the edge of `around`. */
export function gapsOf(box: Box, others: readonly Box[], around: Box): Gaps {
  const inRow = others.filter(
    (other) => apart(box, other).y === 0 && !touchesEdge(box, other, 'y'),
  );
  const inColumn = others.filter(
    (other) => apart(box, other).x === 0 && !touchesEdge(box, other, 'x'),
  );
  const nearest = (ways: readonly number[], edge: number) =>
    Math.min(edge, ...ways.filter((way) => way >= 0));
  return {
    left: nearest(
      inRow.map((other) => box.left - right(other)),
      box.left - around.left,
    ),
    right: nearest(
      inRow.map((other) => other.left - right(box)),
      right(around) - right(box),
    ),
    top: nearest(
      inColumn.map((other) => box.top - bottom(other)),
      box.top - around.top,
    ),
    bottom: nearest(
      inColumn.map((other) => other.top - bottom(box)),
      bottom(around) - bottom(box),
    ),
  };
}

/** Boxes that only meet at a line are not side by side. */
function touchesEdge(a: Box, b: Box, axis: 'x' | 'y'): boolean {
  return axis === 'x'
    ? right(a) <= b.left || right(b) <= a.left
    : bottom(a) <= b.top || bottom(b) <= a.top;
}

/** What the designs are drawn for: the width of the declared page, and what of it is 1080p. */
export const declaredWidth = (layout: string): number => (layout === 'sd' ? 640 : 1280);
export const LARGE = 1.5;

/** What a television may cut off on each side, as shares of the screen: 64 and 36 px of the declared page, 32 and 26 of a small one. */
export const safeOf = (layout: string): { readonly x: number; readonly y: number } =>
  layout === 'sd' ? { x: 32 / 640, y: 26 / 530 } : { x: 64 / 1280, y: 36 / 720 };
/** Columns have gutters of 16 px on the declared page, lines of 8 px below each other. */
export const GUTTER = 16;
export const BASELINE = 8;
export const columnsOf = (layout: string): number => (layout === 'sd' ? 6 : 12);
/** At most one decimal. */
export const rounded = (px: number): number => Math.round(px * 10) / 10;
