/** `npm run vpicc`: the simulated card in pcscd; `-- poor` is another card. */
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../installDependencies.mjs';
import { bundled } from './bundled.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
try {
  installDependencies(root);
  const { runVpicc } = await bundled(root, 'mocks/daemon/runVpicc.ts');
  await runVpicc(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
