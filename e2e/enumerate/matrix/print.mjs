/** `npm run proof` prints docs/proof.md from the failure matrix. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../../mocks/start/installDependencies.mjs';
import { optionsOf } from '../../../mocks/start/options.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
optionsOf(process.argv.slice(2), { usage: 'npm run proof      writes docs/proof.md' });
installDependencies(root);

const { bundle } = await import('../bundle.mjs');
const folder = join(root, '.cache/proof', String(process.pid));
try {
  await bundle([join(root, 'e2e/enumerate/matrix/proofPage.ts')], folder);
  const { proofPage } = await import(pathToFileURL(join(folder, 'proofPage.mjs')).href);
  writeFileSync(join(root, 'docs/proof.md'), proofPage());
  console.log('docs/proof.md');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
