/** Reads the answer files of BOSS and the PPP, stores what they say, and moves them away. */

import { explained } from '../../settlement/classify.ts';
import { parseFileName } from '../../settlement/fileNames.ts';
import type { FileReport } from '../../settlement/fileReport.ts';
import { layouts } from '../../settlement/layouts.ts';
import type { BossFinding, SettledRow } from '../../settlement/settlementTypes.ts';
import { takeFiles } from '../../settlement/takeFiles.ts';
import type { TspParts } from '../base/ports.ts';
import type { DaySum } from '../books/dayRows.ts';
import { resend } from '../books/dayRows.ts';
import type { FileSetup } from '../claims/fileSetup.ts';
import { takeVerdicts } from '../claims/uploadFile.ts';
import { comparePpp, type KeptPppFinding } from './comparePpp.ts';
import { noteFile, saveDay } from './dayRow.ts';
import { saveFindings } from './findings.ts';
import { debitOfCard } from './ownDay.ts';
import { dayWork, saveDayWork } from './sendDay.ts';

/** Reads BOSS's answer: totals first, then row by row. What the rows do not explain of the totals is stored. */
function takeBossDays(parts: TspParts, { exchange, hash, channel }: FileSetup) {
  return takeFiles<BossFinding>({
    exchange,
    folder: 'boss/out',
    layout: layouts.FH,
    hash,
    sender: channel,
    async take(_name, file) {
      const { date, batchNo, count, totalFen } = file.head;
      const { sent, boss: before } = await dayWork(parts, date);
      if (before && before.batchNo > batchNo) return {};
      let [gapCount, gapFen] = [count - (sent?.count ?? 0), totalFen - (sent?.totalFen ?? 0)];
      async function* rows(): AsyncGenerator<BossFinding> {
        for await (const finding of file.rows()) {
          const share = explained(finding, date);
          gapCount -= share.count;
          gapFen -= share.totalFen;
          yield finding;
        }
      }
      await saveFindings(parts, date, 'boss', rows());
      // If the day has been written again since, this answer says nothing about its totals.
      const isCurrent = sent?.batchNo === batchNo;
      const gap = isCurrent ? { gapCount, gapFen } : { gapCount: 0, gapFen: 0 };
      const boss = { batchNo, at: parts.environment.clock.now(), ...gap };
      await saveDayWork(parts, date, (work) => ({ ...work, boss }));
      await saveDay(parts, date, { boss: { count, totalFen } });
      return { sum: { count, totalFen } };
    },
  });
}

function takePppDays(parts: TspParts, { exchange, hash, acquirer, area }: FileSetup) {
  return takeFiles<SettledRow>({
    exchange,
    folder: 'ppp/out',
    layout: layouts.QS,
    hash,
    sender: acquirer,
    leave: (name) => name.startsWith('PR'),
    async take(_name, file) {
      const { date, batchNo, count, totalFen } = file.head;
      const before = (await dayWork(parts, date)).ppp;
      if (before && before.batchNo > batchNo) return {};
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
          yield isSame ? { ...finding, attemptId: own.attemptId } : finding;
        }
      }
      await saveFindings(parts, date, 'ppp', rows());
      await saveDayWork(parts, date, (work) => ({ ...work, ppp: { batchNo } }));
      const ppp: DaySum = { count, totalFen };
      await saveDay(parts, date, { ppp });
      return { sum: ppp };
    },
  });
}

/** Notes each file in its day, for people to see. A damaged answer of BOSS is asked for again. */
async function noteReports(
  parts: TspParts,
  party: 'boss' | 'ppp',
  reports: readonly FileReport[],
): Promise<void> {
  for (const { name, outcome, sum, fault } of reports) {
    const date = parseFileName(name)?.date;
    if (fault) parts.environment.log('tsp', `settlement: ${fault.message}`);
    if (date === undefined) continue;
    await noteFile(parts, date, {
      name,
      party,
      direction: 'received',
      state: outcome === 'taken' ? 'read' : 'refused',
      at: parts.environment.clock.now(),
      ...sum,
      ...(fault ? { problem: fault.message } : {}),
    });
    const isDamaged = fault && fault.kind !== 'duplicate' && fault.kind !== 'foreign';
    if (isDamaged && party === 'boss') await saveDayWork(parts, date, resend);
  }
}

/** Reads the answers of all days. Rejects when the exchange cannot be reached; a file not moved away is read again. */
export async function readAnswers(parts: TspParts, files: FileSetup): Promise<void> {
  await noteReports(parts, 'ppp', await takeVerdicts(parts, files));
  await noteReports(parts, 'ppp', await takePppDays(parts, files));
  await noteReports(parts, 'boss', await takeBossDays(parts, files));
}
