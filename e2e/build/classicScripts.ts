/**
 * Makes a classic script of every chunk: the first one for the page, one for each `import()`, and one for what two of
 * those share. The boot script (bootScript.ts) brings them.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { CHUNKS } from '../../src/app/boot/names.ts';
import { hashIn } from './bootScript.ts';
import { classicChunk } from './classicChunk.ts';
import { lowerAll } from './lowerAll.ts';

/** The fingerprint of everything that makes a script out of a chunk: these steps, and the packages they use. */
export function toolFingerprint(folder = import.meta.dirname): string {
  const hash = createHash('sha256');
  const steps = readdirSync(folder).filter((name) => !/\.(test|fixture)\./.test(name));
  for (const path of [...steps.sort(), '../../package-lock.json']) {
    hash.update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}

/**
 * `late` is the module behind the `import()` that every box makes: what it imports belongs to its script, even where
 * others use it too. `tools` goes into the name of every file, as its contents do, so that a cache never mixes two builds.
 */
export function classicScripts(late: RegExp, tools: string = toolFingerprint()): Plugin {
  const groups = [
    { name: 'index', tags: ['$initial' as const], priority: 2 },
    { name: 'late', test: late, priority: 1 },
  ];
  return {
    name: 'portal:classic-scripts',
    apply: 'build',
    enforce: 'post',
    config: () => ({
      build: {
        target: 'esnext',
        minify: false,
        modulePreload: false,
        rolldownOptions: {
          output: {
            codeSplitting: { groups },
            // The boot script has all of them, and no two builds in a row will have the same 36 bits.
            entryFileNames: 'assets/[name]-[hash:6].js',
            chunkFileNames: 'assets/[name]-[hash:6].js',
            assetFileNames: 'assets/[name]-[hash:6][extname]',
          },
        },
      },
    }),
    augmentChunkHash: () => tools,
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const [first, ...others] = chunks.filter(({ isEntry }) => isEntry);
        if (!first || others.length > 0) return this.error('not one entry');
        const of = (file: string) =>
          chunks.find(({ fileName }) => fileName.endsWith(file.slice(1)))!.name;
        const codes = await lowerAll(
          chunks.map((chunk) => {
            const isFirst = chunk === first;
            const script = classicChunk(chunk.code, chunk.name, { first, of });
            // One that was asked for twice may come twice, and another build's in its place. What runs is whole: half a script does not begin.
            const own = `${CHUNKS}.${chunk.name}`;
            const hash = hashIn(chunk.fileName, chunk.name);
            const code = `(function() {if (${own} !== '${hash}') return; ${own} = 1; ${script}})();`;
            return { code, isFirst };
          }),
        );
        for (const [place, chunk] of chunks.entries()) chunk.code = codes[place]!;
      },
    },
  };
}
