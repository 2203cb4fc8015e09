import './polyfills.ts';
import { browserParts } from './app/browserParts.ts';
import { askedGallery } from './app/pageQuery.ts';
import { startPortal } from './app/startPortal.tsx';

/** Set by vite.config.ts; in a production build everything behind it is dead code. */
declare const __MOCKS__: boolean;

async function start(root: HTMLElement): Promise<void> {
  const parts = browserParts();
  if (__MOCKS__) {
    const sample = askedGallery();
    if (sample !== null) {
      const { renderGallery } = await import('./app/gallery/Gallery.tsx');
      return renderGallery(root, sample);
    }
    const { startBrowserHost } = await import('../mocks/hosts/browser.ts');
    if (parts && !(await startBrowserHost(parts, root))) return;
  }
  await startPortal(root, parts);
}

const root = document.getElementById('app');
if (root) void start(root);
