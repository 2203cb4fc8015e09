/** `npm run reader-daemon`: the card readers of this machine for a portal in its browser; docs/host-bridge.md. */
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../installDependencies.mjs';
import { bundled } from './bundled.mjs';
import { installPcsc } from './installPcsc.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
try {
  installDependencies(root);
  installPcsc();
  const { default: mini } = await import('pcsc-mini');
  const { readerDaemon } = await bundled(root, 'mocks/daemon/readerDaemon.ts');
  await readerDaemon(mini, process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
