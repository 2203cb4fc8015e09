/**
 * `npm run worlds` plays random worlds: several boxes, wandering cards, troubles, and boxes that lie; docs/develop/worlds.md.
 * `-- --help` shows the options.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf, wholeNumber } from '../../mocks/start/options.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
const options = optionsOf(process.argv.slice(2), {
  usage: 'npm run worlds -- [options]      docs/develop/worlds.md',
  options: {
    payments: {
      type: 'string',
      is: 'N',
      default: '50000',
      about: 'in all; interrupted, it goes on where it was',
      ...wholeNumber(1, 100_000_000),
    },
    from: {
      type: 'string',
      is: 'SEED',
      default: '1',
      about: 'the first seed',
      ...wholeNumber(1, 1_000_000_000),
    },
    seed: {
      type: 'string',
      is: 'SEED',
      about: 'plays this world alone and tells its story; a failing one is made shorter',
      ...wholeNumber(1, 1_000_000_000),
    },
    threads: {
      type: 'string',
      is: 'N',
      default: String(availableParallelism()),
      about: 'as many as there are processors',
      ...wholeNumber(1, 64),
    },
    fresh: { type: 'boolean', about: 'forgets what was played before' },
  },
});
installDependencies(root);

const { bundle } = await import('../enumerate/bundle.mjs');
const cache = join(root, '.cache/worlds');
const folder = join(cache, String(process.pid));

try {
  const files = ['worlds', 'worldsWorker'].map((file) => join(root, `e2e/worlds/${file}.ts`));
  await bundle(files, folder);
  const script = join(folder, 'worldsWorker.mjs');
  // What is played counts for the very code that played it.
  const code = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 12);
  const kept = { state: join(cache, `${code}.jsonl`), failed: join(cache, 'failedSeeds.txt') };
  const { worlds } = await import(pathToFileURL(join(folder, 'worlds.mjs')).href);
  process.exitCode = await worlds(options, script, kept);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
