/** Scales the rem to the screen, so that the layout is the same at every size. */
import { type Layout, layout, layoutFor } from './layout.ts';

/** Width and height in rem. A rem is 20 px, not 10, because browsers set to Chinese refuse fonts below 12 px. */
const CANVAS: Readonly<Record<Layout, readonly [width: number, height: number]>> = {
  hd: [64, 36],
  sd: [32, 26.5],
};

/** The root font size with which the whole layout fits into `width` x `height` CSS pixels. */
export function rootFontPx(width: number, height: number): number {
  const [columns, rows] = CANVAS[layoutFor(width, height)];
  return Math.min(width / columns, height / rows);
}

type Viewport = Pick<Window, 'innerWidth' | 'innerHeight' | 'addEventListener'>;

interface Root {
  readonly style: { fontSize: string };
  setAttribute(name: string, value: string): void;
}

/** Keeps the root font size and the layout right; some boxes report their size late. */
export function keepScale(viewport: Viewport, root: Root): void {
  const apply = () => {
    const { innerWidth, innerHeight } = viewport;
    layout.value = layoutFor(innerWidth, innerHeight);
    root.setAttribute('data-layout', layout.value);
    root.style.fontSize = `${rootFontPx(innerWidth, innerHeight)}px`;
  };
  viewport.addEventListener('resize', apply);
  apply();
}
