/** Asks the PPP about the TAC of a debit. Its silence here says nothing about batches, so it has a circuit of its own. */
import { createCircuit } from '../base/circuit.ts';
import { type PartyClient, partyClient } from '../base/partyClient.ts';
import type { TspParts, TspSetup } from '../base/ports.ts';
import type { DebitRecord } from '../books/debitRecord.ts';
import { PPP_URL } from './blacklist.ts';

export const tacCheckClient = ({ environment, ppp, limits }: TspSetup): PartyClient =>
  partyClient(
    environment,
    ppp,
    PPP_URL,
    limits.tacCheckMs,
    createCircuit(environment.clock, limits),
  );

/** Only a clear word of the PPP is `right` or `wrong`. */
export async function askTac(
  { tacChecks }: Pick<TspParts, 'tacChecks'>,
  record: DebitRecord,
): Promise<'right' | 'wrong' | 'unknown'> {
  const told = await tacChecks.post<{ readonly result?: unknown }>('/tac-checks', record);
  const result = told.ok ? told.value?.result : undefined;
  return result === 'right' || result === 'wrong' ? result : 'unknown';
}
