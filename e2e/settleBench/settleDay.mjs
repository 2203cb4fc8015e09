/**
 * `npm run settle:day` writes a day of payments into a separate state directory, for `npm run settle` to settle;
 * docs/develop/bench-settle.md. `-- --help` shows the options.
 */
import { fileURLToPath } from 'node:url';
import { bundled } from '../../mocks/start/bundled.mjs';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf, wholeNumber } from '../../mocks/start/options.mjs';

requireNode();
/** A day has 99 batches of 20,000 claims at most. */
const MOST_ROWS = 1_900_000;
const asked = optionsOf(process.argv.slice(2), {
  usage: 'npm run settle:day -- [options]      docs/develop/bench-settle.md',
  options: {
    rows: {
      type: 'string',
      is: 'N',
      default: '1000000',
      about: 'payments; 1000000, about 4 kB of disk each once the day is settled',
      ...wholeNumber(1, MOST_ROWS),
    },
    state: {
      type: 'string',
      is: 'DIR',
      default: '.cache/settle-day',
      about: 'an empty state directory; .cache/settle-day',
    },
    date: {
      type: 'string',
      is: 'YYYYMMDD',
      about: 'the last business day that is over; it must be settled within hours',
      fits: /^\d{8}$/,
      expected: 'a day as YYYYMMDD',
    },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
try {
  installDependencies(root);
  const { settleDay } = await bundled(root, 'e2e/settleBench/settleDay.ts');
  await settleDay(root, asked);
} catch (error) {
  console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
}
