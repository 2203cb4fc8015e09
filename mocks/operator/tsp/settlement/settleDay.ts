/**
 * Settles a business day: sends the claims to the PPP and the day to BOSS, reads both answers, compares the totals of
 * the three sides and puts every difference into its class. It may run at any time and any number of times: what is done
 * is not done again, and after a crash the next run goes on. Earlier days that are not at rest are settled as well; one
 * that fails stops no other.
 */

import { fileName, parseFileName } from '../../settlement/fileNames.ts';
import { NumbersUsedUp } from '../../settlement/freeNumber.ts';
import { LAST_BATCH } from '../../settlement/layouts.ts';
import type { FileFault } from '../../settlement/settlementTypes.ts';
import type { TspParts } from '../base/ports.ts';
import { dayNotBegun, isDay } from '../base/settleableDay.ts';
import type { DayRow } from '../books/dayRows.ts';
import { markDayOpen, wakeDay } from '../books/store/dayStore.ts';
import { type FileSetup, fileSetup } from '../claims/fileSetup.ts';
import { type BatchSummary, uploadDay } from '../claims/upload.ts';
import { areNumbersUsedUp } from '../claims/uploadBatch.ts';
import { askIfLost } from './askAgain.ts';
import { beginRun, emptyDay, noteFile, saveDay } from './dayRow.ts';
import { judgeDay } from './judgeDay.ts';
import { daysAhead, openDaysBefore } from './openDays.ts';
import { readAnswers } from './readAnswers.ts';
import { sendDay } from './sendDay.ts';

/** Says why debits of the day are in no batch, and what to do. Raising the limit helps only the days to come. */
async function batchProblem({ store, limits }: TspParts, date: string): Promise<string | null> {
  if (!(await store.transaction((tx) => areNumbersUsedUp(tx, date)))) return null;
  const remedy = 'ask the PPP how it takes the claims that are in none';
  const later = `for days to come raise limits.batchRecords (it is ${limits.batchRecords})`;
  return `the ${LAST_BATCH} batches of ${date} are used up; ${remedy}, and ${later}`;
}

/** Sends the day's file and notes what BOSS has done with it so far. Returns why it could not be sent, `null` if it was. */
async function deliverDay(parts: TspParts, files: FileSetup, date: string): Promise<string | null> {
  await askIfLost(parts, files, date);
  const published = await sendDay(parts, files, date).catch((error: unknown) => {
    if (error instanceof NumbersUsedUp) return error;
    throw error;
  });
  if (published instanceof NumbersUsedUp) return published.message;
  const { name, count, totalFen, sha256 } = published;
  const taken = await files.exchange.wasTaken('boss/in', name);
  const isRefused = taken === 'error';
  await noteFile(parts, date, {
    name,
    party: 'boss',
    direction: 'sent',
    state: isRefused ? 'refused' : taken === 'done' ? 'read' : 'delivered',
    at: parts.environment.clock.now(),
    count,
    totalFen,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(isRefused ? { problem: 'BOSS could not use it; it is sent again' } : {}),
  });
  return null;
}

/** Notes the batches that were sent as files. */
async function noteClaims(
  parts: TspParts,
  { acquirer }: FileSetup,
  batches: readonly BatchSummary[],
): Promise<void> {
  const at = parts.environment.clock.now();
  for (const { batchId, before, businessDate, state, count, totalFen } of batches) {
    const nameOf = (id: string) =>
      fileName('PP', { sender: acquirer, date: businessDate, batchNo: id.slice(-2) });
    const about = { party: 'ppp', direction: 'sent', at, count, totalFen } as const;
    if (before !== undefined) {
      const problem = `the PPP has another batch under this number; these claims are in ${batchId}`;
      await noteFile(parts, businessDate, {
        ...{ ...about, name: nameOf(before), state: 'refused', problem },
      });
    }
    await noteFile(parts, businessDate, {
      ...{ ...about, name: nameOf(batchId) },
      state: state === 'DONE' ? 'read' : state === 'SENT' ? 'delivered' : 'waiting',
    });
  }
}

/** What a run settles with. */
interface Run {
  readonly files: FileSetup | null;
  /** Answers of any day that lie there and could not be read. */
  readonly unread: readonly FileFault[];
}

