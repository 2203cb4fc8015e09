/** VERIFY and GET CHALLENGE (ISO 7816-4, 7.5). Does not imitate: changing, reloading or unblocking the PIN. */
import { toHex } from '../../src/shared/bytes.ts';
import { type CardCommand, purseFault } from './cardSession.ts';
import { answer, refuse } from './commandApdu.ts';
import { STATUS } from './statusWords.ts';

/** Checks the PIN (BCD, 2 to 6 bytes). A wrong one costs a try, the right one restores all tries. */
export const verify: CardCommand = ({ p1, p2, data, le }, card) => {
  if (p1 !== 0x00 || p2 !== 0x00) return refuse(STATUS.wrongP1P2);
  if (data.length < 2 || data.length > 6 || le !== undefined) return refuse(STATUS.wrongLength);
  const fault = purseFault(card);
  if (fault !== undefined) return refuse(fault);
  const { pin, pinTriesLeft, settings } = card.state;
  if (pinTriesLeft === 0) return refuse(STATUS.pinBlocked);
  card.ram.pinVerified = false;
  if (toHex(data) !== pin) {
    card.write({ pinTriesLeft: pinTriesLeft - 1 });
    return refuse(STATUS.pinTriesLeft | (pinTriesLeft - 1));
  }
  if (pinTriesLeft !== settings.pinTries) card.write({ pinTriesLeft: settings.pinTries });
  card.ram.pinVerified = true;
  return answer();
};

/** Answers 4 or 8 random bytes; on this card no command uses them. */
export const getChallenge: CardCommand = ({ p1, p2, data, le }, { random }) => {
  if (p1 !== 0x00 || p2 !== 0x00) return refuse(STATUS.wrongP1P2);
  if (data.length > 0 || (le !== 4 && le !== 8)) return refuse(STATUS.wrongLength);
  return answer(random.bytes(le));
};
