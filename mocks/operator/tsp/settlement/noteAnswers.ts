/**
 * Notes what an answer file says of debits that other days speak of as well, and has those days looked at again. All of it
 * is written before the file counts, so that no crash leaves a day at rest that the file changes.
 */

import { lastPart, pageThrough } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { KeptBossFinding } from '../../settlement/classify.ts';
import type { TspParts } from '../base/ports.ts';
import type { CountedFile } from '../books/dayRows.ts';
import { type FindingParty, getDayWork, wakeDay } from '../books/store/dayStore.ts';
import {
  filesHaving,
  hadElsewhere,
  type NotedFile,
  noteHadElsewhere,
  noteHaving,
  noteLacking,
} from '../books/store/saidStore.ts';
import type { KeptPppFinding } from './comparePpp.ts';
import { readFindings } from './findings.ts';
import { isInOwnFile } from './otherDay.ts';
import { debitOf, debitOfAttempt } from './ownDay.ts';

type Stored = Pick<TspParts, 'store'>;

/** Has the other days looked at again whose files have the debit: which of them is the first may have changed. */
async function wakeOthers(
  tx: Transaction,
  { party, date }: Pick<NotedFile, 'party' | 'date'>,
  name: string,
) {
  for (const other of await filesHaving(tx, party, name)) {
    if (other !== date) await wakeDay(tx, other);
  }
}

/**
 * The day of our debit that a finding of this file has; `undefined`: of none. Of another day also with another amount: that is
 * a difference of the file's day, and the debit is missing nowhere. That a file agrees with the books is no finding, and needs no note.
 */
async function dayHad(
  tx: Transaction,
  date: string,
  { view, attemptId, ownDate, orderId }: KeptPppFinding,
): Promise<string | undefined> {
  if (view === 'LISTED' || ownDate !== undefined) return ownDate ?? date;
  const own = view === 'UNMATCHED' ? await debitOfAttempt(tx, attemptId) : undefined;
  return own?.orderId === orderId && own.date !== date ? own.date : undefined;
}

/** To be called for each finding of a closing file while it is saved. */
export async function notePpp(
  tx: Transaction,
  file: NotedFile,
  finding: KeptPppFinding,
): Promise<void> {
  const { view, attemptId } = finding;
  if (attemptId === undefined) return;
  if (view === 'MISSING_AT_PPP') return noteLacking(tx, file, attemptId);
  if (view === 'UNMATCHED') {
    // With another amount as well: that does not pay it, and yet it comes twice when its own day pays it.
    const own = await debitOfAttempt(tx, attemptId);
    if (own && own.date !== file.date) noteHadElsewhere(tx, file, own, attemptId);
  }
  const day = await dayHad(tx, file.date, finding);
  if (day === undefined) return;
  noteHaving(tx, file, attemptId, file.date);
  await wakeOthers(tx, file, attemptId);
  if (day !== file.date) await wakeDay(tx, day);
}

/** To be called for each row of BOSS's answer while it is saved. */
export async function noteBoss(
  tx: Transaction,
  file: NotedFile,
  { view, orderId, bossDate, tspFen }: KeptBossFinding,
): Promise<void> {
  if (orderId === '') return;
  if (tspFen !== null) {
    const isLacking = view === 'MISSING_AT_BOSS' || view === 'STATE_DIFF' || view === 'DAY_EDGE';
    if (isLacking) noteLacking(tx, file, orderId);
    return;
  }
  noteHaving(tx, file, orderId, bossDate);
  await wakeOthers(tx, file, orderId);
  const own = await debitOf(tx, orderId);
  if (own && own.date !== file.date) noteHadElsewhere(tx, file, own, orderId);
}

/** Wakes the days that the file before spoke of: the new one may say nothing of their debits any more. */
async function wakeOfBefore(parts: Stored, party: FindingParty, date: string): Promise<void> {
  const wake = (name: string, ownDate = date) =>
    parts.store.transaction(async (tx) => {
      await wakeOthers(tx, { party, date }, name);
      if (ownDate !== date) await wakeDay(tx, ownDate);
    });
  if (party === 'ppp') {
    for await (const finding of readFindings<KeptPppFinding>(parts, date, party)) {
      const { attemptId } = finding;
      const day = await parts.store.transaction((tx) => dayHad(tx, date, finding));
      if (attemptId !== undefined && day !== undefined) await wake(attemptId, day);
    }
    return;
  }
  for await (const { orderId, tspFen } of readFindings<KeptBossFinding>(parts, date, party)) {
    if (tspFen === null && orderId !== '') await wake(orderId);
  }
}

/** Wakes the days whose files have debits of this day, as far as the new file of this day says something new of them. */
async function wakeElsewhere(
  parts: Stored,
  party: FindingParty,
  date: string,
  file: CountedFile,
): Promise<void> {
  for await (const { id, value: attemptId } of pageThrough(
    parts.store,
    hadElsewhere(party, date),
  )) {
    await parts.store.transaction(async (tx) => {
      const own = await debitOfAttempt(tx, attemptId);
      if (!own) return;
      const before = await isInOwnFile(tx, party, own, (await getDayWork(tx, date))?.[party]);
      if (before !== (await isInOwnFile(tx, party, own, file))) {
        await wakeDay(tx, lastPart(id));
      }
    });
  }
}

/** To be called when the findings of a file are saved, before it counts. */
export async function wakeOtherDays(
  parts: Stored,
  party: FindingParty,
  date: string,
  file: CountedFile,
): Promise<void> {
  await wakeOfBefore(parts, party, date);
  await wakeElsewhere(parts, party, date, file);
}
