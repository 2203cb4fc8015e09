/** Loads the bundle as a deferred classic script: Chromium below 61 has no modules, and `crossorigin` fails on file://. */
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
