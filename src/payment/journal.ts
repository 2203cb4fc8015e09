/**
 * The portal's own journal: written before a command that cannot be taken back, read at the next start. It is for
 * convenience: the TSP and the card decide everything without it. An entry goes once the TSP has acknowledged it.
 */
import type { Log } from '../shared/log.ts';
import type { Timers } from '../shared/time.ts';
import type { Abandon, DebitReport, Text } from '../tsp/tspTypes.ts';

export type JournalPhase =
  /** MAC1 was asked for. Without a later phase this proves nothing about the card. */
  | 'mac1'
  /** A statement of the page that held the MAC1: DEBIT was never and will never be handed over. */
  | 'abandoned'
  /** Written before DEBIT is handed to the reader. */
  | 'debit-sent'
  /** The card's answer, to be reported until the TSP acknowledges it. */
  | 'debit-answered'
  /** Acknowledged; the subscriber has not seen the result yet. */
  | 'reported';

export interface JournalEntry {
  readonly attemptId: string;
  readonly orderId: string;
  readonly phase: JournalPhase;
  readonly amountFen: number;
  readonly title: Text;
  /** Entries of an older portal have none. */
  readonly serviceId?: string;
  readonly cardTail: string;
  readonly cardSequence: number;
  readonly report?: DebitReport;
  readonly abandonReason?: Abandon['reason'];
}

export interface Journal {
  /** Resolves when the entry is durable; replaces the attempt's earlier one. Rejects when it could not be written. */
  put(entry: JournalEntry): Promise<void>;
  remove(attemptId: string): Promise<void>;
  /** All entries. Rejects when the journal cannot be read: `readJournal` then says that there are none. */
  all(): Promise<readonly JournalEntry[]>;
}

/** All entries, or none when the journal cannot be read: money is safe without it. */
export const readJournal = ({ journal }: { readonly journal: Journal }) =>
  journal.all().catch((): readonly JournalEntry[] => []);

/** A journal for boxes that store nothing, and for tests: gone with the page. */
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

/** A journal answers within milliseconds. One that is silent for so long may never answer. */
const SILENT_MS = 3_000;

/**
 * A journal that always answers. When `opening` rejects, memory takes its place; when a call fails or is not answered in
 * time, that call rejects, and memory has what this page has found and written: a full disk stops one payment and not all.
 */
export function limitedJournal(opening: Promise<Journal>, { after }: Timers, log: Log): Journal {
  const memory = memoryJournal();
  const inMemory = (cause: unknown): Journal => {
    log('journal', String(cause));
    return memory;
  };
  let kept = opening
    .then((journal) =>
      journal.all().then((entries) => {
        entries.forEach(memory.put);
        return journal;
      }),
    )
    .catch(inMemory);
  const limited = <T>(call: (journal: Journal) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const lose = (cause: unknown): void => {
        kept = Promise.resolve(inMemory(cause));
        reject(cause);
      };
      const cancel = after(SILENT_MS, () => lose('silent'));
      void kept.then(call).then(resolve, lose).then(cancel);
    });
  return {
    put(entry) {
      void memory.put(entry);
      return limited((to) => to.put(entry));
    },
    remove(attemptId) {
      void memory.remove(attemptId);
      return limited((from) => from.remove(attemptId));
    },
    all: () => limited((from) => from.all()),
  };
}
