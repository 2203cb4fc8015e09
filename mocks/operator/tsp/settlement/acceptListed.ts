/**
 * The PPP's closing file is the last word on a claim: what it lists will be paid, whatever the verdict was. Such a claim
 * counts as accepted, a loss is posted back, and its cases end, so that nobody writes off what is paid.
 */
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { CLAIM_CASES } from '../books/cases.ts';
import { audit } from '../books/journals/audit.ts';
import { post } from '../books/journals/ledger.ts';
import { closeCasesOn } from '../books/moveCase.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import { openWithheld } from '../books/serviceOwed.ts';
import type { KeptPppFinding } from './comparePpp.ts';
import { readFindings } from './findings.ts';

async function accept(unit: UnitOfWork, attemptId: string, date: string): Promise<void> {
  const attempt = await getAttempt(unit.tx, attemptId);
  // Also one that is in no batch: the day may have no number left, and the PPP takes it another way.
  if (attempt?.claim === undefined || attempt.claim === 'ACCEPTED') return;
  if (attempt.claim === 'WRITTEN_OFF') await post(unit, 'recovered', attempt);
  await saveAttempt(unit, { ...attempt, claim: 'ACCEPTED' });
  const note = `the PPP pays it: it is in the closing file of ${date}`;
  const { orderId } = attempt;
  const moved = { from: attempt.claim, to: 'ACCEPTED' };
  await audit(unit, { what: 'claim.listed', orderId, attemptId, ...moved, note });
  await closeCasesOn(unit, attemptId, CLAIM_CASES, note);
  await openWithheld(unit, attempt);
}

/** Accepts what the PPP's last closing file of the day lists. */
export async function acceptListed(parts: TspParts, date: string): Promise<void> {
  for await (const finding of readFindings<KeptPppFinding>(parts, date, 'ppp')) {
    const { view, attemptId, ownDate } = finding;
    // A debit of another day that the file pays is paid as well.
    if (attemptId === undefined || (view !== 'LISTED' && ownDate === undefined)) continue;
    await commit(parts, 'tsp', (unit) => accept(unit, attemptId, date));
  }
}
