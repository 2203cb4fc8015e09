/**
 * `node e2e/pcsc/run.mjs`: the simulated card in a real pcscd, read by OpenSC's tools, then paid with by the production
 * build in Chromium through the reader daemon. Debian packages come by themselves where that is possible; where it is
 * not, one line says what is missing, and that is no failure. `-- --dist=FOLDER` takes a build that is there.
 */
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
installDependencies(fileURLToPath(new URL('../..', import.meta.url)));
const { runnerImport } = await import('vite');
const source = fileURLToPath(new URL('runPcsc.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
await module.main();
