import './polyfills.ts';
import { browserParts } from './app/browserParts.ts';
import { chooseLanguage } from './app/chooseLanguage.ts';
import { startPortal } from './app/startPortal.tsx';

/** Set by vite.config.ts; in a production build everything behind it is dead code. */
declare const __MOCKS__: boolean;

async function start(root: Element): Promise<void> {
  const parts = browserParts();
  chooseLanguage();
  if (__MOCKS__ && parts) {
    if (/[?&]gallery/.test(location.search)) {
      const { renderGallery } = await import('./app/gallery/Gallery.tsx');
      return renderGallery(root, new URLSearchParams(location.search).get('gallery') ?? '');
    }
    const { startBrowserHost } = await import('../mocks/hosts/browser.ts');
    if (!(await startBrowserHost(parts, root))) return;
  }
  await startPortal(root, parts);
}

const root = document.getElementById('app');
if (root) void start(root);
