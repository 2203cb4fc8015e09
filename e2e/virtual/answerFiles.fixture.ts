/** Answer files with rows of the test's choice, and the desk's decisions about what they show. */

import { settledOn } from '../../mocks/operator/ppp/pppStore.ts';
import { nodeHash } from '../../mocks/operator/settlement/disk/nodeHash.ts';
import { layouts } from '../../mocks/operator/settlement/layouts.ts';
import { type FileSum, sealFile } from '../../mocks/operator/settlement/sealedFile.ts';
import type { BossFinding, SettledRow } from '../../mocks/operator/settlement/settlementTypes.ts';
import type { Decision } from '../../mocks/operator/tsp/controls/desk.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import { D, type DayFixture } from './day.fixture.ts';

const CLERK = { user: 'chen', role: 'clerk' } as const;
const SUPERVISOR = { user: 'wang', role: 'supervisor' } as const;

/** What the PPP will pay for the day by its own books. */
export const settledRows = ({ rooms }: DayFixture, date = D): Promise<SettledRow[]> =>
  rooms.ppp.transaction((tx) => rowsIn(tx, settledOn('CITYCABLE', date)));

/** Puts a closing file of the PPP with these rows, in the order of a QS, where the platform looks for it. */
export async function closeWith(
  { exchange }: DayFixture,
  batchNo: string,
  rows: readonly SettledRow[],
  date = D,
): Promise<string> {
  const head = { sender: '01020000', date, createdAt: `${D}235500`, batchNo };
  const totalFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const key = (row: SettledRow) => `${row.orderId}/${row.terminalNo}/${row.terminalSequence}`;
  const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const file = sealFile(layouts.QS, head, { count: rows.length, totalFen }, sorted, nodeHash);
  await exchange.write('ppp/out', file.name, file.bytes, file.seal);
  return file.name;
}

/** Puts an answer of BOSS with these books and rows where the platform looks for it. */
export async function answerWith(
  { exchange }: DayFixture,
  batchNo: string,
  books: FileSum,
  rows: readonly BossFinding[] = [],
  date = D,
): Promise<string> {
  const head = { sender: 'TV01', date, createdAt: `${D}233500`, batchNo };
  const file = sealFile(layouts.FH, head, books, rows, nodeHash);
  await exchange.write('boss/out', file.name, file.bytes, file.seal);
  return file.name;
}

/** A row of BOSS's answer about an order that it has and the platform's file has not. */
export const onlyAtBoss = (orderId: string, bossFen: number): BossFinding => ({
  view: 'MISSING_AT_TSP',
  ...{ orderId, bossOrder: '', bossFen, bossState: 'ACTIVATED', bossDate: D },
  ...{ tspFen: null, tspState: '' },
});

/** Has two people decide the newest case, or only propose. */
export async function decideNewest(
  { operator, cases }: DayFixture,
  decision: Decision,
  upTo: 'propose' | 'approve' = 'approve',
): Promise<void> {
  const { desk } = operator.tsp;
  const { caseNo, state } = (await cases()).at(-1)!;
  const steps = ['assign', 'evidence', 'propose', 'approve'] as const;
  const begin = state === 'PROPOSED' ? steps.indexOf('approve') : 0;
  for (const step of steps.slice(begin, steps.indexOf(upTo) + 1)) {
    const { revision } = (await cases()).find((row) => row.caseNo === caseNo)!;
    const shown = (await desk.previewsFor(caseNo)).find((preview) => preview.decision === decision);
    const done = await desk.takeStep(step === 'approve' ? SUPERVISOR : CLERK, caseNo, {
      ...{ step, revision, reason: 'why' },
      ...(step === 'propose' ? { decision } : {}),
      ...(shown ? { previewDigest: shown.digest } : {}),
    });
    if (!done.ok) throw new Error(`${step}: ${done.error.detail}`);
  }
}
