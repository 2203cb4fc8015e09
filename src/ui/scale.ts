/** The canvas is 1280 x 720 with 20 px to the rem; a larger screen gets larger rems, and the layout never knows. */

/** Not 10: browsers set to Chinese refuse font sizes below 12 px, and every rem would grow. */
const REM_PX = 20;

/** Root font size so that the whole canvas fits into `width` x `height` CSS pixels. */
export const rootFontPx = (width: number, height: number): number =>
  REM_PX * Math.min(width / 1280, height / 720);

type Viewport = Pick<Window, 'innerWidth' | 'innerHeight' | 'addEventListener'>;

/** Keeps the root font size right; some boxes report their size late. */
export function keepScale(
  viewport: Viewport,
  root: { readonly style: { fontSize: string } },
): void {
  const apply = () => {
    root.style.fontSize = `${rootFontPx(viewport.innerWidth, viewport.innerHeight)}px`;
  };
  viewport.addEventListener('resize', apply);
  apply();
}
