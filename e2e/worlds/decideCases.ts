/** Two people at the operator who know what the cards hold, and close every case that can be closed. */

import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import type { Decision, Desk } from '../../mocks/operator/tsp/controls/desk.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { type CardDebit, debitBy, debitOf } from '../../mocks/world/worldFacts.ts';
import { decide } from '../virtual/people.fixture.ts';

/** What people choose first, where the card itself says nothing. */
const PREFERRED: readonly Decision[] = [
  'followSignature',
  'credit',
  'refund',
  'releaseCard',
  'writeOff',
  'explained',
];

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
