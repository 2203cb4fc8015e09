/** Tries the starts of the matrix, one after the other, in today's Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { optionsOf } from '../../../mocks/start/options.mjs';
import { findJourneyChromium } from '../../findChromium.mjs';
import { requireBuild } from '../../shipped/shippedBuild.ts';
import { measuredOn } from '../measuredOn.ts';
import { engineStarts } from './engineStarts.ts';
import { oneStart } from './oneStart.ts';
import { slowStart } from './slowStart.ts';
import { nameOf, type Start } from './startFiles.ts';
import { FIXED, faultOf, PAIRS, SINGLES } from './startMatrix.ts';
import { enginesTable, pairsTable, type Result, singlesTable, written } from './startTable.ts';

const DOCUMENT = join(import.meta.dirname, '../../../docs/integrate/start.md');

const program = {
  usage: 'npm run starts -- [options]      docs/integrate/start.md',
  options: {
    only: { type: 'string', is: 'WORDS', about: 'starts with this in their names' },
    engines: {
      type: 'string',
      is: 'ID,…',
      about: 'short losses in these real engines instead: qtwebkit,chromium69',
    },
    slow: { type: 'boolean', about: 'none but the one on a slow network' },
    fixed: { type: 'boolean', about: 'those of `npm test`' },
  },
} as const;

const print = (line: string) => void process.stdout.write(`${line}\n`);

const VIEW = { viewport: { width: 1280, height: 720 } };

/** One start on a slow network, as a sentence. */
async function slowOne(browser: Browser): Promise<string> {
  const context = await browser.newContext(VIEW);
  const { firstWordMs, longestDarkMs, listMs } = await slowStart(context);
  await context.close();
  return `At 256 kbit/s and 500 ms: the first word after ${firstWordMs} ms, the list of services after ${listMs} ms; between the two no word for ${longestDarkMs} ms at most.`;
}

/** Writes its own table. */
async function inEngines(ids: readonly string[]): Promise<number> {
  requireBuild();
  const tried = [];
  for (const id of ids) tried.push(await engineStarts(id, print));
  const text = `${measuredOn()}, load ${loadavg()[1]!.toFixed(1)}.\n\n${enginesTable(tried.map(({ cells }) => cells))}`;
  print(text);
  writeFileSync(DOCUMENT, written(readFileSync(DOCUMENT, 'utf8'), 'engines', text));
  return tried.some(({ faults }) => faults > 0) ? 1 : 0;
}

async function run(): Promise<number> {
  const asked = optionsOf(process.argv.slice(2), program);
  if (asked.engines !== undefined) return inEngines(asked.engines.split(','));
  const all: readonly Start[] = asked.fixed ? FIXED : [...SINGLES, ...PAIRS];
  const starts = all.filter((start) => nameOf(start).includes(asked.only ?? ''));
  const executablePath = findJourneyChromium();
  if (executablePath === null) throw new Error('no Chromium found: set CHROMIUM_PATH');
  requireBuild();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  const slow = await slowOne(browser);
  print(slow);
  const results: Result[] = [];
  let faults = 0;
  const queue = asked.slow ? [] : [...starts];
  const inTurn = async () => {
    for (let start = queue.shift(); start; start = queue.shift()) {
      // A context has a cache of its own: each box is a new one.
      const context = await browser.newContext(VIEW);
      const started = await oneStart(context, start);
      await context.close();
      const fault = faultOf(started);
      if (fault !== '') faults++;
      results.push([start, started]);
      const { upMs, wholeMs, said } = started;
      const took = fault || `${upMs} / ${wholeMs} ms`;
      print(`${results.length}/${starts.length} ${nameOf(start)}: ${took} (${said})`);
    }
  };
  // A start waits as much as it works.
  await Promise.all([inTurn(), inTurn(), inTurn()]);
  await browser.close();
  print(`\n${starts.length} starts, ${faults} too late or never`);
  if (!asked.fixed && !asked.slow && asked.only === undefined) {
    const counted = `${SINGLES.length} starts with one file lost and ${PAIRS.length} with two; ${measuredOn()}.`;
    let document = readFileSync(DOCUMENT, 'utf8');
    document = written(document, 'counted', counted);
    document = written(document, 'slow', slow);
    document = written(document, 'singles', singlesTable(results));
    document = written(document, 'pairs', pairsTable(results));
    writeFileSync(DOCUMENT, document);
  }
  return faults > 0 ? 1 : 0;
}

export async function main(): Promise<void> {
  process.exitCode = await run();
  process.exit();
}
