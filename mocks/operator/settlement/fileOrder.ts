/** The numbers of a day's files ascend one by one: a file out of this order is not of its sender, or too late. */
import { fault } from './fault.ts';
import { fileName, parseFileName } from './fileNames.ts';
import { LAST_BATCH } from './layouts.ts';
import type { FileExchange, FileFault, Folder } from './settlementTypes.ts';

const numbered = (number: number): string => String(number).padStart(2, '0');

/**
 * Returns what is wrong with the number of a DZ or QS, `null` when nothing is. The sender takes the next number only when the
 * file before it was taken or refused, so each number since the last one that was taken was here. A file that was itself
 * refused for its number leaves a gap below it, so it does not count. After a newer file an older one has no say.
 * `isInBooks`: whether the reader's books know that it took a file under this number, also when folders were cleared.
 */
export async function orderFault(
  exchange: FileExchange,
  folder: Folder,
  name: string,
  isInBooks: (batchNo: string) => Promise<boolean>,
): Promise<FileFault | null> {
  const parts = parseFileName(name)!;
  const number = Number(parts.batchNo ?? '01');
  const wasTaken = async (other: number) => {
    const batchNo = numbered(other);
    if (await isInBooks(batchNo)) return 'done';
    return exchange.wasTaken(folder, fileName(parts.kind, { ...parts, batchNo }));
  };
  for (let later = number + 1; later <= LAST_BATCH; later++) {
    const taken = await wasTaken(later);
    if (taken === null) break;
    if (taken === 'done') {
      const message = 'a newer file of this day was taken before; take a higher number';
      return fault('duplicate', name, message);
    }
  }
  for (let earlier = number - 1; earlier >= 1; earlier--) {
    const taken = await wasTaken(earlier);
    if (taken === 'done') return null;
    if (taken === null) {
      const message = `the file of number ${numbered(earlier)} was never here; send that first`;
      return fault('foreign', name, message);
    }
  }
  return null;
}
