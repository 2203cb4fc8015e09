/** `npm run vpicc` puts the simulated card into pcscd; `-- poor` chooses another card. */
import { fileURLToPath } from 'node:url';
import { bundled } from '../../start/bundled.mjs';
import { installDependencies, requireNode } from '../../start/installDependencies.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
try {
  installDependencies(root);
  const { runVpicc } = await bundled(root, 'mocks/box/daemon/runVpicc.ts');
  await runVpicc(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
