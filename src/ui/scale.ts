/** Scales the rem to the screen, so that the layout is the same at every size. */
import { layout, layoutFor, rootFontPx } from './layout.ts';

interface Root {
  readonly style: { fontSize: string };
  setAttribute(name: string, value: string): void;
}

type Viewport<R> = Pick<Window, 'innerWidth' | 'innerHeight' | 'addEventListener'> & {
  getComputedStyle(root: NoInfer<R>): { readonly fontSize: string };
};

/** Keeps the root font size and the layout right; some boxes report their size late, and some force text to another size. */
export function keepScale<R extends Root>(viewport: Viewport<R>, root: R): void {
  let isForced = false;
  const apply = () => {
    const { innerWidth, innerHeight } = viewport;
    layout.value = layoutFor(innerWidth, innerHeight);
    root.setAttribute('data-layout', layout.value);
    const px = rootFontPx(innerWidth, innerHeight);
    root.style.fontSize = `${px}px`;
    // Once it was, what was done about it has to be undone, too.
    isForced =
      isForced || Math.abs(parseFloat(viewport.getComputedStyle(root).fontSize) - px) > 0.1;
    if (isForced) {
      void import('./forcedText.ts').then(({ fitForced }) => fitForced(innerWidth, innerHeight));
    }
  };
  viewport.addEventListener('resize', apply);
  apply();
}
