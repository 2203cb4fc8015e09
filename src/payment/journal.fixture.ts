import type { Journal, JournalEntry } from './journal.ts';

/** A box's disk that always answers, at once. */
export function memoryJournal(): Journal {
  const entries = new Map<string, JournalEntry>();
  return {
    async put(entry) {
      entries.set(entry.attemptId, entry);
    },
    async remove(attemptId) {
      entries.delete(attemptId);
    },
    async all() {
      const all: JournalEntry[] = [];
      entries.forEach((entry) => {
        all.push(entry);
      });
      return all;
    },
  };
}
