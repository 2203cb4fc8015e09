/** Reads the answer files of BOSS and the PPP, stores what they say, and moves them away. */

import { dayAfter } from '../../../../src/shared/time.ts';
import { explained } from '../../settlement/classify.ts';
import { fault } from '../../settlement/fault.ts';
import { orderFault } from '../../settlement/fileOrder.ts';
import { layouts } from '../../settlement/layouts.ts';
import type { BossFinding, FileFault, SettledRow } from '../../settlement/settlementTypes.ts';
import { takeFiles } from '../../settlement/takeFiles.ts';
import { businessDate } from '../base/businessDate.ts';
import type { TspParts } from '../base/ports.ts';
import { type DaySum, type DayWork, resend } from '../books/dayRows.ts';
import type { FileSetup } from '../claims/fileSetup.ts';
import { takeVerdicts } from '../claims/uploadFile.ts';
import { keptRows, rowsFault } from './bossRows.ts';
import { comparePpp, type KeptPppFinding } from './comparePpp.ts';
import { beginComparison, countFile, knownAnswer } from './countFile.ts';
import { saveFindings } from './findings.ts';
import { noteBoss, notePpp, wakeOtherDays } from './noteAnswers.ts';
import { noteReports, noteUnread } from './noteReports.ts';
import { debitOfCard } from './ownDay.ts';
import { dayWork } from './sendDay.ts';

type NotReady = (found: FileFault) => Promise<void>;

/** Whether BOSS was ever sent a file under this number. It is remembered before it is written. */
const wasSent = ({ sent }: DayWork, batchNo: string): boolean =>
  sent !== undefined && batchNo <= sent.batchNo;

/**
 * Reads BOSS's answer: totals first, then row by row. What the rows do not explain of the totals is stored. An answer to
 * what was never sent is refused, so that the true one can come under its name. One to an older file says nothing about
 * the day as it was sent last.
 */
function takeBossDays(
  parts: TspParts,
  { exchange, hash, channel }: FileSetup,
  onNotReady: NotReady,
) {
  return takeFiles<BossFinding>({
    exchange,
    folder: 'boss/out',
    layout: layouts.FH,
    hash,
    sender: channel,
    onNotReady,
    async take(name, file) {
      const { date, batchNo, count, totalFen } = file.head;
      const work = await dayWork(parts, date);
      const { sent } = work;
      if (!sent || !wasSent(work, batchNo)) {
        return { fault: fault('foreign', name, 'answers a file that was not sent; ask BOSS') };
      }
      if (batchNo !== sent.batchNo) return {};
      const known = knownAnswer(work, 'boss', name, file);
      if (known) return known;
      const wrong = await rowsFault(parts, name, file);
      if (wrong) return { fault: wrong };
      let [gapCount, gapFen] = [count - sent.count, totalFen - sent.totalFen];
      async function* rows(): AsyncGenerator<BossFinding> {
        for await (const finding of keptRows(parts, file, work)) {
          const share = explained(finding, date);
          gapCount -= share.count;
          gapFen -= share.totalFen;
          yield finding;
        }
      }
      const { sha256 } = file.seal;
      const noted = { party: 'boss', date, sha256 } as const;
      const findings = await saveFindings(parts, date, 'boss', rows(), (tx, finding, place) =>
        noteBoss(tx, { ...noted, place }, finding),
      );
      const at = parts.environment.clock.now();
      // After the file was written a second time under its name, BOSS may have read the first one.
      const until = sent.isRewritten ? undefined : work.sentAt;
      const counted = {
        ...{ batchNo, sha256, findings },
        ...(until === undefined ? {} : { until }),
      };
      await wakeOtherDays(parts, 'boss', date, counted);
      const about = sent.sha256 === undefined ? {} : { about: sent.sha256 };
      const boss = { ...counted, at, gapCount, gapFen, ...about };
      // Other rows were under this name before: BOSS may have read those, so it is asked about these under a new name.
      const next = sent.isRewritten ? resend : (now: DayWork) => now;
      const sum: DaySum = { count, totalFen };
      await countFile(parts, date, 'boss', sum, (now) => next({ ...now, boss }));
      return { sum };
    },
  });
}

