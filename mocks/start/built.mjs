/** Builds the load programs as JavaScript files, which run in separate processes. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXTERNAL } from './bundled.mjs';

/** Answers a function from a source to its built file, and one that removes all of them. */
export async function builtPrograms(root) {
  const { build } = await import('esbuild');
  const folder = join(root, '.cache/load', String(process.pid));
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ['load', 'loadHost'].map((name) => join(root, `mocks/load/${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    external: EXTERNAL,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return {
    path: (name) => join(folder, `${name}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
