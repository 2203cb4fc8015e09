/**
 * `npm run bench:focus`: the portal's list against other focus engines, in Chromium slowed down six times.
 *
 *   --quick         one page, twenty presses: does the bench itself work
 *   --check         exit 1 when a goal is missed
 *   --rounds N      visits of every page (default 5)
 *   --presses N     of every visit (default 40)
 *   --holds N       of every visit (default 1); 0 is for comparing builds quickly
 *   --only a,b      pages whose name contains one of these
 *   --cpu N         how many times slower (default 6)
 *   --portal A,B    folders of production builds instead of a fresh one; the first is judged
 *   --results FILE  no run: judge and print these results again
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
installDependencies(root);
installDependencies(join(root, 'e2e/bench/peers'));

// The bench is TypeScript, like the operator's side it starts; this Node may not know types.
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
const { bench } = await import(pathToFileURL(outfile).href);
process.exitCode = await bench(root, process.argv.slice(2));
