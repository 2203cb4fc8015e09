/** Makes a core faulty: slow, out of service, or with a connection that breaks before or after the work is done. */
import { neverAborted } from '../../src/shared/abort.ts';
import { pause, type Timers } from '../../src/shared/time.ts';
import type { Fetch } from '../environment/environment.ts';
import { problemResponse } from './contractServer.ts';

export interface WireFaults {
  /** How long every request waits before it is handled. */
  slowMs: number;
  /** The connection is broken: the request does not arrive, and fetch rejects. */
  down: boolean;
  /** Answers 503 to everything. */
  unavailable: boolean;
  /** How many answers to important writes (activation, credit, batch) are lost: the write is done, and fetch rejects. */
  lostAnswers: number;
}

export const noWireFaults = (): WireFaults => ({
  slowMs: 0,
  down: false,
  unavailable: false,
  lostAnswers: 0,
});

/** `faults` is read when a request arrives. `isLossy` says which requests may lose their answer. */
export function faultyWire(
  fetch: Fetch,
  faults: WireFaults,
  timers: Timers,
  isLossy: (request: Request) => boolean,
): Fetch {
  return async (request) => {
    if (faults.down) throw new TypeError('connection refused');
    if (faults.slowMs > 0) await pause(timers, faults.slowMs, neverAborted);
    if (faults.unavailable) return problemResponse({ status: 503, code: 'unavailable' });
    const response = await fetch(request);
    if (faults.lostAnswers > 0 && isLossy(request)) {
      faults.lostAnswers -= 1;
      throw new TypeError('connection reset');
    }
    return response;
  };
}
