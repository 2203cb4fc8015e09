/** Faults of a simulated reader as data: at which message, how often, what happens. */
import { COMMAND, type CommandName, type HostMessage, nameOf } from './ccidWire.ts';

export type Misbehaviour =
  /** The command never reaches the card: bulk-OUT stalls, the message is lost, or an error is answered at once. */
  | { readonly kind: 'stall-out' | 'lost-command' }
  | { readonly kind: 'fails'; readonly error: number; readonly asSlotStatus?: true }
  /** The card has run the command, but its answer stalls, babbles or is lost, or the reader got none from the card. */
  | { readonly kind: 'stall-in' | 'babble' | 'lost-answer' | 'card-mute' }
  | { readonly kind: 'late'; readonly ms: number }
  /** Asks for `count` time extensions, one every `everyMs`, each with this multiplier; then answers. */
  | {
      readonly kind: 'extensions';
      readonly count: number;
      readonly everyMs: number;
      readonly multiplier: number;
    }
  /** Sends `count` answers with earlier sequence numbers first, then its own answer unless `instead`. */
  | { readonly kind: 'foreign-seq'; readonly count: number; readonly instead?: true }
  | { readonly kind: 'wrong-slot' | 'wrong-type' }
  | { readonly kind: 'zero-length-first' | 'no-terminator' }
  /** Only the first `bytes` bytes arrive. */
  | { readonly kind: 'short'; readonly bytes: number }
  /** dwLength is too large by `by` (or too small, if that is negative). */
  | { readonly kind: 'lies'; readonly by: number }
  /** The reader or the card is pulled: before the card gets the command, after it ran, or during the answer. */
  | { readonly kind: 'unplug' | 'pull'; readonly when: 'before' | 'after' }
  | { readonly kind: 'unplug-at'; readonly byte: number };

export interface ReaderFault {
  /** The type of message it strikes; absent: any. */
  readonly on?: CommandName;
  /** Strikes only messages that carry a command (or block) with this INS. */
  readonly ins?: number;
  /** How many such messages pass first; absent: none. */
  readonly after?: number;
  /** How often it strikes; absent: once. */
  readonly times?: number;
  readonly does: Misbehaviour;
}

interface FaultPlan {
  /** Answers what happens to this message. Each call counts. */
  strike(message: HostMessage): Misbehaviour | undefined;
}

/** INS of the APDU or TPDU, or of the I-block that starts one. */
function insOf({ type, data }: HostMessage, isBlocks: boolean): number | undefined {
  if (type !== COMMAND.xfrBlock) return undefined;
  return isBlocks ? (data[1]! < 0x80 ? data[4] : undefined) : data[1];
}

export function createFaultPlan(faults: readonly ReaderFault[], isBlocks: boolean): FaultPlan {
  const met = faults.map(() => 0);
  return {
    strike(message) {
      let struck: Misbehaviour | undefined;
      faults.forEach(({ on, ins, after = 0, times = 1, does }, at) => {
        if (on !== undefined && on !== nameOf(message)) return;
        if (ins !== undefined && ins !== insOf(message, isBlocks)) return;
        const before = met[at]!;
        met[at] = before + 1;
        if (before >= after && before < after + times) struck ??= does;
      });
      return struck;
    },
  };
}
