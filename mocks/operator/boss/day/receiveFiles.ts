/**
 * Takes the platform's file of a day: compares it, answers with what differs, and puts it away. A bad file is refused
 * as a whole.
 */

import type { Environment } from '../../../environment/environment.ts';
import { clearRows, PIECE, pageThrough } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
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
import type { BossFinding, FileExchange, PaidRow } from '../../settlement/settlementTypes.ts';
import type { TellProgress } from '../../settlement/settleProgress.ts';
import { takeFiles } from '../../settlement/takeFiles.ts';
import { bossRoom, findingsOf, keys } from '../base/bossStore.ts';
import { dayBooks, recountDay } from './bossDay.ts';
import { reconcileDay } from './reconcileDay.ts';

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
  let piece: { readonly key: string; readonly value: unknown }[] = [];
  const flush = async () => {
    const rows = piece;
    piece = [];
    await store.transaction(async (tx) => {
      for (const { key, value } of rows) tx.put(key, value);
    });
  };
  const looked = reconcileDay({
    ...{ store, date, bytes: file.bytes(), cutOff, area },
    progress: (_, rows) => progress?.('BOSS compares', rows),
  });
  for await (const { orderId, isReported, finding } of looked) {
    if (isReported) piece.push({ key: keys.reported(orderId), value: date });
    if (finding) piece.push({ key: keys.finding(date, found++), value: finding });
    if (piece.length >= PIECE) await flush();
  }
  await flush();
  return found;
}

const isAnswered = (store: Store, date: string, batchNo: string): Promise<boolean> =>
  store.transaction(async (tx) => (await tx.get(keys.answered(date, batchNo))) === true);

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
      const misplaced = await orderFault(exchange, 'boss/in', name);
      if (misplaced) return { fault: misplaced };
      const answerName = fileName('FH', { sender, date, batchNo });
      // `done`: the reader has taken this answer already; this run continues one that was interrupted.
      const wasRead = (await exchange.wasTaken('boss/out', answerName)) === 'done';
      if (wasRead && !(await isAnswered(store, date, batchNo))) {
        const message = `${answerName} was taken and is not the answer of BOSS; send the day again`;
        return { fault: fault('duplicate', name, message) };
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
      if (!wasRead) {
        await store.transaction(async (tx) => tx.put(keys.answered(date, batchNo), true));
        await exchange.write('boss/out', answer.name, answer.bytes, answer.seal);
      }
      await clearRows(store, findingsOf(date));
      const { count, totalFen } = file.head;
      return { sum: { count, totalFen }, answer: answer.name, differences };
    },
  });
}
