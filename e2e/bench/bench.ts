/** The whole run: build the pages, visit them in turn, report. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPortal, optionsOf, wholeNumber } from '../../mocks/start/options.mjs';
import { findChromium } from '../findChromium.mjs';
import { COLUMNS } from './columns.ts';
import { type Chromium, startChromium } from './devtools.ts';
import { buildEntries, type Entry } from './entries.ts';
import { buildPicture, PICTURE } from './picture.ts';
import { allIsWell, report, withReport } from './report.ts';
import { checkPicture, parseResults, type Results } from './results.ts';
import { surround } from './surroundings.ts';
import { type Visit, type VisitPlan, visit } from './visit.ts';

const program = {
  usage: 'npm run bench:focus -- [options]      docs/develop/bench-focus.md',
  options: {
    quick: { type: 'boolean', about: 'one page, twenty presses: does the bench itself work' },
    check: { type: 'boolean', about: 'exit code 1 when a goal is missed' },
    rounds: {
      type: 'string',
      is: 'N',
      default: '5',
      about: 'visits of every page; 5',
      ...wholeNumber(1, 1_000),
    },
    presses: {
      type: 'string',
      is: 'N',
      default: '40',
      about: 'of every visit; 40',
      ...wholeNumber(1, 10_000),
    },
    holds: {
      type: 'string',
      is: 'N',
      default: '1',
      about: 'of every visit; 1, and 0 is for comparing builds quickly',
      ...wholeNumber(0, 1_000),
    },
    only: { type: 'string', is: 'A,B', about: 'pages whose name contains one of these' },
    cpu: {
      type: 'string',
      is: 'N',
      default: '6',
      about: 'how many times slower; 6',
      ...wholeNumber(1, 100),
    },
    portal: {
      type: 'string',
      is: 'A,B',
      about: 'folders of production builds instead of a fresh one; the first is judged',
      fits: { test: (folders: string) => folders.split(',').every(builtPortal.fits.test) },
      expected: builtPortal.expected,
    },
    results: {
      type: 'string',
      is: 'FILE',
      about: 'no run: judge and print these results again',
      fits: { test: existsSync },
      expected: 'a file that is there',
    },
  },
} as const;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function visitOnce(chromium: Chromium, entry: Entry, plan: VisitPlan) {
  const around = await surround(entry);
  try {
    return await visit(chromium, entry, around, plan);
  } finally {
    await around.close();
  }
}

function progress(done: number, of: number, seen: Visit): void {
  const { p50, p95, firstFocus, overrun, heap } = COLUMNS;
  const tell = [firstFocus, p50, p95, overrun, heap].map((column) =>
    column.of([seen]).toFixed(column.digits),
  );
  const [focus, half, most, over, mb] = tell;
  say(
    `${String(done).padStart(3)}/${of}  ${seen.entry.padEnd(34)} focus ${focus} ms, press ${half}/${most} ms, overrun ${over} ms, heap ${mb} MB`,
  );
}

async function run(root: string, folder: string, options: Options): Promise<Results> {
  const path = findChromium();
  if (path === null) throw new Error('no Chromium: run `npm test`, or set CHROMIUM_PATH');
  const { quick, portal } = options;
  say('Building the pages …');
  const wanted = options.only?.split(',') ?? (quick ? ['this portal'] : ['']);
  const built = await buildEntries(root, folder, portal?.split(',') ?? []);
  const isWanted = (name: string) => wanted.some((part) => name.includes(part));
  const plan: VisitPlan = {
    presses: quick ? 20 : Number(options.presses),
    holds: Number(options.holds),
    repeats: quick ? 20 : 60,
    cpu: Number(options.cpu),
  };
  const rounds = quick ? 1 : Number(options.rounds);
  const chromium = await startChromium(path);
  try {
    const entries = built.filter(({ name }) => isWanted(name));
    const portalHere = built.find(({ kind }) => kind === 'ours');
    if (portalHere && isWanted(PICTURE)) {
      entries.unshift(await buildPicture(root, chromium, portalHere, join(folder, 'picture')));
    }
    if (entries.length === 0) throw new Error(`no page is called ${wanted.join(' or ')}`);
    const { product } = await chromium.send<{ product: string }>('Browser.getVersion');
    const load = loadavg()[0]!;
    const visits: Visit[] = [];
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < entries.length; turn++) {
        const entry = entries[(turn + round) % entries.length]!;
        const seen = await visitOnce(chromium, entry, plan);
        visits.push(seen);
        progress(visits.length, rounds * entries.length, seen);
      }
      checkPicture({ entries, visits });
    }
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
    const date = new Date().toISOString().slice(0, 10);
    return { date, browser: product, machine, load, plan, entries, visits };
  } finally {
    await chromium.close();
  }
}

/** What is asked for; ends the process where that is wrong. */
export const benchOptions = (args: readonly string[]) => optionsOf(args, program);
type Options = ReturnType<typeof benchOptions>;

/** Runs the bench; answers the exit code. */
export async function bench(root: string, options: Options): Promise<number> {
  const began = performance.now();
  let results: Results;
  if (options.results !== undefined) {
    results = parseResults(readFileSync(options.results, 'utf8'));
  } else {
    const dist = mkdtempSync(join(tmpdir(), 'bench-dist-'));
    const leave = () => rmSync(dist, { recursive: true, force: true });
    process.once('exit', leave);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => process.exit(1));
    const text = JSON.stringify(await run(root, dist, options), null, 1);
    const folder = join(root, '.cache/bench');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'results.json'), text);
    results = parseResults(text);
    say(
      `\n${((performance.now() - began) / 1000).toFixed(0)} s; all numbers in .cache/bench/results.json\n`,
    );
  }
  const measured = report(results);
  say(measured);
  const isWhole = !options.quick && options.only === undefined && options.portal === undefined;
  if (isWhole) {
    const path = join(root, 'docs/develop/bench-focus.md');
    writeFileSync(path, withReport(readFileSync(path, 'utf8'), measured));
  }
  return options.check && !allIsWell(results) ? 1 : 0;
}
