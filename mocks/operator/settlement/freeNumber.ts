/** Which number of a day is free for a file, and which one its reader still waits for. */
import { LAST_BATCH } from './layouts.ts';

/** The numbers of a day, two digits each, as they are in the folder and beside it. */
export interface Numbers {
  readonly date: string;
  wasTaken(batchNo: string): Promise<'done' | 'error' | null>;
  /** Whether a file waits under it. */
  isThere(batchNo: string): Promise<boolean>;
}

/** Thrown when a day has no number left for one more file. Nothing was written; what was sent before stays as it is. */
export class NumbersUsedUp extends Error {}

const numbered = (number: number): string => String(number).padStart(2, '0');

/**
 * The first number from `from` on under which nothing was taken. One that was refused is left out as well: what lies in the
 * folder of refused files would count as the new file.
 */
export async function freeNumber({ date, wasTaken }: Numbers, from: number): Promise<string> {
  for (let number = from; number <= LAST_BATCH; number++) {
    if ((await wasTaken(numbered(number))) === null) return numbered(number);
  }
  throw new NumbersUsedUp(
    `${date}: ${LAST_BATCH} files were sent; find out why each of them was refused or outdated`,
  );
}

/**
 * The highest number below a refused file that is nowhere: it was lost, or its refusal was cleared away. A reader that has not
 * seen it refuses every higher one. `null`: there is none above the last one that was taken.
 */
export async function missingNumber(
  { wasTaken, isThere }: Numbers,
  refused: { readonly batchNo: string; readonly lastTaken?: string },
): Promise<string | null> {
  const lastTaken = Number(refused.lastTaken ?? '00');
  for (let number = Number(refused.batchNo) - 1; number > lastTaken; number--) {
    const taken = await wasTaken(numbered(number));
    if (taken === 'done' || (await isThere(numbered(number)))) return null;
    if (taken === null) return numbered(number);
  }
  return null;
}
