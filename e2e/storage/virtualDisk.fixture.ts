/** A box's IndexedDB in virtual time: what it keeps outlives the page, and each of its calls can fail. */
import type { Timers } from '../../src/shared/time.ts';

/** `read` and `delete` are calls on the one store, as `put` is. */
export const CALLS = ['open', 'read', 'put', 'delete'] as const;
export const FAULTS = ['throws', 'fails', 'hangs', 'takes 5 s'] as const;
export type DiskCall = (typeof CALLS)[number];
export type DiskFault = (typeof FAULTS)[number];

export interface VirtualDisk {
  readonly factory: IDBFactory;
  /** From now on this call fails so, on every page, until it is healed. */
  breaks(call: DiskCall, fault: DiskFault): void;
  heal(): void;
  /** How many calls have met a fault. */
  met(): number;
  /** Gets each call. */
  onCall: (call: DiskCall) => void;
}

const SLOW_MS = 5_000;

interface Keyed {
  readonly attemptId: string;
}

export function virtualDisk({ after }: Timers): VirtualDisk {
  const rows = new Map<string, Keyed>();
  const faults = new Map<DiskCall, DiskFault>();
  let met = 0;

  function answer(call: DiskCall, done: () => void, failed: () => void): void {
    disk.onCall(call);
    const fault = faults.get(call);
    if (fault) met++;
    if (fault === 'throws') throw new DOMException(call, 'InvalidStateError');
    if (fault === 'hangs') return;
    if (fault === 'takes 5 s') after(SLOW_MS, done);
    else queueMicrotask(fault === 'fails' ? failed : done);
  }

  function transaction() {
    const begun: Record<string, unknown> = { error: new DOMException('', 'QuotaExceededError') };
    const fire = (name: string) => () => (begun[name] as (() => void) | undefined)?.();
    const write = (call: 'put' | 'delete', act: () => void) =>
      answer(
        call,
        () => {
          act();
          fire('oncomplete')();
        },
        fire('onabort'),
      );
    const store = {
      put: (value: Keyed) =>
        write('put', () => void rows.set(value.attemptId, structuredClone(value))),
      delete: (key: string) => write('delete', () => void rows.delete(key)),
      openCursor() {
        const request: Record<string, unknown> = {};
        const left: Keyed[] = [];
        const step = () => {
          const value = left.shift();
          request.result = value === undefined ? null : { value, continue: step };
          (request.onsuccess as () => void)();
          if (value === undefined) fire('oncomplete')();
        };
        const begin = () => {
          left.push(...rows.values());
          step();
        };
        answer('read', begin, fire('onabort'));
        return request;
      },
    };
    return Object.assign(begun, { objectStore: () => store });
  }

  function open() {
    const request: Record<string, unknown> = {
      result: { transaction },
      error: new DOMException('', 'UnknownError'),
    };
    const call = (name: string) => () => (request[name] as () => void)();
    answer('open', call('onsuccess'), call('onerror'));
    return request;
  }

  const disk: VirtualDisk = {
    factory: { open } as unknown as IDBFactory,
    breaks: (call, fault) => void faults.set(call, fault),
    heal: () => faults.clear(),
    met: () => met,
    onCall: () => {},
  };
  return disk;
}
