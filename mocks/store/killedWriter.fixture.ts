/** A program that writes until it is killed: pairs of keys, and the number of each pair once it is on the disk. */
import { diskStore } from './diskStore.ts';

/** At most so many pairs on their way: enough for a batch to hold many. */
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
