/** `npm run backend`: the operator's side over real HTTP; docs/operate/backend.md. */
import { fileURLToPath } from 'node:url';
import { bundled, bundledText, RECONCILE_WORKER } from '../../start/bundled.mjs';
import { installDependencies, requireNode } from '../../start/installDependencies.mjs';
import { buildOnce } from './buildOnce.mjs';

requireNode();
const root = fileURLToPath(new URL('../../..', import.meta.url));
try {
  installDependencies(root);
  const argv = process.argv.slice(2);
  const { backend, readConfig } = await bundled(root, 'mocks/operator/backend/backend.ts');
  const { config, text } = readConfig(argv);
  if (text === undefined) {
    if (config.pages === undefined) buildOnce(root, config.portal);
    buildOnce(root, 'console');
  }
  await backend(root, argv, await bundledText(root, RECONCILE_WORKER));
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
