/** `npm run reader-daemon` makes the card readers of this machine available to a portal; docs/integrate/host-bridge.md. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundled, bundledText } from '../../start/bundled.mjs';
import { installDependencies, requireNode } from '../../start/installDependencies.mjs';
import { installPcsc } from './installPcsc.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
try {
  installDependencies(root);
  const { daemonOptions, readerDaemon } = await bundled(root, 'mocks/box/daemon/readerDaemon.ts');
  const config = daemonOptions(process.argv.slice(2));
  installPcsc();
  // Loaded here only to say at once why, when it cannot be.
  await import('koffi');
  const binding = createRequire(import.meta.url).resolve('koffi');
  const program = await bundledText(root, 'mocks/box/daemon/pcsc/pcscChild.ts');
  const { stop } = await import('esbuild');
  await stop(); // else esbuild's process stays as long as the daemon
  await readerDaemon({ program, binding }, config);
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
