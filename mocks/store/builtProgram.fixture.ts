/** A program of a test, bundled inside the project, where its packages are found. */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `entry` is relative to the project. */
export async function builtProgram(
  entry: string,
): Promise<{ readonly path: string; remove(): void }> {
  const path = join(root, `.cache/store/${basename(entry, '.fixture.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile: path,
    bundle: true,
    external: ['classic-level'],
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return { path, remove: () => rmSync(path, { force: true }) };
}
