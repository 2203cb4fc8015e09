/** Whether anything slides here: not where the viewer's system asks for stillness, nor where it could only stutter. */

const FRAMES = 10;
/** On average. Below 25 frames a second a slide of 150 ms is four pictures. */
const SLOWEST_MS = 40;

interface Page {
  matchMedia?(query: string): { readonly matches: boolean };
  requestAnimationFrame(callback: (at: number) => void): unknown;
}

/** Sets `data-still` on `root`, at once or after ten frames. Call it when the first screen is up. */
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
