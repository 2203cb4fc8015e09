/**
 * PC/SC in a process of its own, which is started again whenever it ends: because pcscd has gone, because the binding failed,
 * or killed. Then every reader is gone until the next process names it, and what was under way has failed as `NoService`, which
 * may have run. The daemon itself never waits for PC/SC, and never runs out of what the binding does not give back.
 */
import type { Bytes } from '../../../../src/shared/bytes.ts';
import type { Log } from '../../../../src/shared/log.ts';
import type { Timers } from '../../../../src/shared/time.ts';
import { safely } from '../safely.ts';
import type { Pcsc, PcscCard, PcscFailure } from './pcsc.ts';
import type { FromChild, ToChild } from './pcscWire.ts';

interface Child {
  send(message: ToChild): void;
  end(): void;
}
/** Starts the process. `ended` may be called more than once. @throws when there can be none now. */
export type StartChild = (hear: (message: FromChild) => void, ended: () => void) => Child;

/** The pause before the next process; twice as long after one that named no reader. */
const AGAIN_MS = { first: 50, last: 1_000 };

interface Waiting {
  resolve(value: unknown): void;
  reject(cause: PcscFailure): void;
}

export function pcscProcess(startChild: StartChild, timers: Timers, log: Log): Pcsc {
  const readers = new Set<string>();
  const waiting = new Map<number, Waiting>();
  let tell: (reader: string, flags: number | null) => void = () => {};
  let serves: (isThere: boolean) => void = () => {};
  let child: Child | null = null;
  let pauseMs = AGAIN_MS.first;
  let lastId = 0;
  let isStopped = false;
  let cancel = (): void => {};

  function take(message: FromChild): void {
    if ('line' in message) log('pcsc', message.line);
    else if ('isThere' in message) serves(message.isThere);
    else if ('reader' in message) {
      pauseMs = AGAIN_MS.first;
      const { reader, flags } = message;
      if (flags === null) readers.delete(reader);
      else readers.add(reader);
      tell(reader, flags);
    } else {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if ('code' in message) asked?.reject(message);
      else asked?.resolve(message.value);
    }
  }

  function end(): void {
    child = null;
    serves(false);
    const gone = [...readers];
    const unanswered = [...waiting.values()];
    readers.clear();
    waiting.clear();
    for (const { reject } of unanswered) reject({ code: 'NoService' });
    for (const reader of gone) tell(reader, null);
  }

  function start(): void {
    let isMine = true;
    const ended = () => {
      if (!isMine) return;
      isMine = false;
      if (!isStopped) cancel = timers.after(pauseMs, start);
      pauseMs = Math.min(2 * pauseMs, AGAIN_MS.last);
      end();
    };
    try {
      child = startChild((message) => isMine && take(message), ended);
    } catch (cause) {
      log('pcsc', String(cause));
      ended();
    }
  }

  /** Asks the process `of`; one that has ended takes no calls. */
  function asks(of: Child | null, call: (id: number) => ToChild): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const gone: PcscFailure = { code: 'InvalidHandle' };
      if (of === null || of !== child) return reject(gone);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      of.send(call(id));
    });
  }

  const pcscCard = (of: Child | null, card: number): PcscCard => ({
    transmit: async (apdu) =>
      (await asks(of, (id) => ({ id, call: 'transmit', card, apdu }))) as Bytes,
    coldReset: async () => (await asks(of, (id) => ({ id, call: 'coldReset', card }))) as Bytes,
    release: async () => void (await asks(of, (id) => ({ id, call: 'release', card }))),
  });

  return {
    watch(callback, onService) {
      serves = onService;
      tell = (...event) => safely(log, () => callback(...event));
      start();
    },
    async connect(reader) {
      const of = child;
      return pcscCard(of, (await asks(of, (id) => ({ id, call: 'connect', reader }))) as number);
    },
    stop() {
      isStopped = true;
      cancel();
      child?.end();
    },
  };
}
