/** Bundles programs in TypeScript, so that Node of any supported version runs them, in worker threads too. */
import { mkdirSync } from 'node:fs';
import { build } from 'esbuild';

/** Writes `NAME.mjs` for each `NAME.ts` of `files` into `outdir`. `plugins`: changes to the source. */
export async function bundle(files, outdir, plugins = []) {
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints: files,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins,
  });
}
