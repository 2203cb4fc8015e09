/**
 * Takes the platform's file of a day: compares it, answers with what differs, and puts it away. A bad file is refused
 * as a whole.
 */

import type { Environment } from '../../../environment/environment.ts';
import { clearRows, PIECE, pageThrough } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import { moment } from '../../settlement/days.ts';
import { fault } from '../../settlement/fault.ts';
import { fileName } from '../../settlement/fileNames.ts';
import { orderFault } from '../../settlement/fileOrder.ts';
import type { FileReport } from '../../settlement/fileReport.ts';
import type { Hash } from '../../settlement/hash.ts';
import { layouts } from '../../settlement/layouts.ts';
import type { OpenedFile } from '../../settlement/openFile.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type {
  BossFinding,
  FileExchange,
  FileFault,
  PaidRow,
} from '../../settlement/settlementTypes.ts';
import type { TellProgress } from '../../settlement/settleProgress.ts';
import { takeFiles } from '../../settlement/takeFiles.ts';
import { bossRoom, findingsOf, keys } from '../base/bossStore.ts';
import { dayBooks, recountDay } from './bossDay.ts';
import { reconcileDay } from './reconcileDay.ts';
import { putReported } from './reportedOrder.ts';

/** What was agreed with the platform about files. */
export interface BossFiles {
  readonly hash: Hash;
  /** Four characters: the sender whose files are read. */
  readonly channel: string;
  /** `HHMMSS`: from here on the platform counts the next day. */
  readonly cutOff: string;
  /** Where files are compared with the books. */
  readonly area: WorkArea;
  readonly progress?: TellProgress;
}

/** The findings, which wait in the store: the answer's head says how many there are before the first of them. */
async function* findings(store: Store, date: string): AsyncGenerator<BossFinding> {
  for await (const { value } of pageThrough(store, findingsOf<BossFinding>(date))) yield value;
}

async function compare(
  store: Store,
  file: OpenedFile<PaidRow>,
  { cutOff, area, progress }: BossFiles,
): Promise<number> {
  const { date } = file.head;
  await clearRows(store, findingsOf(date));
  let found = 0;
  let piece: ((tx: Transaction) => void)[] = [];
  const flush = async () => {
    const rows = piece;
    piece = [];
    await store.transaction(async (tx) => {
      for (const put of rows) put(tx);
    });
  };
  const looked = reconcileDay({
    ...{ store, date, bytes: file.bytes(), cutOff, area },
    progress: (_, rows) => progress?.('BOSS compares', rows),
  });
  for await (const { orderId, reported, finding } of looked) {
    if (reported) piece.push((tx) => putReported(tx, orderId, reported));
    if (finding) {
      const key = keys.finding(date, found++);
      piece.push((tx) => tx.put(key, finding));
    }
    if (piece.length >= PIECE) await flush();
  }
  await flush();
  return found;
}

/** The hash of the answer that BOSS gave or was about to give; `true` in the books of an older version. */
type NotedAnswer = string | true;

const notedAnswer = (store: Store, date: string, batchNo: string) =>
  store.transaction((tx) => tx.get<NotedAnswer>(keys.answered(date, batchNo)));

/** Whose answer the platform has taken under this name. `noted`: what BOSS knows of its own. */
async function takenAnswer(
  exchange: FileExchange,
  name: string,
  noted: readonly (NotedAnswer | undefined)[],
): Promise<'own' | 'other' | null> {
  if ((await exchange.wasTaken('boss/out', name)) !== 'done') return null;
  if (noted.includes(true)) return 'own';
  const seal = await exchange.takenSeal('boss/out', name);
  return seal !== null && noted.includes(seal.sha256) ? 'own' : 'other';
}

/** Whether BOSS has answered another file of this number. Not known from the books of an older version. */
const wasOther = (store: Store, { head, seal }: OpenedFile<PaidRow>): Promise<boolean> =>
  store.transaction(async (tx) => {
    const compared = await tx.get<string>(keys.compared(head.date, head.batchNo));
    return compared !== undefined && compared !== seal.sha256;
  });

