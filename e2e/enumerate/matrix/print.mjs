/** `npm run proof` prints docs/proof.md from the failure matrix. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../../mocks/start/installDependencies.mjs';
import { optionsOf } from '../../../mocks/start/options.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
optionsOf(process.argv.slice(2), { usage: 'npm run proof      writes docs/proof.md' });
installDependencies(root);

const { build } = await import('esbuild');
const folder = join(root, '.cache/proof', String(process.pid));
try {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'proofPage.mjs');
  await build({
    entryPoints: [join(root, 'e2e/enumerate/matrix/proofPage.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const { proofPage } = await import(pathToFileURL(outfile).href);
  writeFileSync(join(root, 'docs/proof.md'), proofPage());
  console.log('docs/proof.md');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
