/**
 * `npm run bench:settle` compares a day of 1 and of 10 million rows a side in constant memory, against sort and join of
 * coreutils and DuckDB on the same files in the same run; docs/develop/bench-settle.md. `-- --help` shows the options.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundledText, RECONCILE_WORKER } from '../../mocks/start/bundled.mjs';
import { installBeside } from '../../mocks/start/installBeside.mjs';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf, wholeNumber } from '../../mocks/start/options.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(import.meta.url);
const [first, ...rest] = process.argv.slice(2);
/** Only with this number of rows are the tables of the document written. */
const DEFAULT_ROWS = '1000000,10000000';
const MOST = 999_999_999;

const program = {
  usage: 'npm run bench:settle -- [options]      docs/develop/bench-settle.md',
  options: {
    rows: {
      type: 'string',
      is: 'N,M',
      default: DEFAULT_ROWS,
      about: `rows a side; ${DEFAULT_ROWS}, and only then the tables of the document are written`,
      fits: /^[1-9]\d{0,8}(,[1-9]\d{0,8})*$/,
      expected: 'whole numbers from 1, separated by commas',
    },
    rounds: {
      type: 'string',
      is: 'N',
      about: 'of every contestant; 3, and 2 from 5 million rows on',
      ...wholeNumber(1, MOST),
    },
    memory: {
      type: 'string',
      is: 'N',
      default: '300',
      about: 'megabytes of resident set for the comparison; 300, and exit code 1 above',
      ...wholeNumber(1, MOST),
    },
    threads: {
      type: 'string',
      is: 'N',
      default: String(Math.min(4, availableParallelism())),
      about: 'for every contestant; as many as there are processors, at most 4',
      ...wholeNumber(1, MOST),
    },
    dir: {
      type: 'string',
      is: 'DIR',
      default: tmpdir(),
      about: "for the files, about 700 bytes a row; the system's temporary directory",
    },
    check: { type: 'boolean', about: 'exit code 1 when a goal is missed' },
    'no-duckdb': {
      type: 'boolean',
      about: 'without DuckDB, whose 70 MB are installed into this folder when it first takes part',
    },
  },
};

const built = (folder, name) => pathToFileURL(join(folder, `${name}.mjs`));
const WORKER_TEXT = 'worker.cjs';

/** Runs a part of the bench in this process, from the files that the bench has built. */
async function runPart([folder, part, options]) {
  const { parts } = await import(built(folder, 'benchParts').href);
  await parts[part](JSON.parse(options), readFileSync(join(folder, WORKER_TEXT), 'utf8'));
}

async function runBench() {
  const asked = optionsOf(process.argv.slice(2), program);
  installDependencies(root);
  if (!asked['no-duckdb']) installBeside(import.meta.dirname, 'DuckDB');
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
    const { benchSettle } = await import(built(folder, 'benchSettle').href);
    const isWhole = asked.rows === DEFAULT_ROWS;
    process.exitCode = await benchSettle(root, [script, '--part', folder], { ...asked, isWhole });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (first === '--part') await runPart(rest);
else await runBench();
