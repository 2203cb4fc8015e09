/** An HSM that answers in time or not at all: a call that never comes back would hold whoever waits for it. */
import type { Timers } from '../../../src/shared/time.ts';
import { type Hsm, HsmUnavailable } from './hsm.ts';

/** Rejects with `HsmUnavailable` after `limitMs`; an answer that comes later is dropped. */
export function limitedHsm(hsm: Hsm, timers: Timers, limitMs: number): Hsm {
  const limited = <T>(call: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = timers.after(limitMs, () => reject(new HsmUnavailable()));
      const ends =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          cancel();
          settle(value);
        };
      call().then(ends(resolve), ends(reject));
    });
  return {
    verifyMac2: (subject) => limited(() => hsm.verifyMac2(subject)),
    closingMac2: (subject) => limited(() => hsm.closingMac2(subject)),
  };
}
