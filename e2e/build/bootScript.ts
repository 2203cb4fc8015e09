/**
 * Writes the boot script (`src/app/boot/`), which knows all other files of the build and brings them, and puts it into the page in the place
 * of script and style sheet.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin, Rolldown } from 'vite';
import { markOf } from '../../src/app/boot/names.ts';
import { lowered } from './lowered.ts';

type Chunk = Rolldown.OutputChunk;

const SOURCE = join(import.meta.dirname, '../../src/app/boot/boot.ts');
export const BOOT = /^assets\/boot-[\w-]+\.js$/;

const besidePage = (fileName: string): string => `./${fileName}`;
const stylesOf = ({ viteMetadata }: Chunk): string[] => [...(viteMetadata?.importedCss ?? [])];

/** What the boot script has to know about every chunk, by name: `boot.ts` says what. */
type Table = Record<string, readonly [script: string, style?: string, needs?: string[]]>;

/** The hash in a file's name. @throws Error when the rest of the name is not the chunk's. */
export function hashIn(fileName: string, name: string): string {
  const hash = /-([\w-]{6})\.\w+$/.exec(fileName)?.[1];
  if (!hash || !fileName.startsWith(`assets/${name}-${hash}.`)) {
    throw new Error(`${fileName} is not named after the chunk ${name}`);
  }
  return hash;
}

/** @throws Error when two chunks have the same name, or one has two style sheets. */
function tableOf(chunks: readonly Chunk[]): Table {
  const table: Table = {};
  for (const chunk of chunks) {
    const { name, fileName, imports } = chunk;
    if (table[name]) throw new Error(`two chunks with the name ${name}`);
    const needs = chunks.filter((other) => !other.isEntry && imports.includes(other.fileName));
    const names = needs.map((other) => other.name);
    const [style, ...more] = stylesOf(chunk).map((file) => hashIn(file, name));
    if (more.length > 0) throw new Error(`two style sheets for the chunk ${name}`);
    table[name] = [hashIn(fileName, name), ...shortest(style, names)];
  }
  return table;
}

/** Nothing behind the last that says something. */
function shortest(style = '', needs: string[]): [style?: string, needs?: string[]] {
  if (needs.length > 0) return [style, needs];
  return style ? [style] : [];
}

/** The boot script of a build with these chunks. */
export async function bootCode(table: Table): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    write: false,
    format: 'esm',
    define: { __CHUNKS__: JSON.stringify(table) },
  });
  // The page asks for it twice, in case that one of the two is lost.
  return lowered(`(function() {if (window.portalBoot) return; ${outputFiles[0]!.text}})();`, false);
}

/** Ends each style sheet with the mark by which its last line is known to be in effect. */
function markStyles(chunks: readonly Chunk[], bundle: Rolldown.OutputBundle): void {
  for (const chunk of chunks) {
    for (const fileName of stylesOf(chunk)) {
      const sheet = bundle[fileName];
      if (sheet?.type !== 'asset') throw new Error(`no ${fileName}`);
      // In quotes: an engine may write a number in another way.
      sheet.source = `${sheet.source}\n:root{${markOf(chunk.name)}:"${hashIn(fileName, chunk.name)}"}`;
    }
  }
}

/** The page asks early for what the boot script is going to want; engines that do not know how ask a little later. */
const early = (as: string, file: string): string =>
  `<link rel="preload" as="${as}" href="${file}">`;

export function bootScript(): Plugin {
  return {
    name: 'portal:boot-script',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const first = chunks.find(({ isEntry }) => isEntry)!;
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return this.error('no index.html');
        markStyles(chunks, bundle);
        const source = await bootCode(tableOf(chunks));
        const hash = createHash('sha256').update(source).digest('base64url').slice(0, 6);
        const fileName = `assets/boot-${hash}.js`;
        this.emitFile({ type: 'asset', fileName, source });
        const boot = besidePage(fileName);
        const put = (pattern: RegExp, text: (found: string) => string): void => {
          const source = String(page.source);
          if (!pattern.test(source)) this.error(`index.html has no ${pattern.source}`);
          page.source = source.replace(pattern, text);
        };
        // So far in front that half a page has them: they bring the rest.
        const scripts = `<script async src="${boot}"></script><script async src="${boot}?again"></script>`;
        put(/<head>/, (head) => `${head}\n    ${scripts}`);
        put(/<script type="module"[^>]*><\/script>/, () =>
          [
            early('script', besidePage(first.fileName)),
            ...stylesOf(first).map((file) => early('style', besidePage(file))),
          ].join('\n    '),
        );
        page.source = String(page.source).replace(/\s*<link rel="stylesheet"[^>]*>/g, '');
      },
    },
  };
}
