/** What goes wrong at a simulated reader, as data: at which message, how often, what. */
import { COMMAND, type CommandName, type HostMessage, nameOf } from './ccidWire.ts';

export type Misbehaviour =
  /** Never reaches the card: bulk-OUT stalls, the message is swallowed, or an error is answered at once. */
  | { readonly kind: 'stall-out' | 'lost-command' }
  | { readonly kind: 'fails'; readonly error: number; readonly asSlotStatus?: true }
  /** The card has run the command: its answer stalls, babbles or never comes; or the reader heard no answer. */
  | { readonly kind: 'stall-in' | 'babble' | 'lost-answer' | 'card-mute' }
  | { readonly kind: 'late'; readonly ms: number }
  /** Asks for so many extensions, one every `everyMs`, each with this multiplier; then answers. */
  | {
      readonly kind: 'extensions';
      readonly count: number;
      readonly everyMs: number;
      readonly multiplier: number;
    }
  /** So many answers of somebody else's first, each with the number before; then its own, unless `instead`. */
  | { readonly kind: 'foreign-seq'; readonly count: number; readonly instead?: true }
  | { readonly kind: 'wrong-slot' | 'wrong-type' }
  | { readonly kind: 'zero-length-first' | 'no-terminator' }
  /** Only so many bytes arrive. */
  | { readonly kind: 'short'; readonly bytes: number }
  /** dwLength says so much more (or less) than there is. */
  | { readonly kind: 'lies'; readonly by: number }
  /** The reader, or the card, is pulled: before the card sees the command, after it ran, or in the answer. */
  | { readonly kind: 'unplug' | 'pull'; readonly when: 'before' | 'after' }
  | { readonly kind: 'unplug-at'; readonly byte: number };

export interface ReaderFault {
  /** The message it strikes; any, when absent. */
  readonly on?: CommandName;
  /** Only a message that carries a command (or block) with this INS. */
  readonly ins?: number;
  /** So many such messages go well first; none, when absent. */
  readonly after?: number;
  /** How often it strikes; once, when absent. */
  readonly times?: number;
  readonly does: Misbehaviour;
}

interface FaultPlan {
  /** What happens to this message; each call counts. */
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
