/** Which dialog of settings and child lock is open. What needs the PIN carries the key that the PIN gave. */
import type { Fen } from '../../shared/money.ts';
import type { LockKey } from '../lock/childLock.ts';

export interface PinAsked {
  readonly at: 'pin';
  /** The payment it is for; without it, the lock itself. */
  readonly amountFen?: Fen;
  /** The right PIN was entered; the dialog is still open. */
  opened(lockKey: LockKey): void;
  readonly back: DialogState | null;
}

export type DialogState =
  | { readonly at: 'settings' }
  | PinAsked
  /** `first`: the PIN as it was entered the first time. Without a key there is no lock yet. */
  | {
      readonly at: 'newPin';
      readonly lockKey?: LockKey;
      readonly first?: string;
      /** The second entry was not the same. */
      readonly differed?: boolean;
    }
  | { readonly at: 'limit'; readonly lockKey: LockKey }
  /** The hotline helps; `asked` is what could not be answered. */
  | { readonly at: 'reset'; readonly asked: PinAsked };

export const SETTINGS: DialogState = { at: 'settings' };
