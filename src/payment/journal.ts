/**
 * The portal's own journal: written before a command that cannot be taken back, read at the next start. It is for
 * convenience: the TSP and the card decide everything without it. So it lives in memory, and the box's disk follows. An entry
 * goes once the TSP has acknowledged it.
 */
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
  /** Replaces the attempt's earlier entry. Resolves when it is written. */
  put(entry: JournalEntry): Promise<void>;
  remove(attemptId: string): Promise<void>;
  /** All entries. */
  all(): Promise<readonly JournalEntry[]>;
}

/** Gone with the page. */
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

/** A disk answers within milliseconds. One that is silent for so long may never answer. */
const WAIT_MS = 2_000;

/**
 * The journal in memory, which the disk follows: it answers always, and nothing of it fails. Who writes waits for the disk,
 * but never longer than this; after one failure nobody waits until the disk has caught up. Each call gives it once more
 * all that it has not written, and what it kept for this page is taken whenever it comes. `onLost` gets the cause.
 */
export function keptJournal(
  disk: Journal,
  { after }: Timers,
  onLost: (cause: string) => void,
): Journal {
  const memory = memoryJournal();
  /** Not on the disk yet; null where it still has an entry that is gone. */
  const unkept = new Map<string, JournalEntry | null>();
  let isLost = false;
  let reading: Promise<void> | undefined;

  function read(): Promise<void> {
    reading =
      reading ||
      disk.all().then(
        (entries) =>
          entries.forEach((entry) => {
            if (!unkept.has(entry.attemptId)) memory.put(entry);
          }),
        (cause) => {
          reading = undefined;
          throw cause;
        },
      );
    return reading;
  }
  function write(): Promise<unknown> {
    const writes: Promise<void>[] = [];
    unkept.forEach((entry, attemptId) => {
      const written = entry ? disk.put(entry) : disk.remove(attemptId);
      writes.push(
        written.then(() => {
          if (unkept.get(attemptId) === entry) unkept.delete(attemptId);
        }),
      );
    });
    return Promise.all(writes);
  }
  const waited = (done: Promise<unknown>): Promise<void> =>
    new Promise((resolve) => {
      const lose = (cause: unknown): void => {
        if (!isLost) onLost(String(cause));
        isLost = true;
        resolve();
      };
      if (isLost) resolve();
      const cancel = after(WAIT_MS, () => lose('silent'));
      void done.then(() => resolve(), lose).then(cancel);
    });
  const keep = (attemptId: string, entry: JournalEntry | null): Promise<void> => {
    unkept.set(attemptId, entry);
    const written = read().then(write);
    return waited(
      written.then(() => {
        isLost = false;
      }),
    );
  };
  return {
    put(entry) {
      void memory.put(entry);
      return keep(entry.attemptId, entry);
    },
    remove(attemptId) {
      void memory.remove(attemptId);
      return keep(attemptId, null);
    },
    all: () => waited(read()).then(memory.all),
  };
}
