/** `npm run settle -- --date D`: settles a business day; docs/operate/backend.md. */
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { bundled, bundledText, RECONCILE_WORKER } from '../../start/bundled.mjs';
import { installDependencies, requireNode } from '../../start/installDependencies.mjs';

// A heap that grows slowly costs little time in this short run, and a day is millions of rows that are soon
// garbage.
setFlagsFromString('--heap-growing-percent=20');
requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
try {
  installDependencies(root);
  const { settle } = await bundled(root, 'mocks/operator/backend/settle.ts');
  const worker = await bundledText(root, RECONCILE_WORKER);
  process.exit(await settle(root, process.argv.slice(2), worker));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