const notOurs = (name: string, answer: string): FileFault =>
  fault('duplicate', name, `${answer} was taken and is not the answer of BOSS; send the day again`);

const tooLate = (name: string, answer: string): FileFault =>
  fault('duplicate', name, `${answer} of an earlier run was taken meanwhile; send the day again`);

/**
 * Notes the hash of the answer, then writes it. Returns a fault if the platform has taken another file under its name meanwhile,
 * one of another hand or of an earlier run: BOSS has worked for minutes since it looked.
 */
async function giveAnswer(
  store: Store,
  exchange: FileExchange,
  answer: ReturnType<typeof sealFile>,
  { name, file }: { readonly name: string; readonly file: OpenedFile<PaidRow> },
): Promise<FileFault | null> {
  const { date, batchNo } = file.head;
  const before = await notedAnswer(store, date, batchNo);
  for await (const _ of answer.bytes);
  const { sha256 } = answer.seal();
  await store.transaction(async (tx) => {
    tx.put(keys.answered(date, batchNo), sha256);
    tx.put(keys.compared(date, batchNo), file.seal.sha256);
  });
  const earlier = before === true ? undefined : before;
  const taken = await takenAnswer(exchange, answer.name, [earlier, sha256]);
  if (taken !== null) return (taken === 'own' ? tooLate : notOurs)(name, answer.name);
  await exchange.write('boss/out', answer.name, answer.bytes, answer.seal);
  return null;
}

/**
 * Reads every DZ in `boss/in` and answers each with an FH in `boss/out` of the same day and number: BOSS's own totals
 * in its head, what differs as rows. The totals of a day that is sent again are added up again from its rows. If the
 * platform took an answer under that name which is not BOSS's, the file is refused: the next one gets the true answer.
 */
export function receiveFiles(
  parts: { readonly environment: Environment; readonly store: Store; readonly files: BossFiles },
  exchange: FileExchange,
): Promise<FileReport[]> {
  const { environment, files } = parts;
  const { hash, channel } = files;
  const store = bossRoom(parts.store);
  return takeFiles<PaidRow>({
    exchange,
    folder: 'boss/in',
    layout: layouts.DZ,
    hash,
    sender: channel,
    async take(name, file) {
      const { sender, date, batchNo } = file.head;
      const noted = await notedAnswer(store, date, batchNo);
      const misplaced = await orderFault(
        exchange,
        'boss/in',
        name,
        async (number) => (await notedAnswer(store, date, number)) !== undefined,
      );
      if (misplaced) return { fault: misplaced };
      const answerName = fileName('FH', { sender, date, batchNo });
      const taken = await takenAnswer(exchange, answerName, [noted]);
      if (taken === 'other') return { fault: notOurs(name, answerName) };
      if (taken === 'own' && (await wasOther(store, file))) {
        const message = 'another file of this number was answered; take the next number';
        return { fault: fault('duplicate', name, message) };
      }
      const { count, totalFen } = file.head;
      const done = { sum: { count, totalFen }, answer: answerName };
      // The reader has it; only the file was not put away. What was booked since is not in it, and must not be noted as told.
      if (taken === 'own') {
        await clearRows(store, findingsOf(date));
        return done;
      }
      const books =
        batchNo === '01'
          ? await store.transaction((tx) => dayBooks(tx, date))
          : await recountDay(store, date);
      const differences = await compare(store, file, files);
      const createdAt = moment(environment.clock.now());
      const head = { sender, date, createdAt, batchNo };
      const found = { [Symbol.asyncIterator]: () => findings(store, date) };
      const answer = sealFile(layouts.FH, head, books, found, hash);
      const refused = await giveAnswer(store, exchange, answer, { name, file });
      await clearRows(store, findingsOf(date));
      return refused ? { fault: refused } : { ...done, differences };
    },
  });
}
