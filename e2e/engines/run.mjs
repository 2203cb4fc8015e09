/**
 * `npm run engines`: the production build pays in the engines boxes have, real ones, driven by their own protocols.
 * `-- --only=qtwebkit,chromium64` selects, `-- --dist=FOLDER` takes a build that is there. Exits 1 when an engine fails.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const source = fileURLToPath(new URL('runEngines.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
await module.main();
