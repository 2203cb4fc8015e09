/** `npm run settle:day`: a state directory with a day of so many payments, ready to be settled; docs/develop/bench-settle.md. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openState } from '../../mocks/operator/backend/state/stateDirectory.ts';
import { progressBar, say } from '../../mocks/operator/settlement/disk/progressBar.ts';
import { HOUSEHOLDS, lastDayOver, writeStoredDay } from './storedDay.ts';
import { plantedIn } from './storedPlan.ts';

const DEFAULT_STATE = '.cache/settle-day';
const MOST_ROWS = 1_900_000;

function rowsOf(text: string): number {
  const rows = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
  if (rows > 0 && rows <= MOST_ROWS) return rows;
  // 99 batches of 20,000 claims a day.
  throw new Error(`--rows ${text}: give a whole number up to ${MOST_ROWS}`);
}

/** @throws Error with a sentence for the person at the terminal */
export async function settleDay(root: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '1000000' },
      state: { type: 'string', default: DEFAULT_STATE },
      date: { type: 'string' },
    },
  });
  const rows = rowsOf(values.rows);
  const folder = resolve(root, values.state);
  if (existsSync(join(folder, 'store'))) {
    throw new Error(`--state ${folder}: something is there already; remove it, or name another`);
  }
  const now = Date.now();
  const date = values.date ?? lastDayOver(now);
  const state = await openState({ folder, reset: false, households: HOUSEHOLDS });
  const bar = progressBar('writing');
  try {
    await writeStoredDay(state.store, { date, now, rows }, (done) => {
      bar.at(done / rows, `${done} payments`);
    });
  } finally {
    bar.end();
    await state.close();
  }
  say(`${rows} payments of ${date} in ${folder}. Planted:`);
  for (const [name, count] of Object.entries(plantedIn(rows)).sort()) say(`  ${name}: ${count}`);
  say(`Now: npm run settle -- --date ${date} --state ${folder}`);
}
