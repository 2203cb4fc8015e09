/** `npm run reader-daemon` makes the card readers of this machine available to a portal; docs/integrate/host-bridge.md. */
import { fileURLToPath } from 'node:url';
import { bundled } from '../../start/bundled.mjs';
import { installDependencies, requireNode } from '../../start/installDependencies.mjs';
import { installPcsc } from './installPcsc.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
try {
  installDependencies(root);
  const { daemonOptions, readerDaemon } = await bundled(root, 'mocks/box/daemon/readerDaemon.ts');
  const config = daemonOptions(process.argv.slice(2));
  installPcsc();
  const { default: mini } = await import('pcsc-mini');
  await readerDaemon(mini, config);
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
