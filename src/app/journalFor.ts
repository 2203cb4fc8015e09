/** The best journal this box has; without IndexedDB one in memory, which the TSP's own journal makes up for. */
import { type Journal, memoryJournal } from '../payment/journal.ts';
import type { Log } from '../shared/log.ts';
import { indexedDbJournal } from './indexedDbJournal.ts';

export async function journalFor(log: Log): Promise<Journal> {
  try {
    return await indexedDbJournal('portal-journal');
  } catch (cause) {
    log('journal', `in memory only: ${String(cause)}`);
    return memoryJournal();
  }
}
