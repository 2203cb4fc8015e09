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
  | 'reported'
  /** The subscriber has seen the result. On a disk that cannot remove an entry, this is what is left of it. */
  | 'seen';

export interface JournalEntry {
  readonly attemptId: string;
  readonly orderId: string;
  readonly phase: JournalPhase;
  readonly amountFen: number;
  readonly title: Text;
  /** Entries of an older portal have none. */
  readonly serviceId?: string | undefined;
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

/** A disk answers within milliseconds. One that is silent for so long may never answer. */
const WAIT_MS = 2_000;

/** What the journal has of an attempt; null once it is removed. */
interface Line {
  readonly entry: JournalEntry | null;
  isKept: boolean;
}

/**
 * The journal in memory, which the disk follows: it answers always, and nothing of it fails. Who writes waits for the disk,
 * but never longer than this; after one failure nobody waits until the disk has caught up. With each call it gets once more
 * all that it has not written, and what it kept for this page is taken whenever it comes. `onLost` gets the cause.
 */
export function keptJournal(
  disk: Journal,
  { after }: Timers,
  onLost: (cause: string) => void,
): Journal {
  const lines = new Map<string, Line>();
  let isLost = false;
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
  const loaded = waited(
    disk.all().then((entries) =>
      entries.forEach((entry) => {
        const { attemptId } = entry;
        if (lines.has(attemptId)) return;
        const isSeen = entry.phase === 'seen';
        lines.set(attemptId, { entry: isSeen ? null : entry, isKept: !isSeen });
      }),
    ),
  );
  const keep = (changed: string, to: JournalEntry | null): Promise<void> => {
    lines.set(changed, { entry: to, isKept: false });
    const writes: Promise<void>[] = [];
    lines.forEach((line, attemptId) => {
      if (line.isKept) return;
      const { entry } = line;
      writes.push(
        (entry ? disk.put(entry) : disk.remove(attemptId)).then(() => {
          line.isKept = true;
        }),
      );
    });
    return waited(
      Promise.all(writes).then(() => {
        isLost = false;
      }),
    );
  };
  return {
    put: (entry) => keep(entry.attemptId, entry),
    remove: (attemptId) => keep(attemptId, null),
    all: () =>
      loaded.then(() => {
        const entries: JournalEntry[] = [];
        lines.forEach(({ entry }) => {
          if (entry) entries.push(entry);
        });
        return entries;
      }),
  };
}
