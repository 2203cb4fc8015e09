/** Reads a settlement file. The whole file is checked before the first row is handed out. */
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { FileMissing, FileRefused, fault } from './fault.ts';
import { parseFileName } from './fileNames.ts';
import { fileReader } from './fileReader.ts';
import type { Hash } from './hash.ts';
import type { Layout } from './layouts.ts';
import type { FileExchange, FileFault, FileHead, FileSeal, Folder } from './settlementTypes.ts';
import { textLines } from './textLines.ts';

export interface FilePlace {
  readonly exchange: FileExchange;
  readonly folder: Folder;
  readonly name: string;
  readonly hash: Hash;
  /** The expected sender, if it is known. A file of another sender is foreign. */
  readonly sender?: string;
  readonly date?: string;
}

export interface OpenedFile<Row> {
  readonly head: FileHead;
  readonly seal: FileSeal;
  /** Reads the file again. Throws `FileRefused` at its end if the file has changed since it was checked. */
  rows(): AsyncIterable<Row>;
  /** The same as bytes, including head and trailer. */
  bytes(): AsyncIterable<Uint8Array>;
}

function nameFault<Row>(layout: Layout<Row>, { name, sender, date }: FilePlace): FileFault | null {
  const foreign = (message: string, field?: string) =>
    fault('foreign', name, message, field === undefined ? {} : { field });
  const parts = parseFileName(name);
  if (!parts) return foreign('not the name of a settlement file; it belongs elsewhere');
  if (parts.kind !== layout.kind) return foreign(`a ${layout.kind} is expected here`, 'kind');
  if (sender !== undefined && parts.sender !== sender)
    return foreign(`only files of ${sender} are read here`, 'sender');
  if (date !== undefined && parts.date !== date) return foreign(`the day is ${date}`, 'date');
  return null;
}

/** Marks the fault of a duplicate: it is another file than the one that was taken. */
export const OTHER_CONTENT = { field: 'sha256' };
export const isOtherContent = ({ kind, field }: FileFault): boolean =>
  kind === 'duplicate' && field === OTHER_CONTENT.field;

/** Counts and hashes the bytes that pass through. */
function measured(chunks: AsyncIterable<Uint8Array>, hash: Hash, mostBytes: number) {
  const whole = hash();
  let size = 0;
  async function* through(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      size += chunk.length;
      whole.update(chunk);
      yield chunk;
      // Longer than its seal says: it is wrong already.
      if (size > mostBytes) return;
    }
  }
  return { through: through(), size: () => size, digest: () => whole.digest() };
}

function sealFault(name: string, seal: FileSeal, size: number, sha256: string): FileFault | null {
  if (size < seal.size)
    return fault(
      'truncated',
      name,
      `${size} of the ${seal.size} bytes its .ok names; send it again`,
    );
  if (size > seal.size)
    return fault('corrupt', name, `more than the ${seal.size} bytes its .ok names; send it again`);
  if (sha256 === seal.sha256) return null;
  return fault('corrupt', name, 'not the sha256 its .ok names; send it again');
}

/** Rejects only when the exchange cannot be reached, as each of its methods does. */
export async function openFile<Row>(
  layout: Layout<Row>,
  place: FilePlace,
): Promise<Result<OpenedFile<Row>, FileFault>> {
  const { exchange, folder, name, hash } = place;
  const misnamed = nameFault(layout, place);
  if (misnamed) return fail(misnamed);
  const seal = await exchange.seal(folder, name);
  if (!seal)
    return fail(fault('not-ready', name, 'has no whole .ok yet; it will be looked at again'));
  if ((await exchange.wasTaken(folder, name)) === 'done') {
    const message = 'a file of this name was taken before; a new one needs a new name';
    const isOther = (await exchange.takenSeal(folder, name))?.sha256 !== seal.sha256;
    return fail(fault('duplicate', name, message, isOther ? OTHER_CONTENT : {}));
  }

  const reader = fileReader(layout, name, hash);
  const bytes = measured(exchange.read(folder, name), hash, seal.size);
  try {
    for await (const line of textLines(bytes.through)) reader.take(line);
  } catch (error) {
    if (!(error instanceof FileMissing)) throw error;
    return fail(
      fault(
        'not-ready',
        name,
        'has an .ok, but is not there or may not be read; it will be looked at again',
      ),
    );
  }
  const broken = sealFault(name, seal, bytes.size(), bytes.digest());
  if (broken) return fail(broken);
  const read = reader.end();
  if (!('head' in read)) return fail(read);
  const { head, trailer } = read;
  if (seal.count !== trailer.count || seal.totalFen !== trailer.totalFen)
    return fail(
      fault(
        'totals',
        name,
        `its .ok says ${seal.count} rows and ${seal.totalFen} fen, its T line ${trailer.count} and ${trailer.totalFen}`,
      ),
    );

  async function* bytesAgain(): AsyncGenerator<Uint8Array> {
    const again = measured(exchange.read(folder, name), hash, seal!.size);
    yield* again.through;
    if (again.size() !== seal!.size || again.digest() !== seal!.sha256)
      throw new FileRefused(
        fault('corrupt', name, 'changed while it was read; use nothing of it and read it again'),
      );
  }

  async function* rows(): AsyncGenerator<Row> {
    const second = fileReader(layout, name, hash);
    for await (const line of textLines(bytesAgain())) {
      const row = second.take(line);
      if (row !== null) yield row;
    }
  }
  return ok({ head, seal, rows, bytes: bytesAgain });
}
