/** Calls back; what is thrown is logged, and keeps nobody else from being called. */
import type { Log } from '../../../src/shared/log.ts';

export function safely(log: Log, call: () => void): void {
  try {
    call();
  } catch (cause) {
    log('wire', `a bug: ${String(cause)}`);
  }
}
