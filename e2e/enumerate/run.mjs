/**
 * `npm run enumerate` cuts one payment at every seam, with everybody who can be struck and everything that can follow, and
 * counts the money; docs/develop/enumerate.md. `-- --help` shows the options.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf, wholeNumber } from '../../mocks/start/options.mjs';
import { planted, plantedBugs } from './plantedBugs.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
const options = optionsOf(process.argv.slice(2), {
  usage: 'npm run enumerate -- [options]      docs/develop/enumerate.md',
  options: {
    case: { type: 'string', is: '"CASE"', about: 'runs this case alone and tells its story' },
    pairs: { type: 'boolean', about: 'two cuts: every first one between MAC1 and the report' },
    only: { type: 'string', is: 'TEXT', about: 'only cases whose line has this text' },
    every: {
      type: 'string',
      is: 'N',
      default: '1',
      about: 'only each Nth',
      ...wholeNumber(1, 99_999),
    },
    threads: {
      type: 'string',
      is: 'N',
      default: String(availableParallelism()),
      about: 'as many as there are processors',
      ...wholeNumber(1, 64),
    },
    bugs: { type: 'boolean', about: 'plants bugs and says whether the enumeration finds each' },
    fresh: { type: 'boolean', about: 'forgets what was done before' },
  },
});
installDependencies(root);

const { bundle } = await import('./bundle.mjs');
const cache = join(root, '.cache/enumerate');
const folder = join(cache, String(process.pid));

/** Builds both programs, with these changes to the source. Answers their folder. */
async function built(name, plugins = []) {
  const outdir = join(folder, name);
  const files = ['enumerate', 'enumerateWorker'].map((file) =>
    join(root, `e2e/enumerate/${file}.ts`),
  );
  await bundle(files, outdir, plugins);
  return outdir;
}

async function run(outdir, asked) {
  const script = join(outdir, 'enumerateWorker.mjs');
  // What is done counts for the very code that did it.
  const code = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 12);
  const state = join(cache, `${asked.pairs ? 'pairs' : 'singles'}-${code}.jsonl`);
  const { enumerate } = await import(pathToFileURL(join(outdir, 'enumerate.mjs')).href);
  return enumerate(asked, script, state);
}

/** Each bug by itself; the exit code is 1 when one is not found. */
async function runBugs() {
  let isBlind = false;
  for (const [at, { name, only, ...change }] of plantedBugs.entries()) {
    console.log(`\n── ${name}`);
    const outdir = await built(`bug${at}`, [planted(root, change)]);
    const found = (await run(outdir, { ...options, only, fresh: true })) === 1;
    console.log(found ? `── found: ${name}` : `── NOT FOUND: ${name}`);
    isBlind ||= !found;
  }
  return isBlind ? 1 : 0;
}

try {
  process.exitCode = options.bugs ? await runBugs() : await run(await built('code'), options);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
