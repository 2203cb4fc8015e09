/** Reads what is new in a folder, one file after the other: taken whole, or refused with a report and put aside. */
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
  /** The only one whose files are read here. */
  readonly sender: string;
  /** Other kinds that are read elsewhere: left where they are. */
  readonly leave?: (name: string) => boolean;
  /**
   * Deals with one good file, so that doing it twice is doing it once: a crash may come before the file is moved.
   * A fault as its answer refuses the file.
   */
  take(name: string, file: OpenedFile<Row>): Promise<Omit<FileReport, 'name' | 'outcome'>>;
}

/** A fault of the file itself, found only while it was used; `null` for anything else. */
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
  if (!opened.ok && opened.error.kind === 'not-ready') return null;
  const done = opened.ok
    ? await inbox.take(name, opened.value).catch((error: unknown) => {
        const found = lateFault(name, error);
        if (found === null) throw error;
        return { fault: found };
      })
    : { fault: opened.error };
  const outcome = done.fault === undefined ? 'taken' : 'refused';
  await exchange.move(folder, name, outcome === 'taken' ? 'done' : 'error');
  return { name, outcome, ...done };
}

/** Rejects when the place cannot be reached; what was not moved by then is read again next time. */
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
