/** Two people at the operator who know what the cards hold, and close every case that can be closed. */
import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import type { CaseStep, Decision, Desk, Person } from '../../mocks/operator/tsp/controls/desk.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { type CardDebit, debitBy, debitOf } from '../../mocks/world/worldFacts.ts';

const CLERK: Person = { user: 'wang', role: 'clerk' };
const SUPERVISOR: Person = { user: 'li', role: 'supervisor' };
/** What people choose first, where the card itself says nothing. */
const PREFERRED: readonly Decision[] = ['credit', 'refund', 'releaseCard', 'writeOff', 'explained'];

async function decide(desk: Desk, row: CaseRow, decision: Decision): Promise<void> {
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

/** Decides every open case once; answers how many. */
export async function decideCases(
  desk: Desk,
  store: Store,
  debits: readonly CardDebit[],
  tell: (text: string) => void,
): Promise<number> {
  const read = await store.room('tsp').transaction(async (tx) => ({
    cases: await rowsIn(tx, allCases),
    attempts: await rowsIn(tx, allAttempts),
  }));
  const onCards = new Set(debits.map(debitOf));
  let decided = 0;
  for (const row of read.cases) {
    if (row.state === 'CLOSED') continue;
    // A decision about one case may have closed this one.
    if ((await desk.findCase(row.caseNo))?.state === 'CLOSED') continue;
    const attempt = read.attempts.find(({ attemptId }) => attemptId === row.attemptId);
    const fitting = await desk.decisionsFor(row.caseNo);
    const ofCard = attempt && onCards.has(debitBy(attempt)) ? 'debited' : 'notDebited';
    const decision = fitting.includes(ofCard)
      ? ofCard
      : PREFERRED.find((wanted) => fitting.includes(wanted));
    if (decision === undefined) continue;
    tell(`people: ${row.kind} of ${row.attemptId ?? row.orderId}: ${decision}`);
    await decide(desk, row, decision);
    decided += 1;
  }
  return decided;
}
