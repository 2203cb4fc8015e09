/** What was done with a file that was found in a folder: for the log, the console and the sender. */
import type { FileSum } from './sealedFile.ts';
import type { FileFault } from './settlementTypes.ts';

export interface FileReport {
  readonly name: string;
  /** `refused`: nothing of it was used. It is now in `error`, and may be sent again. */
  readonly outcome: 'taken' | 'refused';
  readonly sum?: FileSum;
  /** The file that answers it. */
  readonly answer?: string;
  /** The number of rows on which the sides do not agree. */
  readonly differences?: number;
  readonly fault?: FileFault;
}
