/** One powered card as its commands see it: what it keeps, what it forgets at a reset, and the one way to write. */
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

/** Dies with the power. */
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
  /** One atomic update: all of it or, when the card is torn out just before, nothing. @throws CardTorn */
  write(changes: Partial<CardState>): void;
}

export type CardCommand = (command: CommandApdu, card: CardSession) => Answer;

/** Why no purse command can run now; `undefined` when one can. */
export function purseFault({ ram, state }: CardSession): number | undefined {
  if (ram.selected !== 'purse') return STATUS.conditionsNotMet;
  return state.locked ? STATUS.applicationLocked : undefined;
}

/** Counts a wrong MAC; the last one allowed locks the application for good. The INIT is void either way. */
export function countMacError(card: CardSession): number {
  card.ram.pending = null;
  const macErrors = card.state.macErrors + 1;
  card.write({ macErrors, locked: macErrors >= card.state.settings.macErrorLimit });
  return STATUS.macWrong;
}
