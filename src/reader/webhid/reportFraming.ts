/** How whole messages are cut into HID reports and put together again. Pure: bytes in, bytes out. */
import type { Bytes } from '../../shared/bytes.ts';

/** A 16-bit length is the most any framing here can say. */
export const MAX_MESSAGE = 0xffff;

export type Pushed =
  /** A whole answer (`answer`), something the reader says unasked, or its description. */
  | {
      readonly kind: 'message';
      readonly stream: 'answer' | 'notification' | 'descriptor';
      readonly message: Bytes;
    }
  /** Nothing whole yet; `reply` is a report that must go out before more comes. */
  | { readonly kind: 'more'; readonly reply?: Bytes }
  /** The reader has taken our last report and waits for the next. */
  | { readonly kind: 'go-on' }
  /** What was being put together is lost; reported once for each loss. `notification`: no answer is affected. */
  | {
      readonly kind: 'fault';
      readonly stream: 'answer' | 'notification';
      readonly fault: string;
    };

/** One reader's state of putting together. Nothing a reader sends makes it throw or keep more than `MAX_MESSAGE`. */
export interface ReportFraming {
  /** The reader answers each report but the last of a message with go-on, and the next one waits for it. */
  readonly isAcknowledged?: boolean;
  /** Reports of the output size, padded with zeros. @throws RangeError when the message is too long for the framing. */
  encode(message: Bytes): Bytes[];
  /** The request for the 54 bytes of the CCID descriptor; absent where the framing cannot ask. */
  askDescriptor?(): Bytes[];
  /** One input report, without its report id; not kept, its buffer may be used again. */
  push(report: Bytes): Pushed;
  /** Forgets what has come of an unfinished answer: before every new command. */
  reset(): void;
}
