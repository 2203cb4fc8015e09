import './polyfills.ts';
import { browserParts } from './app/browser/browserParts.ts';
import { pageBoot } from './app/pageBoot.ts';
import { askedBackend, askedGallery, askedStage, askedStill } from './app/pageQuery.ts';
import { startPortal } from './app/startPortal.tsx';

/** Set by vite.config.ts; in a production build everything behind it is dead code. */
declare const __MOCKS__: boolean;

async function start(root: HTMLElement): Promise<void> {
  let parts = browserParts();
  if (__MOCKS__) {
    if (askedStage()) {
      const { startStage } = await import('../mocks/page/stage/startStage.tsx');
      return startStage(root);
    }
    if (askedStill()) document.documentElement.setAttribute('data-still', '');
    const { wearLook } = await import('./app/gallery/look/wearLook.ts');
    wearLook();
    const sample = askedGallery();
    if (sample !== null) {
      const { renderGallery } = await import('./app/gallery/Gallery.tsx');
      return renderGallery(root, sample);
    }
    if (!parts && askedBackend()) {
      const { plainHttpParts } = await import('./app/browser/plainHttpParts.ts');
      parts = plainHttpParts();
    }
    const { askedConfig } = await import('./app/gallery/skins.ts');
    const { startBrowserHost } = await import('../mocks/page/browser.ts');
    if (parts && !(await startBrowserHost(parts, root, askedConfig()))) return;
  }
  await startPortal(root, parts, pageBoot());
}

const root = document.getElementById('app');
if (root) void start(root);
