/**
 * Puts the files of `public/` into a build: pages and the operator's settings under their own names, all others under names with a hash,
 * so that no cache mixes two builds. Pages and scripts name them by their new names.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Asked for by their names: a page is where a box begins, and the settings are the operator's. */
const isEntry = (name: string): boolean => name.endsWith('.html') || name === 'config.json';

/** `keys`: the folder of the key profiles in this build, with a slash at its end; the probe page reads all of them. */
export function publicFiles(folder: string, keys: string): Plugin {
  const read = (name: string) =>
    readFileSync(join(folder, name), 'utf8').replace(/'\.\/keys\//g, `'./${keys}`);
  return {
    name: 'portal:public-files',
    apply: 'build',
    enforce: 'post',
    config: () => ({ build: { copyPublicDir: false } }),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const names = readdirSync(folder);
        const hashed = names
          .filter((name) => !isEntry(name))
          .map((name) => {
            const source = read(name);
            const hash = createHash('sha256').update(source).digest('base64url').slice(0, 6);
            const fileName = `assets/${name.replace(/(?=\.\w+$)/, `-${hash}`)}`;
            this.emitFile({ type: 'asset', fileName, source });
            return [`"./${name}"`, `"./${fileName}"`] as const;
          });
        const renamed = (page: string) =>
          hashed.reduce((text, [before, after]) => text.replaceAll(before, after), page);
        for (const fileName of names.filter(isEntry)) {
          const source = read(fileName);
          const isPage = fileName.endsWith('.html');
          this.emitFile({ type: 'asset', fileName, source: isPage ? renamed(source) : source });
        }
        for (const page of Object.values(bundle)) {
          if (page.type === 'asset' && page.fileName.endsWith('.html')) {
            page.source = renamed(String(page.source));
          }
        }
      },
    },
  };
}
