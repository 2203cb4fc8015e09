/**
 * `node e2e/pcsc/run.mjs`: OpenSC's tools read the simulated card in a real pcscd, then the production build in Chromium
 * pays with it through the reader daemon. Debian packages are installed where possible; where not, one line says what is
 * missing, and that is no failure. `-- --dist=FOLDER` uses an existing build.
 */
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
installDependencies(fileURLToPath(new URL('../..', import.meta.url)));
const { runnerImport } = await import('vite');
const source = fileURLToPath(new URL('runPcsc.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
await module.main();
