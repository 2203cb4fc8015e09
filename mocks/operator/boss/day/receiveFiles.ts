/** The platform's file of a day: compared, answered with what differs, and put away. A bad one is refused whole. */

import type { Environment } from '../../../environment/environment.ts';
import type { Store } from '../../../store/store.ts';
import { moment } from '../../settlement/days.ts';
import type { FileReport } from '../../settlement/fileReport.ts';
import type { Hash } from '../../settlement/hash.ts';
import { layouts } from '../../settlement/layouts.ts';
import type { OpenedFile } from '../../settlement/openFile.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type { BossFinding, FileExchange, PaidRow } from '../../settlement/settlementTypes.ts';
import type { TellProgress } from '../../settlement/settleProgress.ts';
import { takeFiles } from '../../settlement/takeFiles.ts';
import { bossRoom, keys } from '../base/bossStore.ts';
import { dayBooks, recountDay } from './bossDay.ts';
import { reconcileDay } from './reconcileDay.ts';

/** What was agreed with the platform about files. */
export interface BossFiles {
  readonly hash: Hash;
  /** Four characters: whose files are read. */
  readonly channel: string;
  /** `HHMMSS`: from here on the platform counts the next day. */
  readonly cutOff: string;
  /** Where files are compared with the books. */
  readonly area: WorkArea;
  readonly progress?: TellProgress;
}

const PAGE = 500;

/** Findings wait in the store: how many there are stands before the first of them. */
function findingsRoom(store: Store, date: string) {
  const prefix = keys.findings(date);
  const key = (number: number) => keys.finding(date, number);
  const page = (after?: string) =>
    store.transaction((tx) =>
      tx.list<BossFinding>(prefix, { limit: PAGE, ...(after === undefined ? {} : { after }) }),
    );
  return {
    key,
    async clear(): Promise<void> {
      for (let rows = await page(); rows.length > 0; rows = await page()) {
        await store.transaction(async (tx) => {
          for (const row of rows) tx.delete(row.key);
        });
      }
    },
    async *all(): AsyncGenerator<BossFinding> {
      for (let rows = await page(); rows.length > 0; rows = await page(rows.at(-1)!.key)) {
        for (const { value } of rows) yield value;
      }
    },
  };
}

async function compare(
  store: Store,
  file: OpenedFile<PaidRow>,
  { cutOff, area, progress }: BossFiles,
): Promise<number> {
  const { date } = file.head;
  const room = findingsRoom(store, date);
  await room.clear();
  let found = 0;
  let page: { readonly key: string; readonly value: unknown }[] = [];
  const flush = async () => {
    const rows = page;
    page = [];
    await store.transaction(async (tx) => {
      for (const { key, value } of rows) tx.put(key, value);
    });
  };
  const looked = reconcileDay({
    ...{ store, date, bytes: file.bytes(), cutOff, area },
    progress: (_, rows) => progress?.('BOSS compares', rows),
  });
  for await (const { orderId, isReported, finding } of looked) {
    if (isReported) page.push({ key: keys.reported(orderId), value: date });
    if (finding) page.push({ key: room.key(found++), value: finding });
    if (page.length >= PAGE) await flush();
  }
  await flush();
  return found;
}

/**
 * Reads every DZ in `boss/in` and answers each with an FH in `boss/out` of the same day and number: BOSS's own totals in
 * its head, what differs as rows. A day that is sent again is added up anew from its rows.
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
    async take(_name, file) {
      const { sender, date, batchNo } = file.head;
      const books =
        batchNo === '01'
          ? await store.transaction((tx) => dayBooks(tx, date))
          : await recountDay(store, date);
      const differences = await compare(store, file, files);
      const createdAt = moment(environment.clock.now());
      const head = { sender, date, createdAt, batchNo };
      const rows = findingsRoom(store, date);
      const found = { [Symbol.asyncIterator]: () => rows.all() };
      const answer = sealFile(layouts.FH, head, books, found, hash);
      // Taken already: this is the second half of a run that was cut.
      if ((await exchange.wasTaken('boss/out', answer.name)) !== 'done') {
        await exchange.write('boss/out', answer.name, answer.bytes, answer.seal);
      }
      await rows.clear();
      const { count, totalFen } = file.head;
      return { sum: { count, totalFen }, answer: answer.name, differences };
    },
  });
}
