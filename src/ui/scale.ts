/** Scales the rem to the screen, so that the layout is the same at every size. */
import { type Layout, layout, layoutFor } from './layout.ts';

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

interface Root {
  readonly style: { fontSize: string };
  setAttribute(name: string, value: string): void;
}

type Viewport<R> = Pick<Window, 'innerWidth' | 'innerHeight' | 'addEventListener'> & {
  getComputedStyle(root: NoInfer<R>): { readonly fontSize: string };
};

/** Keeps the root font size and the layout right; some boxes report their size late, and some force text to another size. */
export function keepScale<R extends Root>(viewport: Viewport<R>, root: R): void {
  const apply = () => {
    const { innerWidth, innerHeight } = viewport;
    layout.value = layoutFor(innerWidth, innerHeight);
    root.setAttribute('data-layout', layout.value);
    const px = rootFontPx(innerWidth, innerHeight);
    root.style.fontSize = `${px}px`;
    if (parseFloat(viewport.getComputedStyle(root).fontSize) - px > 0.1) {
      void import('./forcedText.ts').then(({ fitForced }) => fitForced(innerWidth, innerHeight));
    }
  };
  viewport.addEventListener('resize', apply);
  apply();
}
