/** Turns a call of WebUSB into a value: it never throws and never hangs for good. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type ReaderError, readerError } from '../readerError.ts';

/** Opening and claiming are quick, or never. */
const CALL_MS = 5_000;

export const errorName = (cause: unknown): string =>
  String((cause as { readonly name?: unknown } | null | undefined)?.name);

/** A call that changes the state of a device, or reads what it says of itself: always `not-sent`. */
export function usbCall<T>(
  timers: Timers,
  call: () => Promise<T>,
  limitMs = CALL_MS,
): Promise<Result<T, ReaderError>> {
  return new Promise((resolve) => {
    const refuse = (cause: unknown): void => {
      stop();
      const name = errorName(cause);
      const code = name === 'SecurityError' ? 'SECURITY_VIOLATION' : 'READER_UNAVAILABLE';
      resolve(fail(readerError(code, 'not-sent', name)));
    };
    const stop = timers.after(limitMs, () => {
      resolve(fail(readerError('TIMEOUT', 'not-sent', 'no answer of WebUSB')));
    });
    try {
      call().then((value) => {
        stop();
        resolve(ok(value));
      }, refuse);
    } catch (cause) {
      refuse(cause);
    }
  });
}
