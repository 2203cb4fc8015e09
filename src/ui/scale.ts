/** A larger screen gets larger rems, and the layout never knows. */
import { type Layout, layout, layoutFor } from './layout.ts';

/** Width and height in rem. 20 px to the rem, not 10: browsers set to Chinese refuse font sizes below 12 px. */
const CANVAS: Readonly<Record<Layout, readonly [width: number, height: number]>> = {
  hd: [64, 36],
  sd: [32, 26.5],
};

/** Root font size so that the whole canvas fits into `width` x `height` CSS pixels. */
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
