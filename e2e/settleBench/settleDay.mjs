/**
 * `npm run settle:day`: writes a day of payments into a state directory of its own, for `npm run settle` to settle.
 *
 *   --rows N       payments (default 1000000; about 4 kB of disk each, once it is settled)
 *   --state DIR    where (default .cache/settle-day); nothing may be there yet
 *   --date D       YYYYMMDD (default: the last business day that is over); must be settled within hours, so that from
 *                  19:00 in China until the cut-off none fits
 */
import { fileURLToPath } from 'node:url';
import { bundled } from '../../mocks/start/bundled.mjs';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
try {
  installDependencies(root);
  const { settleDay } = await bundled(root, 'e2e/settleBench/settleDay.ts');
  await settleDay(root, process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
