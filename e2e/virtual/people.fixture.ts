/** Two people at the operator who know what the cards themselves hold, as if each had been examined. */
import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { allOrders } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import type { CaseStep, Decision, Desk, Person } from '../../mocks/operator/tsp/controls/desk.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { type CardDebit, debitBy, debitOf } from '../../mocks/world/worldFacts.ts';

const CLERK: Person = { user: 'wang', role: 'clerk' };
const SUPERVISOR: Person = { user: 'li', role: 'supervisor' };

/** Takes a case through all its steps with two people. */
export async function decide(desk: Desk, row: CaseRow, decision: Decision): Promise<void> {
  const reason = 'the card was examined';
  const refund = decision === 'refund' ? { refundRef: `T20261201-${row.caseNo}` } : {};
  const steps: [Person, Omit<CaseStep, 'revision'>][] = [
    [CLERK, { step: 'assign', reason }],
    [CLERK, { step: 'evidence', reason }],
    [CLERK, { step: 'propose', decision, reason, ...refund }],
    [SUPERVISOR, { step: 'approve', reason }],
  ];
  let { revision } = row;
  for (const [person, step] of steps) {
    const previews = await desk.previewsFor(row.caseNo);
    const shown = previews.find((preview) => preview.decision === decision);
    const signed = shown && { previewDigest: shown.digest };
    const taken = await desk.takeStep(person, row.caseNo, { ...step, ...signed, revision });
    if (!taken.ok) throw new Error(`${row.caseNo} ${row.kind}: ${taken.error.detail}`);
    ({ revision } = taken.value);
  }
}

/** Decides every open case about what a card did. */
export async function decideDoubts(
  desk: Desk,
  store: Store,
  debits: readonly CardDebit[],
): Promise<void> {
  const read = await store.room('tsp').transaction(async (tx) => ({
    cases: await rowsIn(tx, allCases),
    attempts: await rowsIn(tx, allAttempts),
  }));
  const onCards = new Set(debits.map(debitOf));
  for (const row of read.cases) {
    const attempt = read.attempts.find(({ attemptId }) => attemptId === row.attemptId);
    const fitting = await desk.decisionsFor(row.caseNo);
    if (row.state === 'CLOSED' || !attempt) continue;
    const ofCard = onCards.has(debitBy(attempt)) ? 'debited' : 'notDebited';
    const decision = (['followSignature', ofCard] as const).find((each) => fitting.includes(each));
    if (decision !== undefined) await decide(desk, row, decision);
  }
}

/** Gives back what an order was paid for that BOSS neither opens nor credits: as credit where that fits, else by transfer. */
export async function giveBack(desk: Desk, store: Store): Promise<void> {
  const read = await store.room('tsp').transaction(async (tx) => ({
    cases: await rowsIn(tx, allCases),
    orders: await rowsIn(tx, allOrders),
    attempts: await rowsIn(tx, allAttempts),
  }));
  for (const row of read.cases) {
    const order = read.orders.find(({ orderId }) => orderId === row.orderId);
    const attempt = read.attempts.find(({ attemptId }) => attemptId === row.attemptId);
    const isOwed =
      order?.state === 'REFUND_DUE' ||
      (order?.state === 'MANUAL' && order.paidBy !== undefined) ||
      attempt?.surplus === 'case';
    if (row.state === 'CLOSED' || !isOwed) continue;
    const fitting = await desk.decisionsFor(row.caseNo);
    const decision = (['credit', 'refund'] as const).find((each) => fitting.includes(each));
    if (decision !== undefined) await decide(desk, row, decision);
  }
}
