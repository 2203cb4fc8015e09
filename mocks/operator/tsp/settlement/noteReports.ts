/** What became of each answer file, noted in its day for people to see. */

import { parseFileName } from '../../settlement/fileNames.ts';
import type { FileReport } from '../../settlement/fileReport.ts';
import { isOtherContent } from '../../settlement/openFile.ts';
import type { FileFault } from '../../settlement/settlementTypes.ts';
import type { TspParts } from '../base/ports.ts';
import { wakeDay } from '../books/store/dayStore.ts';
import { resendAnswered } from './askAgain.ts';
import { noteFile } from './dayRow.ts';

/** Notes a file that cannot be read yet, so that people see what the day waits for. A day at rest waits for it as well. */
export async function noteUnread(
  parts: TspParts,
  party: 'boss' | 'ppp',
  { file: name, message: problem }: FileFault,
): Promise<void> {
  parts.environment.log('tsp', `settlement: ${problem}`);
  const date = parseFileName(name)?.date;
  if (date === undefined) return;
  const at = parts.environment.clock.now();
  const waiting = { party, direction: 'received', state: 'waiting', at, problem } as const;
  await noteFile(parts, date, { name, ...waiting });
  await parts.store.transaction((tx) => wakeDay(tx, date));
}

/**
 * Notes each file in its day, for people to see. The day is sent again when BOSS's answer to the last file is damaged, or
 * when there are two: which of them is BOSS's cannot be seen.
 */
export async function noteReports(
  parts: TspParts,
  party: 'boss' | 'ppp',
  reports: readonly FileReport[],
): Promise<void> {
  for (const { name, outcome, sum, fault: found } of reports) {
    const parsed = parseFileName(name);
    const date = parsed?.date;
    if (found) parts.environment.log('tsp', `settlement: ${found.message}`);
    if (date === undefined) continue;
    await noteFile(parts, date, {
      name,
      party,
      direction: 'received',
      state: outcome === 'taken' ? 'read' : 'refused',
      at: parts.environment.clock.now(),
      ...sum,
      ...(found ? { problem: found.message } : {}),
    });
    if (!found || party !== 'boss') continue;
    const isDamaged = found.kind !== 'duplicate' && found.kind !== 'foreign';
    if (isDamaged || isOtherContent(found))
      await resendAnswered(parts, date, parsed?.batchNo ?? '01');
  }
}
