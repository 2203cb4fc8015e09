/**
 * Makes a classic script of every chunk: the first one for the page, one for each `import()`, and one for what two of
 * those share. The first script contains the loader of the others.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { chunkLoader, type LoadedChunk } from './chunkLoader.ts';
import { classicChunk } from './classicChunk.ts';
import { lowerAll } from './lowerAll.ts';

type Chunk = Rolldown.OutputChunk;

const besidePage = (fileName: string): string => `./${fileName}`;

/** What the loader has to know about every chunk but the first, by name. @throws Error when two have the same name. */
function loadedChunks(chunks: readonly Chunk[]): Readonly<Record<string, LoadedChunk>> {
  const loaded: Record<string, LoadedChunk> = {};
  for (const { isEntry, name, fileName, imports, viteMetadata } of chunks) {
    if (isEntry) continue;
    if (loaded[name]) throw new Error(`two chunks with the name ${name}`);
    const styles = [...(viteMetadata?.importedCss ?? [])].map(besidePage);
    const needs = chunks.filter((chunk) => !chunk.isEntry && imports.includes(chunk.fileName));
    loaded[name] = {
      script: besidePage(fileName),
      ...(styles.length > 0 ? { styles } : {}),
      ...(needs.length > 0 ? { needs: needs.map((chunk) => chunk.name) } : {}),
    };
  }
  return loaded;
}

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
        rolldownOptions: { output: { codeSplitting: { groups } } },
      },
    }),
    augmentChunkHash: () => tools,
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const loader = chunkLoader(loadedChunks(chunks));
        const [first, ...others] = chunks.filter(({ isEntry }) => isEntry);
        if (!first || others.length > 0) return this.error('not one entry');
        const of = (file: string) =>
          chunks.find(({ fileName }) => fileName.endsWith(file.slice(1)))!.name;
        const codes = await lowerAll(
          chunks.map((chunk) => {
            const isFirst = chunk === first;
            const script = classicChunk(chunk.code, chunk.name, { first, of });
            return { code: `(function() {${isFirst ? loader : ''}${script}})();`, isFirst };
          }),
        );
        for (const [place, chunk] of chunks.entries()) chunk.code = codes[place]!;
      },
    },
  };
}
