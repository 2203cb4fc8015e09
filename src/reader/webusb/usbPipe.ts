/** USB-IF CCID 1.1, 4: messages over the bulk pipes of a claimed interface, notifications over its interrupt pipe. */
import { neverAborted } from '../../shared/abort.ts';
import { type Bytes, concat } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { pause, type Timers } from '../../shared/time.ts';
import { longestAnswer } from '../ccid/ccidDescriptor.ts';
import type { CcidPipe } from '../ccid/ccidPipe.ts';
import type { CcidEndpoint, CcidInterface } from '../ccid/parseConfiguration.ts';
import { type ReaderError, type ReaderErrorCode, readerError } from '../readerError.ts';
import { messageAssembly } from './messageAssembly.ts';
import { errorName } from './usbCall.ts';

/** The pipe of an interface, for all its slots. */
export type UsbPipe = Omit<CcidPipe, 'info' | 'learnt'>;

/** Stalls and babble in a row, with no good transfer between them. */
const MAX_HALTS = 3;
/** Empty transfers in a row; a reader that sends nothing else is listened to more slowly. */
const MAX_EMPTY = 16;
const EMPTY_PAUSE_MS = 100;
/** How long the rest of a message may take once it began. */
const REST_MS = 1_000;
const ABORT_REQUEST = 1;

type Callback<T> = (value: T) => void;

function callbacksOf<T>() {
  const callbacks = new Set<Callback<T>>();
  return {
    tell(value: T): void {
      callbacks.forEach((callback) => {
        callback(value);
      });
    },
    on(callback: Callback<T>): () => void {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
  };
}

/** `onClose` gives the interface back; `close` is over when it is. Nothing of the pipe ever rejects. */
export function usbPipe(
  device: USBDevice,
  ccid: CcidInterface,
  timers: Timers,
  onClose: () => Promise<void>,
): UsbPipe {
  const { bulkIn, bulkOut, interruptIn, descriptor, interfaceNumber } = ccid;
  const { tell: tellMessage, on: onMessage } = callbacksOf<Bytes>();
  const { tell: tellFailure, on: onFailure } = callbacksOf<ReaderError>();
  const assembly = messageAssembly(longestAnswer(descriptor));
  let isOver = false;
  let closing: Promise<void> | null = null;
  let isNotified = interruptIn !== undefined;
  let stopRest = (): void => {};

  const failure = (code: ReaderErrorCode, detail: string) => readerError(code, 'unknown', detail);

  /** Nothing can come any more. */
  function lose(why: string): void {
    if (isOver) return;
    isOver = true;
    stopRest();
    tellFailure(failure('READER_UNAVAILABLE', why));
  }

  function takeBulk(bytes: Bytes): void {
    stopRest();
    const pushed = assembly.push(bytes);
    if (pushed.kind === 'message') tellMessage(pushed.message);
    else if (pushed.kind === 'fault') tellFailure(failure('COMM_ERROR', pushed.fault));
    else {
      stopRest = timers.after(REST_MS, () => {
        assembly.reset();
        tellFailure(failure('COMM_ERROR', 'message without end'));
      });
    }
  }

  /** Reads one pipe until it fails; answers why. One transfer at a time, to keep the order. */
  async function pump(
    { endpointNumber, packetSize }: CcidEndpoint,
    bytes: number,
    take: (bytes: Bytes) => void,
  ): Promise<string> {
    // Whole packets: with less room a full last packet would be babble.
    const length = Math.ceil(bytes / packetSize) * packetSize;
    let halts = 0;
    let empty = 0;
    try {
      while (!isOver) {
        const { status, data } = await device.transferIn(endpointNumber, length);
        if (isOver) break;
        if (status === 'stall' || status === 'babble') {
          if (++halts > MAX_HALTS) return `${status} without end`;
          if (status === 'stall') await device.clearHalt('in', endpointNumber);
          else if (take === takeBulk) {
            assembly.reset();
            tellFailure(failure('COMM_ERROR', 'babble'));
          }
        } else if (!data || data.byteLength === 0) {
          if (++empty > MAX_EMPTY) await pause(timers, EMPTY_PAUSE_MS, neverAborted);
        } else {
          halts = 0;
          empty = 0;
          take(concat(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
        }
      }
    } catch (cause) {
      return errorName(cause);
    }
    return 'closed';
  }

  void pump(bulkIn, longestAnswer(descriptor), takeBulk).then(lose);
  if (interruptIn) {
    // Slots are polled from then on.
    void pump(interruptIn, interruptIn.packetSize, tellMessage).then(() => {
      isNotified = false;
    });
  }

  return {
    descriptor,
    get hasNotifications() {
      return isNotified;
    },
    async send(message): Promise<Result<void, ReaderError>> {
      if (isOver) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
      try {
        const { status, bytesWritten } = await device.transferOut(bulkOut.endpointNumber, message);
        if (status === 'ok' && bytesWritten === message.length) return ok(undefined);
        if (status === 'stall') await device.clearHalt('out', bulkOut.endpointNumber);
        return fail(failure('COMM_ERROR', `${status}, ${bytesWritten} bytes taken`));
      } catch (cause) {
        const name = errorName(cause);
        lose(name);
        return fail(failure('READER_UNAVAILABLE', name));
      }
    },
    onMessage,
    onFailure,
    async abort(slot, seq): Promise<Result<void, ReaderError>> {
      try {
        const { status } = await device.controlTransferOut({
          requestType: 'class',
          recipient: 'interface',
          request: ABORT_REQUEST,
          value: seq * 256 + slot,
          index: interfaceNumber,
        });
        return status === 'ok' ? ok(undefined) : fail(failure('COMM_ERROR', status));
      } catch (cause) {
        return fail(failure('COMM_ERROR', errorName(cause)));
      }
    },
    close() {
      lose('closed');
      closing = closing || onClose();
      return closing;
    },
  };
}
