/** The whole run: build, visit by turns, report. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from '../findChromium.mjs';
import { COLUMNS } from './columns.ts';
import { type Chromium, startChromium } from './devtools.ts';
import { buildEntries, type Entry } from './entries.ts';
import { buildPicture, PICTURE } from './picture.ts';
import { allIsWell, report, withReport } from './report.ts';
import { checkPicture, parseResults, type Results } from './results.ts';
import { surround } from './surroundings.ts';
import { type Visit, type VisitPlan, visit } from './visit.ts';

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  presses: { type: 'string', default: '40' },
  holds: { type: 'string', default: '1' },
  only: { type: 'string' },
  cpu: { type: 'string', default: '6' },
  portal: { type: 'string' },
  results: { type: 'string' },
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

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS }).values;
type Options = ReturnType<typeof parse>;

/** Answers the exit code. */
export async function bench(root: string, args: readonly string[]): Promise<number> {
  const options = parse(args);
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
    const path = join(root, 'docs/bench-focus.md');
    writeFileSync(path, withReport(readFileSync(path, 'utf8'), measured));
  }
  return options.check && !allIsWell(results) ? 1 : 0;
}
