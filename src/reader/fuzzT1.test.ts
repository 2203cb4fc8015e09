import fc from 'fast-check';
import { expect } from 'vitest';
import { type Bytes, concat, toHex } from '../shared/bytes.ts';
import { fail, ok } from '../shared/result.ts';
import { commandApdu } from './apdu.ts';
import { bytesOf, damaged, fuzz } from './fuzz.fixture.ts';
import { readerError } from './readerError.ts';
import { fresh } from './t1.fixture.ts';
import { requestIfsd, type SendBlock, transmitT1 } from './t1.ts';
import { buildBlock, parseBlock, type T1Block } from './t1Block.ts';
import { honestCard, lineFault, lineTo } from './t1Card.fixture.ts';

const length = fc.oneof(fc.nat(9), fc.nat(256));

/** Each command unlike the others by its P1, so that nothing can pass for an answer to another one. */
const commands = fc
  .array(fc.record({ lc: length, le: length }), { minLength: 1, maxLength: 4 })
  .map((all) =>
    all.map(({ lc, le }, p1) =>
      commandApdu({
        cla: 0x80,
        ins: 0x54,
        p1,
        p2: 0,
        data: new Uint8Array(Math.min(lc, 255)).fill(p1),
        ...(le > 0 ? { le } : {}),
      }),
    ),
  );

/** Its length and contents depend on the command. */
function answerTo(command: Bytes): Bytes {
  const data = new Uint8Array((command.length * 7 + command[2]! * 31) % 257);
  return concat(data.fill(command[2]! + 1), [0x90, command[2]!]);
}

const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 254 }));
const choices = fc.record({
  ifsc: size,
  usesCrc: fc.boolean(),
  answerSize: size,
  asksFor: fc.array(
    fc.oneof(
      fc.record({ wtx: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ ifs: fc.integer({ min: 1, max: 254 }) }),
    ),
    { maxLength: 3 },
  ),
});

const talk = fc.record({
  choices,
  commands,
  faults: fc.array(lineFault, { maxLength: 40 }),
  ifsd: fc.option(fc.integer({ min: 1, max: 254 }), { nil: undefined }),
});

fuzz(
  'over any line, what the caller is told of a command is true, if the card is honest',
  talk,
  async (input) => {
    const card = honestCard(input.choices, answerTo);
    const line = lineTo(card, input.faults);
    const { ifsc, usesCrc } = input.choices;
    const state = fresh({ ifsc, firstIfsc: ifsc, usesCrc });
    if (input.ifsd !== undefined) await requestIfsd(line, state, input.ifsd);
    for (const command of input.commands) {
      const told = await transmitT1(line, command, state);
      const runs = card.ran.filter((ran) => toHex(ran) === toHex(command)).length;
      expect(runs).toBeLessThanOrEqual(1);
      if (told.ok) expect(toHex(told.value.bytes)).toBe(toHex(answerTo(command)));
      const outcome = told.ok ? 'answered' : told.error.outcome;
      if (outcome === 'answered') expect(runs).toBe(1);
      if (outcome === 'not-sent') expect(runs).toBe(0);
    }
    const sent = input.commands.map(toHex);
    for (const ran of card.ran) expect(sent).toContain(toHex(ran));
  },
);

fuzz(
  'over a sound line every command is answered, however the blocks are cut',
  talk,
  async (input) => {
    const card = honestCard(input.choices, answerTo);
    const line = lineTo(card, []);
    const { ifsc, usesCrc } = input.choices;
    const state = fresh({ ifsc, firstIfsc: ifsc, usesCrc });
    for (const command of input.commands) {
      const told = await transmitT1(line, command, state);
      expect(told.ok && toHex(told.value.bytes)).toBe(toHex(answerTo(command)));
    }
    expect(card.ran).toHaveLength(input.commands.length);
  },
  0.2,
);

/** A block as it would come next, or one that only looks like it. */
type Lie = { readonly pcb: number; readonly follows: boolean; readonly data: Bytes };
const lie: fc.Arbitrary<Lie> = fc.record({
  pcb: fc.oneof(
    fc.constantFrom(0x00, 0x20, 0x40, 0x60, 0x80, 0x81, 0x90, 0x92),
    fc.constantFrom(0xc0, 0xc1, 0xc2, 0xc3, 0xe0, 0xe1, 0xe2, 0xe3),
    fc.nat(255),
  ),
  follows: fc.boolean(),
  data: fc.oneof(
    { weight: 4, arbitrary: bytesOf({ maxLength: 3 }) },
    { weight: 1, arbitrary: bytesOf({ maxLength: 254 }) },
  ),
});
const garbage = damaged(lie.map(({ pcb, data }) => buildBlock(pcb, data, false)));
const lies = fc.array(fc.oneof({ weight: 5, arbitrary: lie }, { weight: 1, arbitrary: garbage }), {
  minLength: 1,
  maxLength: 30,
});

const MOST_BLOCKS = 2 * 1000 + 3 * 3 + 2;

fuzz(
  'a card that lies forever is given up, and believed only where it kept to the rules',
  fc.tuple(lies, commands, fc.boolean()),
  async ([script, [command], breaksOff]) => {
    let blocks = 0;
    /** Our last block of a command is out, and no R-block has asked for it again. */
    let endIsOut = -1;
    let endWasOut = false;
    let last: T1Block | null = null;
    const state = fresh({ ifsc: 32 });
    /** With the numbers we expect, so that lies get past the first check. */
    const said = (next: Lie | Bytes): Bytes => {
      if (next instanceof Uint8Array) return next;
      const { pcb, data, follows } = next;
      if (!follows || pcb >= 0xc0) return buildBlock(pcb, data, false);
      if (pcb >= 0x80) return buildBlock(0x80 | ((state.ns ^ 1) << 4), [], false);
      return buildBlock((pcb & 0x20) | (state.nr << 6), data, false);
    };
    const send: SendBlock = async (block, bwtMultiplier) => {
      expect(++blocks).toBeLessThanOrEqual(MOST_BLOCKS);
      expect(bwtMultiplier > 0 && bwtMultiplier < 256).toBe(true);
      const own = parseBlock(block, false);
      if (!own.ok) throw new Error('we sent what is no block');
      const { pcb, data } = own.value;
      if (pcb < 0x80) expect(data.length).toBeLessThanOrEqual(state.ifsc);
      if (pcb < 0x80 && (pcb & 0x20) === 0) endIsOut = pcb >> 6;
      endWasOut ||= endIsOut >= 0;
      if (pcb === 0xc0) endIsOut = -1;
      if (breaksOff && blocks > script.length) return fail(readerError('REMOVED_CARD', 'unknown'));
      const answer = said(script[(blocks - 1) % script.length]!);
      const parsed = parseBlock(answer, false);
      last = parsed.ok ? parsed.value : null;
      const isWord = last !== null && (last.pcb & 0xe0) === 0x80 && last.data.length === 0;
      if (isWord && ((last!.pcb >> 4) & 1) === endIsOut) endIsOut = -1;
      return ok(answer);
    };
    const told = await transmitT1(send, command!, state);
    if (told.ok) {
      expect(told.value.bytes.length >= 2 && told.value.bytes.length <= 258).toBe(true);
      expect(last!.pcb & 0xbf, 'the last block of an answer').toBe(0);
      expect(toHex(told.value.bytes).endsWith(toHex(last!.data))).toBe(true);
      expect(endWasOut).toBe(true);
    } else if (told.error.outcome === 'not-sent') {
      expect(endIsOut).toBe(-1);
    } else {
      expect(state.lost).toBe(true);
    }
  },
);
