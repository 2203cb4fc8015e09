/**
 * T=1 on the card's side (ISO 7816-3, 11): blocks NAD PCB LEN INF LRC around a card that takes whole APDUs. Strict: an
 * illegal block of the interface device gets an R-block or no answer. Does not imitate: CRC, node addresses, S(ABORT),
 * character and block waiting times.
 */
import { type Bytes, concat } from '../../src/shared/bytes.ts';

/** A fault that strikes once, at the block with this number (0: the first after the reset). */
export interface T1Fault {
  readonly block: number;
  /**
   * `damaged-there`: the block reaches the card damaged. `damaged-back`: the answer arrives with a wrong LRC. `lost`: the
   * answer does not arrive. `wait`: before answering, the card asks for this multiple of the block waiting time.
   */
  readonly does: 'damaged-there' | 'damaged-back' | 'lost' | { readonly wait: number };
}

interface T1Options {
  /** The longest INF the card takes, 1 to 254. */
  readonly ifsc: number;
  readonly run: (apdu: Bytes) => Bytes;
  readonly faults?: readonly T1Fault[];
}

export interface T1Face {
  /** Answers a block; `null`: no answer. `waitFactor` is the multiple of the block waiting time that the reader grants. */
  take(block: Uint8Array, waitFactor?: number): Bytes | null;
}

const MORE = 0x20;
const DEFAULT_IFSD = 32;
const NOTHING: Bytes = new Uint8Array(0);
const S_BLOCK = { resynch: 0xc0, ifs: 0xc1, abort: 0xc2, wtx: 0xc3, isAnswer: 0x20 };

const lrc = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);

export function t1Block(pcb: number, inf: ArrayLike<number> = NOTHING): Bytes {
  const block = concat([0x00, pcb, inf.length], inf);
  return concat(block, [lrc(block)]);
}

/** The T=1 face of a card that was just reset. */
export function createT1Face({ ifsc, run, faults = [] }: T1Options): T1Face {
  let blocks = 0;
  let expected: 0 | 1 = 0;
  /** The number of the last I-block sent. */
  let sending: 0 | 1 = 0;
  let hasAnswered = false;
  let ifsd = DEFAULT_IFSD;
  let received = NOTHING;
  /** The rest of the answer after the last sent I-block. */
  let unsent: Bytes | null = null;
  let last = NOTHING;
  let heldBack: { readonly block: Bytes; readonly factor: number } | null = null;

  const reject = (error: 1 | 2): Bytes => t1Block(0x80 | (expected << 4) | error);

  function nextPart(rest: Bytes): Bytes {
    const part = rest.subarray(0, ifsd);
    unsent = rest.length > ifsd ? rest.slice(ifsd) : null;
    return t1Block((sending << 6) | (unsent ? MORE : 0), part);
  }

  function information(pcb: number, inf: Bytes, wait: number | undefined): Bytes {
    if (((pcb >> 6) & 1) !== expected || unsent) return reject(2);
    expected = expected ? 0 : 1;
    received = concat(received, inf);
    if (pcb & MORE) return t1Block(0x80 | (expected << 4));
    const apdu = received;
    received = NOTHING;
    if (hasAnswered) sending = sending ? 0 : 1;
    hasAnswered = true;
    const block = nextPart(run(apdu));
    if (wait === undefined) return block;
    heldBack = { block, factor: wait };
    return t1Block(S_BLOCK.wtx, [wait]);
  }

  function acknowledged(pcb: number): Bytes {
    if (((pcb >> 4) & 1) === sending || !unsent) return last;
    sending = sending ? 0 : 1;
    return nextPart(unsent);
  }

  function supervised(pcb: number, inf: Bytes, waitFactor: number): Bytes | null {
    switch (pcb) {
      case S_BLOCK.resynch:
        expected = 0;
        sending = 0;
        hasAnswered = false;
        received = NOTHING;
        unsent = null;
        heldBack = null;
        break;
      case S_BLOCK.ifs:
        if (inf.length !== 1 || inf[0]! < 1 || inf[0]! > 254) return reject(2);
        ifsd = inf[0]!;
        break;
      case S_BLOCK.wtx | S_BLOCK.isAnswer: {
        const held = heldBack;
        heldBack = null;
        if (!held || inf[0] !== held.factor) return reject(2);
        return waitFactor < held.factor ? null : held.block;
      }
      default:
        return reject(2);
    }
    return t1Block(pcb | S_BLOCK.isAnswer, inf);
  }

  function answerTo(block: Uint8Array, waitFactor: number, wait: number | undefined): Bytes | null {
    const [nad, pcb, length] = block as unknown as [number, number, number];
    if (block.length < 4 || lrc(block) !== 0) return reject(1);
    if (nad !== 0 || block.length !== length + 4 || length > ifsc) return reject(2);
    const inf = concat(block.subarray(3, 3 + length));
    if (pcb < 0x80) return information(pcb, inf, wait);
    return pcb < 0xc0 ? acknowledged(pcb) : supervised(pcb, inf, waitFactor);
  }

  return {
    take(block, waitFactor = 1) {
      const fault = faults.find((candidate) => candidate.block === blocks)?.does;
      blocks++;
      const wait = typeof fault === 'object' ? fault.wait : undefined;
      const answer = fault === 'damaged-there' ? reject(1) : answerTo(block, waitFactor, wait);
      if (answer) last = answer;
      if (fault === 'lost') return null;
      if (!answer || fault !== 'damaged-back') return answer;
      return answer.map((byte, at) => (at === answer.length - 1 ? byte ^ 0xff : byte));
    },
  };
}