/** The PPP closes days in their order; its clock may be a little ahead of ours. */
async function closingFault(
  parts: TspParts,
  { exchange }: FileSetup,
  name: string,
  date: string,
): Promise<FileFault | null> {
  const today = businessDate(parts.environment.clock.now(), parts.limits.cutOff);
  if (date > dayAfter(today)) return fault('foreign', name, 'closes a day that has not come yet');
  const { ppp } = await dayWork(parts, date);
  const isInBooks = async (batchNo: string) => ppp !== undefined && batchNo <= ppp.batchNo;
  return orderFault(exchange, 'ppp/out', name, isInBooks);
}

function takePppDays(parts: TspParts, files: FileSetup, onNotReady: NotReady) {
  const { exchange, hash, acquirer, area } = files;
  return takeFiles<SettledRow>({
    exchange,
    folder: 'ppp/out',
    layout: layouts.QS,
    hash,
    sender: acquirer,
    leave: (name) => name.startsWith('PR'),
    onNotReady,
    async take(name, file) {
      const { date, batchNo, count, totalFen } = file.head;
      const found = await closingFault(parts, files, name, date);
      if (found) return { fault: found };
      const known = knownAnswer(await dayWork(parts, date), 'ppp', name, file);
      if (known) return known;
      const until = parts.environment.clock.now();
      async function* rows(): AsyncGenerator<KeptPppFinding> {
        const compared = comparePpp(parts, {
          ...{ date, bytes: file.bytes(), area },
          progress: (_, rows) => parts.progress?.('the platform compares', rows),
        });
        for await (const { finding, card } of compared) {
          const own = card
            ? await parts.store.transaction((tx) =>
                debitOfCard(tx, card.cardSerial, card.cardSequence),
              )
            : undefined;
          const isSame =
            own?.terminalNo === finding.terminalNo &&
            own.terminalSequence === finding.terminalSequence;
          if (!isSame) {
            yield finding;
            continue;
          }
          const { attemptId, date: ownDate } = own;
          const isPaid = own.orderId === finding.orderId && own.amountFen === finding.pppFen;
          yield { ...finding, attemptId, ...(isPaid ? { ownDate } : {}) };
        }
      }
      const comparison = await beginComparison(parts, date);
      const { sha256 } = file.seal;
      const noted = { party: 'ppp', date, sha256 } as const;
      const findings = await saveFindings(parts, date, 'ppp', rows(), (tx, finding, place) =>
        notePpp(tx, { ...noted, place }, finding),
      );
      const madeAt = file.head.createdAt;
      const ppp = { batchNo, sha256, findings, comparison, until, madeAt };
      await wakeOtherDays(parts, 'ppp', date, ppp);
      const sum: DaySum = { count, totalFen };
      await countFile(parts, date, 'ppp', sum, (work) => ({ ...work, ppp }));
      return { sum };
    },
  });
}

/**
 * Reads the answers of all days. Rejects when the exchange cannot be reached; a file not moved away is read again. Returns those
 * that lie there and could not be read.
 */
export async function readAnswers(parts: TspParts, files: FileSetup): Promise<FileFault[]> {
  const unread: FileFault[] = [];
  const noting = (party: 'boss' | 'ppp') => async (found: FileFault) => {
    unread.push(found);
    await noteUnread(parts, party, found);
  };
  await noteReports(parts, 'ppp', await takeVerdicts(parts, files, noting('ppp')));
  await noteReports(parts, 'ppp', await takePppDays(parts, files, noting('ppp')));
  await noteReports(parts, 'boss', await takeBossDays(parts, files, noting('boss')));
  return unread;
}
