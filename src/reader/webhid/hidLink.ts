/** Messages to and from one HID device: reports out one after the other, reports in through a framing. */
import type { Bytes } from '../../shared/bytes.ts';
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { Pushed, ReportFraming } from './reportFraming.ts';
import type { ReportSizes } from './reportSizes.ts';

/** One report must leave, and be acknowledged where the framing has that, within this. */
const REPORT_MS = 2_000;

export type HidDeviceLike = Pick<
  HIDDevice,
  | 'vendorId'
  | 'productId'
  | 'productName'
  | 'collections'
  | 'opened'
  | 'open'
  | 'close'
  | 'sendReport'
  | 'addEventListener'
  | 'removeEventListener'
>;

export interface HidLink {
  /**
   * The reports of one message, never two messages' at once. `not-sent` only when no report was started. What has come
   * of an answer is forgotten, unless the message is about that answer (`keepsAnswer`).
   */
  send(reports: Bytes[], keepsAnswer?: boolean): Promise<Result<void, ReaderError>>;
  onMessage(callback: (pushed: Extract<Pushed, { kind: 'message' }>) => void): () => void;
  /** An answer was lost on its way, or nothing can come any more. */
  onFailure(callback: (error: ReaderError) => void): () => void;
  /** The device is unplugged: everything after this fails by itself. */
  unplugged(): void;
  close(): Promise<void>;
}

/** A set of callbacks, and the way to call them all. */
function listeners<T>() {
  const callbacks = new Set<(value: T) => void>();
  return {
    add(callback: (value: T) => void) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    tell(value: T) {
      callbacks.forEach((callback) => {
        callback(value);
      });
    },
  };
}

/** `device` is open. Framing faults of notifications are logged and go no further: no answer is affected. */
export function hidLink(
  device: HidDeviceLike,
  framing: ReportFraming,
  { outputId, inputId }: ReportSizes,
  timers: Timers,
  log: Log,
): HidLink {
  const messages = listeners<Extract<Pushed, { kind: 'message' }>>();
  const failures = listeners<ReaderError>();
  let last: Promise<unknown> = Promise.resolve();
  let gone: string | null = null;
  const nothing = (): void => {};
  /** For the report that is on its way: it is over, it was acknowledged. */
  let endReport: (problem?: ReaderError) => void = nothing;
  let goOn = nothing;

  function lost(error: ReaderError): void {
    log('webhid', `${error.code} ${error.detail}`);
    failures.tell(error);
  }

  async function reply(report: Bytes): Promise<void> {
    try {
      await device.sendReport(outputId, report);
    } catch (cause) {
      lost(readerError('COMM_ERROR', 'unknown', String(cause)));
    }
  }

  function onReport({ reportId, data }: HIDInputReportEvent): void {
    if (reportId !== inputId) return;
    // A window into a buffer of the browser's: the framing keeps nothing of it.
    const { buffer, byteOffset, byteLength } = data;
    const pushed = framing.push(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
    if (pushed.kind === 'message') messages.tell(pushed);
    else if (pushed.kind === 'go-on') goOn();
    else if (pushed.kind === 'more') {
      if (pushed.reply) void reply(pushed.reply);
    } else if (pushed.stream === 'notification') log('webhid', `notification: ${pushed.fault}`);
    else lost(readerError('COMM_ERROR', 'unknown', pushed.fault));
  }

  /** Never rejects; a report that was handed over has left for all we know. */
  function sendOne(report: Bytes, isAcknowledged: boolean): Promise<ReaderError | undefined> {
    return new Promise((resolve) => {
      let missing = isAcknowledged ? 2 : 1;
      const cancel = timers.after(REPORT_MS, () => {
        done(readerError('TIMEOUT', 'unknown', `report ${REPORT_MS} ms`));
      });
      function done(problem?: ReaderError): void {
        cancel();
        if (endReport === done) endReport = goOn = nothing;
        resolve(problem);
      }
      function part(): void {
        if (--missing === 0) done();
      }
      function failed(cause: unknown): void {
        done(readerError('COMM_ERROR', 'unknown', String(cause)));
      }
      endReport = done;
      if (isAcknowledged) {
        goOn = () => {
          goOn = nothing;
          part();
        };
      }
      try {
        device.sendReport(outputId, report).then(part, failed);
      } catch (cause) {
        failed(cause);
      }
    });
  }

  async function sendAll(
    reports: Bytes[],
    keepsAnswer: boolean,
  ): Promise<Result<void, ReaderError>> {
    if (!keepsAnswer) framing.reset();
    for (let i = 0; i < reports.length; i++) {
      if (gone) return fail(readerError('READER_UNAVAILABLE', i ? 'unknown' : 'not-sent', gone));
      const isLast = i === reports.length - 1;
      const problem = await sendOne(reports[i]!, !isLast && framing.isAcknowledged === true);
      if (problem) return fail(problem);
    }
    return ok(undefined);
  }

  function end(why: string): void {
    gone = gone || why;
    device.removeEventListener('inputreport', onReport);
    endReport(readerError('READER_UNAVAILABLE', 'unknown', why));
  }

  device.addEventListener('inputreport', onReport);
  return {
    send(reports, keepsAnswer = false) {
      const sent = last.then(() => sendAll(reports, keepsAnswer));
      last = sent;
      return sent;
    },
    onMessage: messages.add,
    onFailure: failures.add,
    unplugged() {
      if (gone) return;
      end('unplugged');
      lost(readerError('READER_UNAVAILABLE', 'unknown', 'unplugged'));
    },
    async close() {
      if (gone) return;
      end('closed');
      await device.close().catch(() => {});
    },
  };
}
