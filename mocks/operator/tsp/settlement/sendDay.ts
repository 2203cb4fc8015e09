/** Writes the day's file for BOSS: every debit that pays for an order. A day without debits has a file too. */
import { moment } from '../../settlement/days.ts';
import { layouts } from '../../settlement/layouts.ts';
import { type Published, publishFile } from '../../settlement/publishFile.ts';
import type { PaidRow } from '../../settlement/settlementTypes.ts';
import { counted } from '../../settlement/settleProgress.ts';
import type { TspParts } from '../base/ports.ts';
import { type DayWork, isAnswered } from '../books/dayRows.ts';
import { getDayWork, putDayWork } from '../books/store/dayStore.ts';
import type { FileSetup } from '../claims/fileSetup.ts';
import { dayDebits, paidRow } from './ownDay.ts';

async function* paidRows(parts: TspParts, date: string): AsyncGenerator<PaidRow> {
  for await (const debit of dayDebits(parts, date)) {
    const row = paidRow(debit);
    if (row) yield row;
  }
}

export const dayWork = (parts: TspParts, date: string): Promise<DayWork> =>
  parts.store.transaction(async (tx) => (await getDayWork(tx, date)) ?? {});

/** Changes how far the day's exchange of files has come. */
export const saveDayWork = (
  parts: TspParts,
  date: string,
  change: (work: DayWork) => DayWork,
): Promise<void> =>
  parts.store.transaction(async (tx) => {
    putDayWork(tx, date, change((await getDayWork(tx, date)) ?? {}));
  });

/** A file that is being written waits for BOSS, also when an earlier one of its name did not any more. */
function withSent(work: DayWork, sent: Published, sentAt: number): DayWork {
  if (sent.delivered) return { ...work, sent };
  const { gone: _, ...waiting } = work;
  return { ...waiting, sent, sentAt };
}

/** Makes two passes over the store. An unchanged day is not written again; a changed one gets a new file. */
export async function sendDay(parts: TspParts, files: FileSetup, date: string): Promise<Published> {
  const { exchange, hash, channel } = files;
  const work = await dayWork(parts, date);
  const sentAt = parts.environment.clock.now();
  const { published } = await publishFile<PaidRow>({
    exchange,
    folder: 'boss/in',
    layout: layouts.DZ,
    hash,
    sender: channel,
    date,
    createdAt: moment(sentAt),
    rows: () => counted(paidRows(parts, date), 'the day is written for BOSS', parts.progress),
    remembered: work.sent,
    isRead: isAnswered(work),
    remember: (now) => saveDayWork(parts, date, (before) => withSent(before, now, sentAt)),
  });
  return published;
}
