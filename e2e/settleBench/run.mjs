/**
 * `npm run bench:settle`: a day of 1 and of 10 million rows a side, compared in constant memory, against sort and join of
 * coreutils on the same files in the same run; docs/develop/bench-settle.md.
 *
 *   --rows N,M     rows a side (default 1000000,10000000; only then the tables of the document are written)
 *   --rounds N     of every contestant (default 3; 2 from 5 million rows on)
 *   --memory N     megabytes of resident set the comparison may hold (default 300); exit code 1 above
 *   --threads N    for every contestant (default: as many as there are processors, at most 4)
 *   --dir PATH     where the files go, about 700 bytes a row (default: the system's temporary directory)
 *   --check        exit code 1 when a goal is missed
 *   --no-duckdb    without DuckDB, whose 70 MB are installed into this folder when it first takes part
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundledText, RECONCILE_WORKER } from '../../mocks/start/bundled.mjs';
import { installBeside } from '../../mocks/start/installBeside.mjs';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(import.meta.url);
const [first, ...rest] = process.argv.slice(2);

const program = (folder, name) => pathToFileURL(join(folder, `${name}.mjs`));
const WORKER_TEXT = 'worker.cjs';

/** A process of the bench, on what the bench has built. */
async function runPart([folder, part, options]) {
  const { parts } = await import(program(folder, 'benchParts').href);
  await parts[part](JSON.parse(options), readFileSync(join(folder, WORKER_TEXT), 'utf8'));
}

async function runBench(args) {
  installDependencies(root);
  if (!args.includes('--no-duckdb')) installBeside(import.meta.dirname, 'DuckDB');
  const { build } = await import('esbuild');
  mkdirSync(join(root, '.cache/settle'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/settle/bench-'));
  try {
    await build({
      entryPoints: ['benchSettle', 'benchParts'].map((name) =>
        join(root, `e2e/settleBench/${name}.ts`),
      ),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
    });
    const text = await bundledText(root, RECONCILE_WORKER);
    writeFileSync(join(folder, WORKER_TEXT), text);
    const { benchSettle } = await import(program(folder, 'benchSettle').href);
    process.exitCode = await benchSettle(root, [script, '--part', folder], args);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (first === '--part') await runPart(rest);
else await runBench(process.argv.slice(2));
