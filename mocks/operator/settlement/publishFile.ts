/**
 * Publishes a party's books of a day as a file, again each time its rows have changed. It keeps its name until the file
 * is taken. After that, or after it was refused, it gets the next number (`…-02.txt`): a name is taken only once, also
 * one under which the reader took a file of another hand.
 */
import { fileName } from './fileNames.ts';
import type { Hash } from './hash.ts';
import { LAST_BATCH, type Layout } from './layouts.ts';
import { type FileSum, sealFile } from './sealedFile.ts';
import type { BusinessDate, FileExchange, Folder } from './settlementTypes.ts';

/** What the writer remembers about the last file it wrote for this day. */
export interface Published extends FileSum {
  readonly name: string;
  /** Two digits. */
  readonly batchNo: string;
  /** Of the rows: shows whether they have changed. */
  readonly digest: string;
  /** `false`: being written; the file may be there or not. */
  readonly delivered: boolean;
  /** Other rows were, or may have been, under this name before: the reader may have taken those. */
  readonly isRewritten: boolean;
  /** Of the whole file, once it is delivered. */
  readonly sha256?: string;
  /** As in the file's head: with the same rows it is the same file again. Absent in what an older version remembered. */
  readonly createdAt?: string;
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
  /** The same rows in the same order each time, unless the books change meanwhile. */
  rows(): AsyncIterable<Row>;
  readonly remembered: Published | undefined;
  /** The remembered file was read: other rows need another name, even if it has not been moved away yet. */
  readonly isRead?: boolean;
  /** Must be durable when it resolves: it is called before anything is written. */
  remember(published: Published): Promise<void>;
}

class BooksChanged extends Error {}

/** Thrown when a day has no number left for one more file. Nothing was written; what was sent before stays as it is. */
export class NumbersUsedUp extends Error {}

const TRIES = 3;

type Survey = FileSum & { readonly digest: string };

function createSurvey<Row>({ layout, hash }: Publication<Row>) {
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
  const survey = createSurvey(publication);
  for await (const row of publication.rows()) survey.add(row);
  return survey.end();
}

/** The first number from `from` on under which nothing was taken. */
async function freeNumber<Row>(
  { exchange, folder, layout, sender, date }: Publication<Row>,
  from: number,
): Promise<string> {
  for (let number = from; number <= LAST_BATCH; number++) {
    const batchNo = String(number).padStart(2, '0');
    const name = fileName(layout.kind, { sender, date, batchNo });
    if ((await exchange.wasTaken(folder, name)) !== 'done') return batchNo;
  }
  throw new NumbersUsedUp(
    `${date}: ${LAST_BATCH} files were sent; find out why each of them was refused or outdated`,
  );
}

/** The file as it was, or would be, written under the remembered name. Its rows must be those of `survey`. */
function fileOf<Row>(publication: Publication<Row>, survey: Survey, batchNo: string) {
  const { layout, sender, date, remembered, hash } = publication;
  const isAgain = remembered?.batchNo === batchNo && remembered.digest === survey.digest;
  const createdAt = (isAgain ? remembered.createdAt : undefined) ?? publication.createdAt;
  async function* unchanged(): AsyncGenerator<Row> {
    const again = createSurvey(publication);
    for await (const row of publication.rows()) {
      again.add(row);
      yield row;
    }
    if (again.end().digest !== survey.digest) throw new BooksChanged(`${date}: the books changed`);
  }
  const rows = { [Symbol.asyncIterator]: unchanged };
  const file = sealFile(layout, { sender, date, createdAt, batchNo }, survey, rows, hash);
  return { file, createdAt };
}

/**
 * Whether the file that was taken under the remembered name was put there by another hand. One without a seal counts as
 * ours, and so does one that an older version was cut over.
 */
async function isOfOther<Row>(publication: Publication<Row>, survey: Survey): Promise<boolean> {
  const { exchange, folder } = publication;
  const { name, batchNo, sha256, createdAt, digest, isRewritten } = publication.remembered!;
  const seal = await exchange.takenSeal(folder, name);
  if (seal === null) return false;
  if (sha256 !== undefined) return seal.sha256 !== sha256;
  if (createdAt === undefined || isRewritten || digest !== survey.digest) return false;
  // It was cut before the hash was remembered, so the file is made once more to know it.
  const { file } = fileOf(publication, survey, batchNo);
  for await (const _ of file.bytes);
  return file.seal().sha256 !== seal.sha256;
}

/** The number to write under. `null`: the file is there with these rows, or was taken with them. */
async function numberFor<Row>(
  publication: Publication<Row>,
  survey: Survey,
): Promise<string | null> {
  const { exchange, folder, remembered, isRead } = publication;
  if (!remembered) return freeNumber(publication, 1);
  const { name, batchNo, delivered, isRewritten } = remembered;
  const taken = await exchange.wasTaken(folder, name);
  if (taken === 'done' && (await isOfOther(publication, survey)))
    return freeNumber(publication, Number(batchNo) + 1);
  const isWhole = delivered || (taken === 'done' && !isRewritten);
  if (isWhole && remembered.digest === survey.digest && taken !== 'error') return null;
  // One that is neither there nor taken is lost, or was never written: its name is not used up, and the reader waits for that
  // number. If somebody answers what was never written, it was not the reader.
  const isUsed = taken !== null || (isRead && (delivered || (await exchange.seal(folder, name))));
  return isUsed ? freeNumber(publication, Number(batchNo) + 1) : batchNo;
}

async function write<Row>(publication: Publication<Row>, survey: Survey, batchNo: string) {
  const { exchange, folder, remember, remembered } = publication;
  const isRewritten =
    remembered?.batchNo === batchNo &&
    (remembered.isRewritten || remembered.digest !== survey.digest);
  const { file, createdAt } = fileOf(publication, survey, batchNo);
  const writing = { ...survey, name: file.name, batchNo, createdAt, delivered: false, isRewritten };
  await remember(writing);
  await exchange.write(folder, file.name, file.bytes, file.seal);
  const published: Published = { ...writing, delivered: true, sha256: file.seal().sha256 };
  await remember(published);
  return published;
}

/**
 * Makes two passes over the rows and keeps none of them: the sums come first, because they are in the head. If rows
 * changed in between, it starts again. Rejects when the exchange cannot be reached.
 */
export async function publishFile<Row>(
  publication: Publication<Row>,
): Promise<{ readonly published: Published; readonly isNew: boolean }> {
  for (let tries = 1; ; tries++) {
    try {
      const survey = await surveyed(publication);
      const batchNo = await numberFor(publication, survey);
      if (batchNo === null) {
        const known: Published = { ...publication.remembered!, delivered: true };
        if (!publication.remembered!.delivered) await publication.remember(known);
        return { published: known, isNew: false };
      }
      return { published: await write(publication, survey, batchNo), isNew: true };
    } catch (error) {
      if (!(error instanceof BooksChanged) || tries >= TRIES) throw error;
    }
  }
}
