/**
 * When BOSS is asked about a day again. Its answer, or the file itself, may be lost on the way; then nothing else would end
 * the waiting.
 */
import type { TspParts } from '../base/ports.ts';
import { type DayWork, isAnswered, resend } from '../books/dayRows.ts';
import { getDayWork, markDayOpen, putDayWork } from '../books/store/dayStore.ts';
import type { FileSetup } from '../claims/fileSetup.ts';

const ASK_AGAIN_MS = 12 * 3_600_000;
/** After this many files BOSS is not asked again: one more would not help. */
const LAST_BATCH_NO = '60';

/** A moment of the future was noted before the clock was set back: it keeps nothing waiting for years. */
const isHalfDayAgo = (at: number, now: number): boolean => Math.abs(now - at) >= ASK_AGAIN_MS;

const mayAskAgain = ({ sent }: DayWork): boolean =>
  sent !== undefined && sent.batchNo < LAST_BATCH_NO;

/** Asks BOSS again about a day that is not at rest, half a day after its last answer. */
export const askAgain = (now: number) => (work: DayWork) =>
  work.boss && isAnswered(work) && mayAskAgain(work) && isHalfDayAgo(work.boss.at, now)
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

/**
 * Whether BOSS is to be asked about the same rows once more: their file is gone, and nobody saw that BOSS took it. Its answer
 * may be of another hand.
 */
const isUnseen = (work: DayWork): boolean =>
  mayAskAgain(work) &&
  work.sent?.lastTaken !== work.sent?.batchNo &&
  work.askedUnseen !== work.sent?.digest;

/** Whether BOSS has answered the file that was sent last. An answer to one that still waits for BOSS is not of BOSS. */
export const isAnsweredByBoss = (work: DayWork): boolean =>
  isAnswered(work) && work.gone?.name === work.sent?.name && !isUnseen(work);

/**
 * Notes that the day's file does not wait for BOSS any more. Has the day sent again when that is so for half a day, and there is
 * no answer: the file or its answer is lost. An answered one whose file vanished unseen is sent again at once, and only once.
 */
export async function askIfLost(
  parts: TspParts,
  { exchange }: FileSetup,
  date: string,
): Promise<void> {
  const sent = (await parts.store.transaction((tx) => getDayWork(tx, date)))?.sent;
  if (!sent?.delivered || (await exchange.seal('boss/in', sent.name)) !== null) return;
  const { name, digest } = sent;
  const isNowhere = (await exchange.wasTaken('boss/in', name)) === null;
  const now = parts.environment.clock.now();
  await parts.store.transaction(async (tx) => {
    const work = await getDayWork(tx, date);
    if (work?.sent?.name !== name) return;
    const { gone } = work;
    if (gone?.name !== name) putDayWork(tx, date, { ...work, gone: { name, at: now } });
    else if (!mayAskAgain(work)) return;
    else if (isAnswered(work)) {
      if (isNowhere && isUnseen(work))
        putDayWork(tx, date, { ...resend(work), askedUnseen: digest });
    } else if (isHalfDayAgo(gone.at, now)) putDayWork(tx, date, resend(work));
  });
}
