/** Two canvases: `hd` is 64 x 36 rem, `sd` 32 x 26.5 rem with fewer columns and no side panel. A rem is 20 px of both. */
import { signal } from '@preact/signals';

export type Layout = 'hd' | 'sd';

/** Follows the viewport (scale.ts); style sheets have it as `data-layout` of the root element. */
export const layout = signal<Layout>('hd');

/** A standard-definition page is 640 x 530; a browser that lays it out 1280 px wide still reports a shape below 4:3. */
export const layoutFor = (width: number, height: number): Layout =>
  width < 960 || width * 3 <= height * 4 ? 'sd' : 'hd';

/** Letters are a quarter larger, boxes are not; style sheets have it as `data-type` of the root element. */
export const isLarge = signal(false);
