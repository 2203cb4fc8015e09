/** Two layouts: `hd` is 64 x 36 rem, `sd` 32 x 26.5 rem with fewer columns and no side panel. A rem is 20 px in both. */
import { signal } from '@preact/signals';

export type Layout = 'hd' | 'sd';

/** The layout for the viewport (set by scale.ts); style sheets see it as `data-layout` of the root element. */
export const layout = signal<Layout>('hd');

/** A standard-definition page is 640 x 530; a browser that lays it out 1280 px wide still reports less than 4:3. */
export const layoutFor = (width: number, height: number): Layout =>
  width < 800 || width * 3 <= height * 4 ? 'sd' : 'hd';

/** Large type: letters are a quarter larger, boxes are not; style sheets see it as `data-type` of the root element. */
export const isLarge = signal(false);
