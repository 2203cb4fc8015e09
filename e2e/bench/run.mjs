/**
 * `npm run bench:focus`: the portal's list against other focus engines, in Chromium slowed down six times.
 * `-- --help` says what can be chosen.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
installDependencies(root);

// The bench is TypeScript, like the operator's side it starts; older versions of Node do not read TypeScript.
const { build } = await import('esbuild');
const folder = join(root, '.cache/bench');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, 'bench.cjs');
await build({
  entryPoints: [join(root, 'e2e/bench/bench.ts')],
  outfile,
  bundle: true,
  external: ['esbuild', 'ws'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'error',
});
const { bench, benchOptions } = await import(pathToFileURL(outfile).href);
const options = benchOptions(process.argv.slice(2));
installDependencies(join(root, 'e2e/bench/peers'));
process.exitCode = await bench(root, options);
