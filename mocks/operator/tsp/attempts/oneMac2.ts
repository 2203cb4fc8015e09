/**
 * No two MAC1s have the same MAC2. Whoever sends one INIT answer for two attempts, to two PSAMs whose counters agree, would have
 * a debit that proves either, and only its TAC tells which one.
 */
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { attemptsWithNumber } from '../books/settleNumber.ts';
import { signedFacts } from '../books/signedDebit.ts';

/** Two applications of an issuer may have one key, and only a box says which of them its card has. */
const applicationsOf = ({ pool }: TspParts, { issuer, applicationType }: AttemptRow) =>
  new Set([
    applicationType,
    ...pool
      .status()
      .filter((psam) => psam.issuer === issuer)
      .map((psam) => psam.applicationType),
  ]);

/** Whether another attempt of the card got a MAC1 over the same facts. `asking` has the MAC1 that is to be given out. */
export async function isMac2Anothers(unit: UnitOfWork, asking: AttemptRow): Promise<boolean> {
  const facts = signedFacts(asking);
  const { sequence } = issued(asking).init;
  for (const applicationType of applicationsOf(unit.parts, asking)) {
    const card = cardOf({ ...asking, applicationType });
    const others = await attemptsWithNumber(unit, card, sequence);
    if (others.some((other) => signedFacts(other) === facts)) return true;
  }
  return false;
}
