/** What became of a file that was found in one's folder: for the log, the console and the sender. */
import type { FileSum } from './sealedFile.ts';
import type { FileFault } from './settlementTypes.ts';

export interface FileReport {
  readonly name: string;
  /** `refused`: nothing of it was used; it lies in `error`, and may be sent again. */
  readonly outcome: 'taken' | 'refused';
  readonly sum?: FileSum;
  /** The file that answers it. */
  readonly answer?: string;
  /** Rows on which the sides do not agree. */
  readonly differences?: number;
  readonly fault?: FileFault;
}
