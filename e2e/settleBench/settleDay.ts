/** `npm run settle:day`: makes a state directory with a day of payments, ready to be settled; settleDay.mjs has the options. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openState } from '../../mocks/operator/backend/state/stateDirectory.ts';
import { progressBar, say } from '../../mocks/operator/settlement/disk/progressBar.ts';
import { HOUSEHOLDS, lastDayOver, writeStoredDay } from './storedDay.ts';
import { plantedIn } from './storedPlan.ts';

/** The checked options of settleDay.mjs. */
interface DayOptions {
  readonly rows: string;
  readonly state: string;
  readonly date?: string;
}

/** @throws Error with a sentence for the person at the terminal. */
export async function settleDay(root: string, options: DayOptions): Promise<void> {
  const rows = Number(options.rows);
  const folder = resolve(root, options.state);
  if (existsSync(join(folder, 'store'))) {
    throw new Error(`--state ${folder}: something is there already; remove it, or name another`);
  }
  const now = Date.now();
  const date = options.date ?? lastDayOver(now);
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
