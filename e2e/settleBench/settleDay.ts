/** `npm run settle:day`: makes a state directory with a day of payments, ready to be settled; settleDay.mjs has the options. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadArguments } from '../../mocks/operator/backend/config/backendArguments.ts';
import { openState } from '../../mocks/operator/backend/state/stateDirectory.ts';
import { progressBar, say } from '../../mocks/operator/settlement/disk/progressBar.ts';
import { HOUSEHOLDS, lastDayOver, spanOf, writeStoredDay } from './storedDay.ts';
import { plantedIn } from './storedPlan.ts';

/** The checked options of settleDay.mjs. */
interface DayOptions {
  readonly rows: string;
  readonly state: string;
  readonly date?: string;
}

/** A folder with anything in it belongs to somebody else: what is in it would be mixed with a state. */
function checkEmpty(folder: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new BadArguments(`--state ${folder}: is no folder that can be used (${code})`);
  }
  if (names.length === 0) return;
  throw new BadArguments(
    `--state ${folder}: something is there already; remove it, or name another`,
  );
}

function checkDate(date: string, now: number): void {
  try {
    spanOf(date, now);
  } catch (cause) {
    throw new BadArguments(`--date ${(cause as Error).message}`);
  }
}

/** Nothing is made before everything is checked. @throws BadArguments, or Error with a sentence for the person at the terminal. */
export async function settleDay(root: string, options: DayOptions): Promise<void> {
  const rows = Number(options.rows);
  const folder = resolve(root, options.state);
  checkEmpty(folder);
  const now = Date.now();
  const date = options.date ?? lastDayOver(now);
  checkDate(date, now);
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
