/** Chromium below 61 knows no module scripts; `crossorigin` makes file:// and strict hosts refuse the bundle. */
import type { Plugin } from 'vite';

export function classicPage(): Plugin {
  return {
    name: 'portal:classic-page',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html
          .replace(/<script type="module" crossorigin/g, '<script defer')
          .replace(/(<link rel="stylesheet") crossorigin/g, '$1'),
    },
  };
}
