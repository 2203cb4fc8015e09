/** What the page's boot script has left; pages of the development server and of demonstrations have none, and use its parts. */
import type { Boot } from './boot/boot.ts';
import { loadAgain, page } from './boot/page.ts';
import { untilWhole } from './boot/untilWhole.ts';
import { waitFor, waitNoMore } from './boot/waiting.ts';

/** Set by vite.config.ts. */
declare const __MOCKS__: boolean;

declare global {
  interface Window {
    readonly portalBoot?: Boot;
  }
}

export const pageBoot = (): Boot =>
  __MOCKS__ || import.meta.env.DEV
    ? { untilWhole, waitFor, waitNoMore, page, loadAgain, styled: Promise.resolve() }
    : window.portalBoot!;
