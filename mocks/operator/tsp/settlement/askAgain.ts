/**
 * When BOSS is asked about a day again. Its answer, or the file itself, may be lost on the way; then nothing else would end
 * the waiting.
 */
import type { TspParts } from '../base/ports.ts';
import { type DayWork, resend } from '../books/dayRows.ts';
import { getDayWork, markDayOpen, putDayWork } from '../books/store/dayStore.ts';
import type { FileSetup } from '../claims/fileSetup.ts';

const ASK_AGAIN_MS = 12 * 3_600_000;
/** After this many files BOSS is not asked again: one more would not help. */
const LAST_BATCH_NO = '60';

const isAnswered = ({ sent, boss }: DayWork): boolean =>
  sent !== undefined && boss?.batchNo === sent.batchNo;

const mayAskAgain = ({ sent }: DayWork): boolean =>
  sent !== undefined && sent.batchNo < LAST_BATCH_NO;

/** Asks BOSS again about a day that is not at rest, half a day after its last answer. */
export const askAgain = (now: number) => (work: DayWork) =>
  work.boss && isAnswered(work) && mayAskAgain(work) && now >= work.boss.at + ASK_AGAIN_MS
    ? resend(work)
    : work;

/** Has the day sent again, because the answer under this number cannot be used or may not be of BOSS. */
export const resendAnswered = (parts: TspParts, date: string, batchNo: string): Promise<void> =>
  parts.store.transaction(async (tx) => {
    const work = await getDayWork(tx, date);
    if (work?.sent?.batchNo !== batchNo || !mayAskAgain(work)) return;
    putDayWork(tx, date, resend(work));
    markDayOpen(tx, date, true);
  });

/** Whether BOSS has answered the file that was sent last. An answer to one that still waits for BOSS is not of BOSS. */
export const isAnsweredByBoss = (work: DayWork): boolean =>
  isAnswered(work) && work.gone?.name === work.sent?.name;

/**
 * Notes that the day's file does not wait for BOSS any more. Has the day sent again when that is so for half a day, and there is
 * no answer: the file or its answer is lost.
 */
export async function askIfLost(
  parts: TspParts,
  { exchange }: FileSetup,
  date: string,
): Promise<void> {
  const sent = (await parts.store.transaction((tx) => getDayWork(tx, date)))?.sent;
  if (!sent?.delivered || (await exchange.seal('boss/in', sent.name)) !== null) return;
  const { name } = sent;
  const now = parts.environment.clock.now();
  await parts.store.transaction(async (tx) => {
    const work = await getDayWork(tx, date);
    if (work?.sent?.name !== name) return;
    const { gone } = work;
    if (gone?.name !== name) putDayWork(tx, date, { ...work, gone: { name, at: now } });
    else if (!isAnswered(work) && mayAskAgain(work) && now >= gone.at + ASK_AGAIN_MS)
      putDayWork(tx, date, resend(work));
  });
}
