/**
 * Engines may force text to another size: a text zoom changes every letter, and in WebKit every rem with it; a smallest
 * letter enlarges the small ones, and in WebKit a rem that is smaller. What a letter and a rem became is measured, and the page asks for so
 * much less or more; letters that may not be small get the layout that is made for such letters.
 */
import { effect, signal } from '@preact/signals';
import { isLarge, type Layout, layout, layoutFor, rootFontPx } from './layout.ts';

/** What a root font of so many pixels becomes. */
interface Became {
  readonly letterPx: number;
  readonly remPx: number;
}

interface Fit {
  readonly layout: Layout;
  readonly isLarge: boolean;
  /** To ask for. */
  readonly rootPx: number;
  /** Letters are asked for so much smaller than rems say. */
  readonly letters: number;
  /** The whole page is drawn so much smaller. */
  readonly page: number;
}

/** In rem: `--small` of tokens.css, in standard and in large type. */
const SMALLEST: Readonly<Record<Layout, readonly [number, number]>> = {
  hd: [1, 1.25],
  sd: [0.95, 1.1875],
};
/** Engines round to pixels. */
const ROUNDING = 1.03;

/** The first layout and type from the usual one on whose letters are not smaller than they may be; the last one is drawn smaller. */
export function fitted(width: number, height: number, became: (rootPx: number) => Became): Fit {
  const large = became(100);
  const remZoom = large.remPx / 100;
  const letters = large.remPx / large.letterPx;
  const leastPx = became(1).letterPx;
  const tries: readonly (readonly [Layout, boolean])[] = [
    ['hd', false],
    ['hd', true],
    ['sd', false],
    ['sd', true],
  ];
  let fit: Fit | undefined;
  for (const [tried, isLarge] of tries) {
    if (tried === 'hd' && layoutFor(width, height) === 'sd') continue;
    const wanted = rootFontPx(width, height, tried);
    const rootPx = wanted / remZoom;
    const smallestPx = wanted * SMALLEST[tried][isLarge ? 1 : 0];
    const tooLarge = Math.max(became(rootPx).remPx / wanted, leastPx / smallestPx);
    if (tooLarge < ROUNDING) return { layout: tried, isLarge, rootPx, letters, page: 1 };
    fit = { layout: tried, isLarge, rootPx: rootPx * tooLarge, letters, page: 1 / tooLarge };
  }
  return fit!;
}

const needsLarge = signal(false);

/** Sets what `fitted` says, after each change of the viewport. */
export function fitForced(width: number, height: number): void {
  const root = document.documentElement;
  const { style } = root;
  const probe = document.createElement('i');
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', width: '10rem' });
  document.body.appendChild(probe);
  const became = (rootPx: number): Became => {
    style.fontSize = `${rootPx}px`;
    const remPx = probe.getBoundingClientRect().width / 10;
    return { remPx, letterPx: parseFloat(getComputedStyle(root).fontSize) };
  };
  const fit = fitted(width, height, became);
  document.body.removeChild(probe);
  layout.value = fit.layout;
  root.setAttribute('data-layout', fit.layout);
  style.fontSize = `${fit.rootPx}px`;
  needsLarge.value = needsLarge.value || fit.isLarge;
  const isWhole = fit.page === 1;
  const part = isWhole ? '' : `${100 / fit.page}%`;
  Object.assign(document.body.style, {
    width: part,
    height: part,
    transform: isWhole ? '' : `scale(${fit.page})`,
    transformOrigin: '0 0',
  });
  // On a wide screen the small layout is as wide as the screen.
  const wide = width / rootFontPx(width, height, 'sd');
  style.setProperty('--wide', fit.layout === 'sd' ? `${wide}rem` : '');
  // The unit of all letters (tokens.css). No line is given its height as a length: engines zoom those, too.
  style.setProperty('--letter', `${fit.letters}rem`);
}

effect(() => {
  if (!needsLarge.value || isLarge.value) return;
  isLarge.value = true;
  document.documentElement.setAttribute('data-type', 'large');
});
