/** A program that writes pairs of keys until it is killed, and prints the number of each pair that is on disk. */
import { diskStore } from './diskStore.ts';

/** The most pairs being written at once: enough for large batches. */
const AT_ONCE = 20;

const store = diskStore(process.argv[2]!);
let number =
  (await store.transaction((tx) => tx.get<number>('written')).catch(() => undefined)) ?? 0;

async function writePairs(): Promise<never> {
  for (;;) {
    const mine = await store.transaction(async (tx) => {
      number += 1;
      tx.put(`left/${number}`, number);
      tx.put(`right/${number}`, number);
      tx.put('written', number);
      return number;
    });
    process.stdout.write(`${mine}\n`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, writePairs));
