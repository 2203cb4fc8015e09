/**
 * Reads the new files of a folder, one after another. A file is taken as a whole, or refused with a report and put
 * aside.
 */
import { FileRefused, fault } from './fault.ts';
import type { FileReport } from './fileReport.ts';
import type { Hash } from './hash.ts';
import type { Layout } from './layouts.ts';
import { type OpenedFile, openFile } from './openFile.ts';
import { RowFault } from './reconcile/rowScanner.ts';
import type { FileExchange, FileFault, Folder } from './settlementTypes.ts';

interface Inbox<Row> {
  readonly exchange: FileExchange;
  readonly folder: Folder;
  readonly layout: Layout<Row>;
  readonly hash: Hash;
  /** Only files of this sender are read. */
  readonly sender: string;
  /** True for files that are read elsewhere: they are left where they are. */
  readonly leave?: (name: string) => boolean;
  /** Is told of a file that has its seal and cannot be read: it is looked at again, and nothing else would say so. */
  readonly onNotReady?: (found: FileFault) => Promise<void>;
  /**
   * Processes one valid file. It must be idempotent, because a crash may come before the file is moved. If it answers a
   * fault, the file is refused; if `LATER`, it stays where it is.
   */
  take(
    name: string,
    file: OpenedFile<Row>,
  ): Promise<Omit<FileReport, 'name' | 'outcome'> | typeof LATER>;
}

/** What the file depends on has not happened yet: it is looked at again next time. */
export const LATER = Symbol('later');

/** A fault of the file itself that was found only while it was used; `null` for any other error. */
function lateFault(name: string, error: unknown): FileFault | null {
  if (error instanceof FileRefused) return error.fault;
  if (error instanceof RowFault && error.side === 'file') {
    const { line, field, why } = error;
    return fault('corrupt', name, why, { line, field });
  }
  return null;
}

async function takeOne<Row>(inbox: Inbox<Row>, name: string): Promise<FileReport | null> {
  const { exchange, folder, layout, hash, sender } = inbox;
  const opened = await openFile(layout, { exchange, folder, name, hash, sender });
  if (!opened.ok && opened.error.kind === 'not-ready') {
    await inbox.onNotReady?.(opened.error);
    return null;
  }
  const done = opened.ok
    ? await inbox.take(name, opened.value).catch((error: unknown) => {
        const found = lateFault(name, error);
        if (found === null) throw error;
        return { fault: found };
      })
    : { fault: opened.error };
  if (done === LATER) return null;
  const outcome = done.fault === undefined ? 'taken' : 'refused';
  await exchange.move(folder, name, outcome === 'taken' ? 'done' : 'error');
  return { name, outcome, ...done };
}

/**
 * Takes the files. Rejects when the exchange cannot be reached; files that were not moved by then are read again next
 * time.
 */
export async function takeFiles<Row>(inbox: Inbox<Row>): Promise<FileReport[]> {
  const { exchange, folder, leave } = inbox;
  const reports: FileReport[] = [];
  for (const name of await exchange.list(folder)) {
    if (leave?.(name)) continue;
    const report = await takeOne(inbox, name);
    if (report) reports.push(report);
  }
  return reports;
}
