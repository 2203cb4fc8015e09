/** The drawings of the icons in the page, inert: a content security policy without inline scripts lets them be. */
import type { Plugin } from 'vite';
import { icons } from '../../src/ui/icons.ts';

export function iconsInPage(): Plugin {
  return {
    name: 'portal:icons-in-page',
    transformIndexHtml: (_html, { path }) =>
      path.includes('console')
        ? []
        : [
            {
              tag: 'template',
              attrs: { id: 'icons' },
              children: JSON.stringify(icons),
              injectTo: 'head',
            },
          ],
  };
}
