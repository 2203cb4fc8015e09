/** GET TRANSACTION PROVE (JR/T 0025.2): repeats MAC and TAC of the last transaction for a terminal that missed them. */
import { fromHex, uintFrom } from '../../src/shared/bytes.ts';
import { type CardCommand, purseFault } from './cardSession.ts';
import { answer, lengthFault, refuse } from './commandApdu.ts';
import { STATUS } from './statusWords.ts';

/**
 * P2 type, sequence 2 → MAC 4, TAC 4, in the reverse order of DEBIT. On a card that proves by n+1, the number n names the
 * transaction *before*: only the MAC shows to which transaction a proof belongs.
 */
export const getTransactionProve: CardCommand = (command, card) => {
  if (command.p1 !== 0x00) return refuse(STATUS.wrongP1P2);
  const fault = lengthFault(command, 2, 8) ?? purseFault(card);
  if (fault !== undefined) return refuse(fault);
  const { proof, settings } = card.state;
  const asked = uintFrom(command.data) - (settings.provesBy === 'n+1' ? 1 : 0);
  if (proof === null || proof.type !== command.p2 || proof.sequence !== asked) {
    return refuse(STATUS.proofNotAvailable);
  }
  return answer(fromHex(proof.mac), fromHex(proof.tac));
};
