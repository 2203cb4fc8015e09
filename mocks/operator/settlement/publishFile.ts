/**
 * A file of one's books of a day, written so often and no oftener than its rows change. Under the same name as long as
 * nobody has taken it; after that, or after it was refused, under the next number (`…-02.txt`): a name is taken once.
 */
import type { Hash } from './hash.ts';
import { LAST_BATCH, type Layout } from './layouts.ts';
import { type FileSum, sealFile } from './sealedFile.ts';
import type { BusinessDate, FileExchange, Folder } from './settlementTypes.ts';

/** What the writer remembers of the file it wrote last for this day. */
export interface Published extends FileSum {
  readonly name: string;
  /** Two digits. */
  readonly batchNo: string;
  /** Of the rows: says whether they have changed. */
  readonly digest: string;
  /** `false`: being written; it may be there, whole or not at all. */
  readonly delivered: boolean;
  /** Other rows stood under this name before, or may have: who took it may have taken those. */
  readonly isRewritten: boolean;
  /** Of the whole file, once it is delivered. */
  readonly sha256?: string;
}

interface Publication<Row> {
  readonly exchange: FileExchange;
  readonly folder: Folder;
  readonly layout: Layout<Row>;
  readonly hash: Hash;
  readonly sender: string;
  readonly date: BusinessDate;
  /** `YYYYMMDDHHMMSS` in China. */
  readonly createdAt: string;
  /** The same rows in the same order each time, unless the books move meanwhile. */
  rows(): AsyncIterable<Row>;
  readonly remembered: Published | undefined;
  /** Must be durable when it resolves: it is called before anything is written. */
  remember(published: Published): Promise<void>;
}

class BooksMoved extends Error {}

const TRIES = 3;

type Survey = FileSum & { readonly digest: string };

function surveyor<Row>({ layout, hash }: Publication<Row>) {
  const digest = hash();
  const encoder = new TextEncoder();
  let [count, totalFen] = [0, 0];
  return {
    add(row: Row): void {
      count += 1;
      totalFen += layout.amountOf?.(row) ?? 0;
      digest.update(encoder.encode(`${JSON.stringify(row)}\n`));
    },
    end: (): Survey => ({ count, totalFen, digest: digest.digest() }),
  };
}

async function surveyed<Row>(publication: Publication<Row>): Promise<Survey> {
  const survey = surveyor(publication);
  for await (const row of publication.rows()) survey.add(row);
  return survey.end();
}

/** Under which number it goes; `null`: it is there as it should be, or was taken so. */
async function numberFor<Row>(
  { exchange, folder, remembered, date }: Publication<Row>,
  { digest }: Survey,
): Promise<string | null> {
  if (!remembered) return '01';
  const { name, batchNo, delivered, isRewritten } = remembered;
  const taken = await exchange.wasTaken(folder, name);
  const isWhole = delivered || (taken === 'done' && !isRewritten);
  if (isWhole && remembered.digest === digest && taken !== 'error') return null;
  const isGone = taken !== null || (delivered && !(await exchange.seal(folder, name)));
  if (!isGone) return batchNo;
  const next = Number(batchNo) + 1;
  if (next > LAST_BATCH) {
    throw new RangeError(`${date}: ${LAST_BATCH} files were sent; find out why none will do`);
  }
  return String(next).padStart(2, '0');
}

async function write<Row>(publication: Publication<Row>, survey: Survey, batchNo: string) {
  const { exchange, folder, layout, hash, sender, date, createdAt, remember, remembered } =
    publication;
  const isRewritten =
    remembered?.batchNo === batchNo &&
    (remembered.isRewritten || remembered.digest !== survey.digest);
  async function* unmoved(): AsyncGenerator<Row> {
    const again = surveyor(publication);
    for await (const row of publication.rows()) {
      again.add(row);
      yield row;
    }
    if (again.end().digest !== survey.digest) throw new BooksMoved(`${date}: the books moved`);
  }
  const rows = { [Symbol.asyncIterator]: unmoved };
  const file = sealFile(layout, { sender, date, createdAt, batchNo }, survey, rows, hash);
  const writing = { ...survey, name: file.name, batchNo, delivered: false, isRewritten };
  await remember(writing);
  await exchange.write(folder, file.name, file.bytes, file.seal);
  const published: Published = { ...writing, delivered: true, sha256: file.seal().sha256 };
  await remember(published);
  return published;
}

/**
 * Two passes over the rows, none of them kept: sums first, they stand in the head. Rows that changed in between are gone
 * through again. Rejects when the place cannot be reached.
 */
export async function publishFile<Row>(
  publication: Publication<Row>,
): Promise<{ readonly published: Published; readonly isNew: boolean }> {
  for (let tries = 1; ; tries++) {
    const survey = await surveyed(publication);
    const batchNo = await numberFor(publication, survey);
    if (batchNo === null) {
      const known: Published = { ...publication.remembered!, delivered: true };
      if (!publication.remembered!.delivered) await publication.remember(known);
      return { published: known, isNew: false };
    }
    try {
      return { published: await write(publication, survey, batchNo), isNew: true };
    } catch (error) {
      if (!(error instanceof BooksMoved) || tries >= TRIES) throw error;
    }
  }
}