async function settleOneDay(
  parts: TspParts,
  { files, unread }: Run,
  date: string,
): Promise<DayRow> {
  const day = await beginRun(parts, date);
  const sent = await uploadDay(parts, date);
  if (files && sent.ok && parts.uploadBy === 'file') await noteClaims(parts, files, sent.value);
  const problems = [
    sent.ok ? null : 'the PPP did not take the claims; they are sent again by the next run',
    await batchProblem(parts, date),
    files
      ? await deliverDay(parts, files, date)
      : 'this host has no place for files: nothing can be compared',
    ...unread
      .filter(({ file }) => parseFileName(file)?.date === date)
      .map(({ message }) => message),
  ].filter((problem) => problem !== null);
  const judged = await judgeDay(parts, day);
  if (problems.length === 0) return judged;
  // The next run looks whether the problem is still there.
  await parts.store.transaction((tx) => wakeDay(tx, date));
  return saveDay(parts, date, { problem: problems.join('; ') });
}

/** Keeps the day open and notes why this run of it failed. */
async function noteFailure(parts: TspParts, date: string, error: unknown): Promise<DayRow> {
  parts.environment.log('tsp', `settlement of ${date}: ${String(error)}`);
  const problem = error instanceof Error ? error.message : String(error);
  await parts.store.transaction(async (tx) => markDayOpen(tx, date, true));
  return saveDay(parts, date, { state: 'waiting', problem });
}

/** Settles an earlier day that is still open. Its failure is noted in its own row. */
async function settleEarlierDay(parts: TspParts, run: Run, date: string): Promise<void> {
  if (!isDay(date)) {
    // No debit can be on such a day. Its row stays, so that people see that somebody asked for it.
    const problem = `${date} is not a day of the calendar; nothing is settled`;
    await parts.store.transaction(async (tx) => markDayOpen(tx, date, false));
    await saveDay(parts, date, { state: 'waiting', problem });
    return;
  }
  try {
    await settleOneDay(parts, run, date);
  } catch (error) {
    await noteFailure(parts, date, error);
  }
}

/**
 * Sends the claims of a day that lies ahead: the clock was wrong when its debits were made. Waiting for that day may take years;
 * all else of it does wait. Should the clock be wrong now, and the day be today, its claims go out some hours early.
 */
async function claimAhead(parts: TspParts, files: FileSetup | null, date: string): Promise<void> {
  try {
    await beginRun(parts, date);
    const sent = await uploadDay(parts, date);
    if (files && sent.ok && parts.uploadBy === 'file') await noteClaims(parts, files, sent.value);
    const claims = sent.ok ? 'its claims are sent now' : 'the PPP did not take its claims yet';
    const problem = `the day lies ahead, so a clock was wrong; ${claims}, the rest is settled on that day`;
    await saveDay(parts, date, { state: 'waiting', problem });
  } catch (error) {
    await noteFailure(parts, date, error);
  }
}

/** Runs one after the other: two runs at once would do everything twice. */
const running = new WeakMap<TspParts, Promise<unknown>>();

async function run(parts: TspParts, date: string): Promise<DayRow> {
  try {
    const files = fileSetup(parts);
    const now: Run = { files, unread: files ? await readAnswers(parts, files) : [] };
    for (const earlier of await openDaysBefore(parts, date)) {
      await settleEarlierDay(parts, now, earlier);
    }
    for (const ahead of await daysAhead(parts)) await claimAhead(parts, files, ahead);
    return await settleOneDay(parts, now, date);
  } catch (error) {
    return noteFailure(parts, date, error);
  }
}

/**
 * Settles `date` (`YYYYMMDD`). Rejects only when the store fails; any other problem is in the returned row. For a date
 * that is no day, or a day that has not begun, nothing is written.
 */
export function settleDay(parts: TspParts, date: string): Promise<DayRow> {
  const { environment, limits } = parts;
  const fault = dayNotBegun(date, environment.clock.now(), limits.cutOff);
  if (fault) return Promise.resolve({ ...emptyDay(date), problem: fault.wrong });
  const settled = (running.get(parts) ?? Promise.resolve()).then(() => run(parts, date));
  running.set(
    parts,
    settled.catch(() => undefined),
  );
  return settled;
}
