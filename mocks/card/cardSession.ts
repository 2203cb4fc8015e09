/** A powered card as its commands see it: its permanent state, its RAM, and the only way to write. */
import type { Bytes } from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';
import type { Random } from '../../src/shared/random.ts';
import type { CardKey, CardState } from './cardState.ts';
import type { Answer, CommandApdu } from './commandApdu.ts';
import { STATUS } from './statusWords.ts';

/** An INIT that waits for its DEBIT or CREDIT. */
interface Pending {
  readonly kind: 'purchase' | 'load';
  readonly key: CardKey;
  readonly amountFen: Fen;
  readonly terminalNo: Bytes;
  readonly random: Bytes;
}

/** Lost when the card loses power. */
interface Ram {
  selected: 'directory' | 'purse';
  currentFile: number | null;
  pinVerified: boolean;
  pending: Pending | null;
}

export const freshRam = (): Ram => ({
  selected: 'directory',
  currentFile: null,
  pinVerified: false,
  pending: null,
});

export interface CardSession {
  readonly state: CardState;
  readonly ram: Ram;
  readonly random: Random;
  /** Makes one atomic update. When the card is torn out before it, nothing changes. @throws CardTorn */
  write(changes: Partial<CardState>): void;
}

export type CardCommand = (command: CommandApdu, card: CardSession) => Answer;

/** Why no purse command can run now; `undefined` when one can. */
export function purseFault({ ram, state }: CardSession): number | undefined {
  if (ram.selected !== 'purse') return STATUS.conditionsNotMet;
  return state.locked ? STATUS.applicationLocked : undefined;
}

/** Counts a wrong MAC; the last one allowed locks the application permanently. The INIT is void in any case. */
export function countMacError(card: CardSession): number {
  card.ram.pending = null;
  const macErrors = card.state.macErrors + 1;
  card.write({ macErrors, locked: macErrors >= card.state.settings.macErrorLimit });
  return STATUS.macWrong;
}
