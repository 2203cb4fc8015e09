/**
 * A program that writes numbered rows until it is killed, over a disk that may be full for a while. It prints `ok N` for each
 * row that is on disk, `no N` for each that failed, and what becomes of the disk.
 */
import { diskStore } from './diskStore.ts';

/** Rows that are being written at the same time: enough for large batches. */
const AT_ONCE = 8;
/** Fills a small disk before long. */
const FILLING = 'x'.repeat(1_000);

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const store = diskStore(process.argv[2]!, { heard: ({ kind }) => print(kind), retryMs: 5 });
let number = 0;

async function writeRows(): Promise<never> {
  for (;;) {
    const mine = ++number;
    try {
      await store.transaction(async (tx) => tx.put(`row/${mine}`, `${mine} ${FILLING}`));
      print(`ok ${mine}`);
    } catch {
      print(`no ${mine}`);
      // While the disk is full every request fails at once.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, writeRows));
