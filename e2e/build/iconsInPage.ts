/** Puts the drawings of the icons into the page as data, which a policy without inline scripts allows. */
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
