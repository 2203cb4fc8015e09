/** `npm run reader-daemon` makes the card readers of this machine available to a portal; docs/integrate/host-bridge.md. */
import { fileURLToPath } from 'node:url';
import { bundled } from '../../start/bundled.mjs';
import { installDependencies, requireNode } from '../../start/installDependencies.mjs';
import { installPcsc } from './installPcsc.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
try {
  installDependencies(root);
  installPcsc();
  const { default: mini } = await import('pcsc-mini');
  const { readerDaemon } = await bundled(root, 'mocks/box/daemon/readerDaemon.ts');
  await readerDaemon(mini, process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
