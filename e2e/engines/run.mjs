/**
 * `npm run engines`: the production build pays in the real engines of boxes, driven by their own protocols.
 * `-- --only=qtwebkit,chromium64` selects engines, `-- --dist=FOLDER` uses an existing build. Exits 1 when one fails.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const source = fileURLToPath(new URL('runEngines.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
await module.main();
