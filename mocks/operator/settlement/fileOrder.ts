/** The numbers of a day's files ascend one by one: a file out of this order is not of its sender, or too late. */
import { fault } from './fault.ts';
import { fileName, parseFileName } from './fileNames.ts';
import { LAST_BATCH } from './layouts.ts';
import type { FileExchange, FileFault, Folder } from './settlementTypes.ts';

const numbered = (number: number): string => String(number).padStart(2, '0');

/**
 * Returns what is wrong with the number of a DZ or QS, `null` when nothing is. The sender takes the next number only
 * when the file before it was taken or refused, so that one was here. After a newer file an older one has no say.
 */
export async function orderFault(
  exchange: FileExchange,
  folder: Folder,
  name: string,
): Promise<FileFault | null> {
  const parts = parseFileName(name)!;
  const number = Number(parts.batchNo ?? '01');
  const wasTaken = (other: number) =>
    exchange.wasTaken(folder, fileName(parts.kind, { ...parts, batchNo: numbered(other) }));
  for (let later = number + 1; later <= LAST_BATCH; later++) {
    const taken = await wasTaken(later);
    if (taken === null) break;
    if (taken === 'done') {
      const message = 'a newer file of this day was taken before; take a higher number';
      return fault('duplicate', name, message);
    }
  }
  if (number === 1 || (await wasTaken(number - 1)) !== null) return null;
  return fault('foreign', name, 'the file of the number before it was never here');
}
