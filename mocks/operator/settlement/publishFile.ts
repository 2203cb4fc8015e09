/**
 * Publishes a party's books of a day as a file, again each time its rows have changed. It keeps its name until the file
 * is taken. After that, or after it was refused, it gets the next number (`…-02.txt`): a name is taken only once, also
 * one under which the reader took a file of another hand. A refused file below which a number is missing is followed by
 * that number: the reader waits for it.
 */
import { fileName } from './fileNames.ts';
import { freeNumber, missingNumber, type Numbers } from './freeNumber.ts';
import type { Hash } from './hash.ts';
import type { Layout } from './layouts.ts';
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
  /** The highest number that was seen to be taken, also when the folders were cleared since. */
  readonly lastTaken?: string;
  /** It fills a gap: the refused file of this number showed it. */
  readonly wentBackFrom?: string;
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

const placeOf = <Row>({ exchange, folder, layout, sender, date }: Publication<Row>): Numbers => ({
  date,
  wasTaken: (batchNo) =>
    exchange.wasTaken(folder, fileName(layout.kind, { sender, date, batchNo })),
  isThere: async (batchNo) =>
    (await exchange.seal(folder, fileName(layout.kind, { sender, date, batchNo }))) !== null,
});

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
  taken: 'done' | 'error' | null,
): Promise<string | null> {
  const { remembered, isRead } = publication;
  const numbers = placeOf(publication);
  if (!remembered) return freeNumber(numbers, 1);
  const { batchNo, delivered, isRewritten, wentBackFrom } = remembered;
  const next = () => freeNumber(numbers, Number(batchNo) + 1);
  if (taken === 'done' && (await isOfOther(publication, survey))) return next();
  const isWhole = delivered || (taken === 'done' && !isRewritten);
  if (isWhole && remembered.digest === survey.digest && taken !== 'error') return null;
  if (taken === 'error') return (await missingNumber(numbers, remembered)) ?? next();
  const isThere = await numbers.isThere(batchNo);
  // One that is neither there nor taken is lost, or was never written: its name is not used up, and the reader waits for that
  // number. If somebody answers what was never written, it was not the reader.
  if (taken !== null || (isRead && (delivered || isThere))) return next();
  // It filled a gap and is gone without a trace: perhaps the reader had that number, and waits for a higher one.
  if (delivered && !isThere && wentBackFrom !== undefined)
    return freeNumber(numbers, Number(wentBackFrom) + 1);
  return batchNo;
}

/** What became of the remembered file. */
async function fateOf<Row>({ exchange, folder, remembered }: Publication<Row>) {
  if (!remembered) return null;
  const { name, batchNo, lastTaken } = remembered;
  return lastTaken === batchNo ? 'done' : exchange.wasTaken(folder, name);
}

/** What is to be kept about earlier files when one is written under this number. */
function history(remembered: Published | undefined, survey: Survey, batchNo: string) {
  if (!remembered) return { isRewritten: false };
  const { batchNo: before, lastTaken, wentBackFrom } = remembered;
  const isBack = batchNo < before;
  const isSame = batchNo === before;
  const isChanged = remembered.isRewritten || remembered.digest !== survey.digest;
  const from = isBack ? before : isSame ? wentBackFrom : undefined;
  return {
    // A reader may have had the file under a missing number, with the rows of that time.
    isRewritten: isBack || (isSame && isChanged),
    ...(lastTaken === undefined ? {} : { lastTaken }),
    ...(from === undefined ? {} : { wentBackFrom: from }),
  };
}

async function write<Row>(publication: Publication<Row>, survey: Survey, batchNo: string) {
  const { exchange, folder, remember, remembered } = publication;
  const { file, createdAt } = fileOf(publication, survey, batchNo);
  const about = { ...survey, name: file.name, batchNo, createdAt };
  const writing = { ...about, delivered: false, ...history(remembered, survey, batchNo) };
  await remember(writing);
  await exchange.write(folder, file.name, file.bytes, file.seal);
  const published: Published = { ...writing, delivered: true, sha256: file.seal().sha256 };
  await remember(published);
  return published;
}

/** With `lastTaken` as it is now. */
const seen = (remembered: Published, fate: 'done' | 'error' | null): Published =>
  fate === 'done' ? { ...remembered, lastTaken: remembered.batchNo } : remembered;

/**
 * Makes two passes over the rows and keeps none of them: the sums come first, because they are in the head. If rows
 * changed in between, it starts again. Rejects when the exchange cannot be reached.
 */
export async function publishFile<Row>(
  given: Publication<Row>,
): Promise<{ readonly published: Published; readonly isNew: boolean }> {
  const fate = await fateOf(given);
  const remembered = given.remembered && seen(given.remembered, fate);
  const publication = { ...given, remembered };
  for (let tries = 1; ; tries++) {
    try {
      const survey = await surveyed(publication);
      const batchNo = await numberFor(publication, survey, fate);
      if (batchNo === null) {
        const known: Published = { ...remembered!, delivered: true };
        const { delivered, lastTaken } = given.remembered!;
        if (!delivered || lastTaken !== known.lastTaken) await publication.remember(known);
        return { published: known, isNew: false };
      }
      return { published: await write(publication, survey, batchNo), isNew: true };
    } catch (error) {
      if (!(error instanceof BooksChanged) || tries >= TRIES) throw error;
    }
  }
}
