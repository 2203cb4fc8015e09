/** The child lock as the screens see it: payments above a limit ask for a PIN. */
import type { ReadonlySignal } from '@preact/signals';
import type { Fen } from '../../shared/money.ts';
import type { Instant } from '../../shared/time.ts';

/** Digits of a PIN. */
export const PIN_LENGTH = [4, 6] as const;
/** This many wrong PINs bring a wait. */
export const TRIES = 3;
/** Digits of the code that the hotline reads out. */
export const RESET_LENGTH = 8;

/** The key that the right PIN gives: without it the lock can be neither changed nor taken off. */
export interface LockKey {
  /** False when the box cannot keep it: then everything is as before. */
  changePin(pin: string): Promise<boolean>;
  changeLimit(limitFen: Fen): boolean;
  takeOff(): boolean;
}

export interface ChildLock {
  /** Payments above this ask for the PIN; 0 is every payment, `undefined` is no lock. */
  readonly limitFen: ReadonlySignal<Fen | undefined>;
  /** After too many wrong PINs: when the next may be tried. `null` is now. */
  readonly waitsUntil: ReadonlySignal<Instant | null>;
  /** How many wrong PINs are left before the next wait. */
  triesLeft(): number;
  guards(amountFen: Fen): boolean;
  /** Looks whether a wait from before a restart is still on. Call it when a PIN is about to be asked for. */
  look(): void;
  /** Puts the lock on, for every payment. `null` when there is one, or when the box cannot keep it. */
  putOn(pin: string): Promise<LockKey | null>;
  /** `null`: wrong, or it is not the time to try. The try is counted before it is judged. */
  tryPin(pin: string): Promise<LockKey | null>;
  /** Six digits for the hotline, which answers them with a code for this box. */
  challenge(): string;
  /** The right code takes the lock off. */
  tryResetCode(code: string): Promise<boolean>;
}
