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
  /**
   * Is told of a file that has its seal and cannot be read or moved away: it is looked at again, and nothing else would say so.
   * Without it the failure of such a file rejects, when all others are read.
   */
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

/** That a file failed, while the place of the files answers: then no other file has to wait for it. */
function notReady(name: string, error: unknown): FileFault {
  const why = error instanceof Error ? error.message : String(error);
  return fault('not-ready', name, `cannot be read or moved away now, and is tried again: ${why}`);
}

/**
 * Takes the files. Rejects when the exchange cannot be reached; files that were not moved by then are read again next
 * time. One file that fails keeps no other from being read.
 */
export async function takeFiles<Row>(inbox: Inbox<Row>): Promise<FileReport[]> {
  const { exchange, folder, leave, onNotReady } = inbox;
  const reports: FileReport[] = [];
  const untold: unknown[] = [];
  for (const name of await exchange.list(folder)) {
    if (leave?.(name)) continue;
    try {
      const report = await takeOne(inbox, name);
      if (report) reports.push(report);
    } catch (error) {
      await exchange.list(folder);
      if (onNotReady) await onNotReady(notReady(name, error));
      else untold.push(error);
    }
  }
  if (untold.length > 0) throw untold[0];
  return reports;
}
