/**
 * `npm run pcsc:kills` kills a real pcscd, or the process of the binding, in the middle of the reader daemon's commands and starts it again, and says how long
 * the card took to answer again. Debian packages are installed where possible; where not, one line says what is missing,
 * and that is no failure.
 */
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
installDependencies(fileURLToPath(new URL('../..', import.meta.url)));
const { runnerImport } = await import('vite');
const source = fileURLToPath(new URL('runKills.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
await module.main();
