/**
 * `npm run bench:reader` measures what each port adds to every APDU, in Chromium slowed down six times, with simulated
 * devices that take no time of their own. `-- --check`: exit code 1 when the goal is missed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf } from '../../mocks/start/options.mjs';

requireNode();
const { check } = optionsOf(process.argv.slice(2), {
  usage: 'npm run bench:reader -- [options]',
  options: { check: { type: 'boolean', about: 'exit code 1 when the goal is missed' } },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
installDependencies(root);

// The bench is TypeScript, like what it measures; older versions of Node do not read TypeScript.
const { build } = await import('esbuild');
const folder = join(root, '.cache/readerBench');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, 'readerBench.cjs');
await build({
  entryPoints: [join(root, 'e2e/readerBench/readerBench.ts')],
  outfile,
  bundle: true,
  external: ['esbuild', 'ws'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'error',
});
const { readerBench } = await import(pathToFileURL(outfile).href);
process.exitCode = await readerBench(root, check === true);
