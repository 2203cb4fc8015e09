/** For fuzzing T=1: a card that does all that ISO 7816-3, 11 asks of it, and a line with faults. */
import fc from 'fast-check';
import { type Bytes, concat } from '../shared/bytes.ts';
import { fail, ok } from '../shared/result.ts';
import { readerError } from './readerError.ts';
import type { SendBlock } from './t1.ts';
import { buildBlock, parseBlock } from './t1Block.ts';

interface HonestCard {
  /** Commands that ran, in their order. */
  readonly ran: Bytes[];
  take(block: Bytes): Bytes;
}

/** What such a card does by choice: bytes of its blocks, and the time and the lengths it asks for before an answer. */
interface CardChoices {
  readonly ifsc: number;
  readonly usesCrc: boolean;
  readonly answerSize: number;
  readonly asksFor: readonly ({ readonly wtx: number } | { readonly ifs: number })[];
}

export function honestCard(choices: CardChoices, answerTo: (command: Bytes) => Bytes): HonestCard {
  const ran: Bytes[] = [];
  let ns = 0;
  let nr = 0;
  let ifsc = choices.ifsc;
  let command: Bytes = new Uint8Array(0);
  let answer: Bytes | null = null;
  let sent = 0;
  let wishes = choices.asksFor.slice();
  let asked: Bytes | null = null;
  const block = (pcb: number, data: ArrayLike<number> = []) =>
    buildBlock(pcb, data, choices.usesCrc);
  const wants = (fault: number) => block(0x80 | (nr << 4) | fault);
  let last: Bytes | null = null;
  const say = (bytes: Bytes) => {
    last = bytes;
    return bytes;
  };
  const answerBlock = () => {
    const end = Math.min(sent + choices.answerSize, answer!.length);
    return say(block((ns << 6) | (end < answer!.length ? 0x20 : 0), answer!.subarray(sent, end)));
  };
  const answerOrWish = () => {
    const wish = wishes.shift();
    if (wish === undefined) return answerBlock();
    asked = 'wtx' in wish ? block(0xc3, [wish.wtx]) : block(0xc1, [wish.ifs]);
    return asked;
  };
  const takeCommand = (pcb: number, data: Bytes) => {
    if (pcb >> 6 !== nr || data.length > ifsc) return wants(2);
    if (answer !== null) ns ^= 1;
    answer = null;
    nr ^= 1;
    command = concat(command, data);
    if (pcb & 0x20) return say(wants(0));
    ran.push(command);
    answer = answerTo(command);
    sent = 0;
    command = new Uint8Array(0);
    wishes = choices.asksFor.slice();
    return answerOrWish();
  };
  const takeWord = (wanted: number) => {
    if (asked !== null) return asked;
    if (answer !== null && wanted !== ns && sent + choices.answerSize < answer.length) {
      sent += choices.answerSize;
      ns ^= 1;
      return answerBlock();
    }
    return last ?? wants(0);
  };
  return {
    ran,
    take(bytes) {
      const parsed = parseBlock(bytes, choices.usesCrc);
      if (!parsed.ok) return asked ?? wants(parsed.error);
      const { pcb, data } = parsed.value;
      if (pcb === 0xc0) {
        [ns, nr, ifsc, command, answer, asked, last] = [
          0,
          0,
          choices.ifsc,
          new Uint8Array(0),
          null,
          null,
          null,
        ];
        return block(0xe0);
      }
      if (pcb === 0xc1) return block(0xe1, data);
      if (asked !== null && pcb === (asked[1]! | 0x20) && data[0] === asked[3]) {
        if (pcb === 0xe1) ifsc = data[0]!;
        asked = null;
        return answerOrWish();
      }
      if (asked !== null) return asked;
      if (pcb < 0x80) return takeCommand(pcb, data);
      return pcb < 0xc0 ? takeWord((pcb >> 4) & 1) : wants(2);
    },
  };
}

/** What happens to one exchange. A flipped bit is what LRC and CRC always notice. */
type LineFault =
  | 'none'
  | 'lost-there'
  | 'lost-back'
  | 'refused'
  | 'gone-there'
  | 'gone-back'
  | { readonly flip: 'there' | 'back'; readonly at: number };

export const lineFault: fc.Arbitrary<LineFault> = fc.oneof(
  { weight: 12, arbitrary: fc.constant('none' as const) },
  { weight: 2, arbitrary: fc.constantFrom('lost-there' as const, 'lost-back' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('refused' as const, 'gone-there' as const, 'gone-back' as const),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      flip: fc.constantFrom('there' as const, 'back' as const),
      at: fc.nat(2100),
    }),
  },
);

const flipped = (bytes: Bytes, at: number): Bytes => {
  const copy = concat(bytes);
  copy[(at >> 3) % copy.length]! ^= 1 << (at & 7);
  return copy;
};

/** The card behind a line whose faults come in their order; after the last fault the line is sound. */
export function lineTo(card: HonestCard, faults: readonly LineFault[]): SendBlock {
  const left = faults.slice();
  const nothing = ok<Bytes>(new Uint8Array(0));
  return async (block) => {
    const fault = left.shift() ?? 'none';
    if (fault === 'refused') return fail(readerError('SHARING_VIOLATION', 'not-sent'));
    if (fault === 'gone-there') return fail(readerError('COMM_ERROR', 'unknown'));
    if (fault === 'lost-there') return nothing;
    const flips = typeof fault === 'object' ? fault : null;
    const answer = card.take(flips?.flip === 'there' ? flipped(block, flips.at) : block);
    if (fault === 'gone-back') return fail(readerError('COMM_ERROR', 'unknown'));
    if (fault === 'lost-back') return nothing;
    return ok(flips?.flip === 'back' ? flipped(answer, flips.at) : answer);
  };
}
