/** Decides whether anything slides: not if the system asks for reduced motion, nor if the engine is too slow. */

const FRAMES = 10;
/** The longest average frame: below 25 frames a second a slide of 150 ms has only four pictures. */
const SLOWEST_MS = 40;

interface Page {
  matchMedia?(query: string): { readonly matches: boolean };
  requestAnimationFrame(callback: (at: number) => void): unknown;
}

/** Sets `data-still` on `root`, at once or after ten frames. Call it when the first screen is shown. */
export function judgeMotion(
  page: Page,
  root: { setAttribute(name: string, value: string): void },
): void {
  const hold = () => root.setAttribute('data-still', '');
  if (page.matchMedia?.('(prefers-reduced-motion: reduce)').matches) {
    hold();
    return;
  }
  let frames = 0;
  let began = 0;
  const look = (at: number) => {
    if (frames === 0) began = at;
    if (frames++ < FRAMES) page.requestAnimationFrame(look);
    else if (at - began > FRAMES * SLOWEST_MS) hold();
  };
  page.requestAnimationFrame(look);
}
