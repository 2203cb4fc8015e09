/** Two layouts: `hd` is 64 x 36 rem, `sd` 32 x 26.5 rem with fewer columns and no side panel. A rem is 20 px in both. */
import { signal } from '@preact/signals';

export type Layout = 'hd' | 'sd';

/** The layout for the viewport (set by scale.ts); style sheets see it as `data-layout` of the root element. */
export const layout = signal<Layout>('hd');

/** A standard-definition page is 640 x 530; a browser that lays it out 1280 px wide still reports less than 4:3. */
export const layoutFor = (width: number, height: number): Layout =>
  width < 800 || width * 3 <= height * 4 ? 'sd' : 'hd';

/** Width and height in rem. A rem is 20 px, not 10, because browsers set to Chinese refuse fonts below 12 px. */
const CANVAS: Readonly<Record<Layout, readonly [width: number, height: number]>> = {
  hd: [64, 36],
  sd: [32, 26.5],
};

/** The root font size with which the whole layout fits into `width` x `height` CSS pixels. */
export function rootFontPx(width: number, height: number, of = layoutFor(width, height)): number {
  const [columns, rows] = CANVAS[of];
  return Math.min(width / columns, height / rows);
}

/** Large type: letters are a quarter larger, boxes are not; style sheets see it as `data-type` of the root element. */
export const isLarge = signal(false);
