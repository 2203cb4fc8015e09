/** Bundles TypeScript programs of this project, because older versions of Node do not read TypeScript. */
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Packages that stay outside the bundle: bundling would break them, or only make it large. */
export const EXTERNAL = ['ws', 'classic-level', 'memory-level', 'basic-ftp', 'ftp-srv', 'pino'];

export async function bundled(root, source) {
  const { build } = await import('esbuild');
  const folder = join(root, '.cache/daemon');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(source, '.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, source)],
    outfile,
    bundle: true,
    external: EXTERNAL,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

/** Bundles a program into the text of one script, for threads that may start much later. */
export async function bundledText(root, source) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, source)],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

export const RECONCILE_WORKER = 'mocks/operator/settlement/disk/reconcileWorker.ts';
