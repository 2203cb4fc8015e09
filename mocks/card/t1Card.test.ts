import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { createT1Face, type T1Fault, t1Block } from './t1Card.ts';
import { play, told } from './transcript.ts';

let seen: string[];

/** A card that takes 4 bytes per block and answers every APDU with six bytes. */
function face(faults: readonly T1Fault[] = []) {
  seen = [];
  return createT1Face({
    ifsc: 4,
    faults,
    run(apdu) {
      seen.push(toHex(apdu));
      return fromHex('112233449000');
    },
  });
}
/** Plays blocks without their LRC: `00 pcb len inf`; no block at all is `EE`. */
function talk(script: string, faults: readonly T1Fault[] = []) {
  const t1Face = face(faults);
  const card = {
    reset: () => new Uint8Array(0),
    transmit(short: Uint8Array) {
      const answer = t1Face.take(t1Block(short[1]!, short.subarray(3)), short[0] || 1);
      if (!answer) return fromHex('EE');
      expect(answer.reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
      return answer.slice(0, -1);
    },
  };
  expect(play({ card }, script)).toBe(told(script));
}

test('a block ends with its LRC', () => {
  expect(toHex(t1Block(0xc1, [0xfe]))).toBe('00C101FE3E');
});

test('a command in one block, an answer in one, block numbers that alternate', () => {
  talk(`
    => 00 00 04 00840004
    <= 00 00 06 112233449000
    => 00 40 04 00840004
    <= 00 40 06 112233449000
    => 00 00 04 00840004
    <= 00 00 06 112233449000
  `);
  expect(seen).toEqual(['00840004', '00840004', '00840004']);
});

test('a long command in a chain, a long answer in a chain', () => {
  talk(`
    The reader takes two bytes at a time
    => 00 C1 01 02
    <= 00 E1 01 02
    => 00 20 04 00A40400
    <= 00 90 00
    => 00 40 02 02A0
    <= 00 20 02 1122
    => 00 90 00
    <= 00 60 02 3344
    => 00 80 00
    <= 00 00 02 9000
    The next answer has the next number
    => 00 00 01 AA
    <= 00 60 02 1122
  `);
  expect(seen).toEqual(['00A4040002A0', 'AA']);
});

test('a block that got lost on the way back is sent again, and the command does not run again', () => {
  talk(
    `
    => 00 00 01 AA
    <= EE
    => 00 80 00
    <= 00 00 06 112233449000
    An I-block that is repeated is not taken twice
    => 00 00 01 AA
    <= 00 92 00
    => 00 80 00
    <= 00 92 00
  `,
    [{ block: 0, does: 'lost' }],
  );
  expect(seen).toEqual(['AA']);
});

test('a block damaged on the way to the card is requested again', () => {
  talk(
    `
    => 00 00 01 AA
    <= 00 81 00
    => 00 00 01 AA
    <= 00 00 06 112233449000
  `,
    [{ block: 0, does: 'damaged-there' }],
  );
  expect(seen).toEqual(['AA']);
});

test('an answer damaged on the way back has a wrong LRC', () => {
  const answer = face([{ block: 0, does: 'damaged-back' }]).take(t1Block(0x00, [0xaa]))!;
  expect(answer.reduce((sum, byte) => sum ^ byte, 0)).toBe(0xff);
});

test('a card that asks for more time answers only when it is granted', () => {
  const wants = [{ block: 0, does: { wait: 5 } }] as const;
  talk(
    `
    => 00 00 01 AA
    <= 00 C3 01 05
    => 05 E3 01 05
    <= 00 00 06 112233449000
  `,
    wants,
  );
  talk(
    `
    => 00 00 01 AA
    <= 00 C3 01 05
    => 01 E3 01 05
    <= EE
  `,
    wants,
  );
  expect(seen).toEqual(['AA']);
});

test('RESYNCH resets the block numbers and drops the answer', () => {
  talk(`
    => 00 00 01 AA
    <= 00 00 06 112233449000
    => 00 C0 00
    <= 00 E0 00
    => 00 00 01 BB
    <= 00 00 06 112233449000
  `);
  expect(seen).toEqual(['AA', 'BB']);
});

test('blocks that are too long, wrongly addressed or malformed are refused', () => {
  talk(`
    => 00 00 05 0102030405
    <= 00 82 00
    => 00 C1 01 FF
    <= 00 82 00
    => 00 C7 00
    <= 00 82 00
  `);
  expect(toHex(face().take(fromHex('0000'))!)).toBe('00810081');
  expect(toHex(face().take(fromHex('01000001'))!)).toBe('00820082');
  expect(toHex(face().take(fromHex('00000101'))!)).toBe('00820082');
  expect(seen).toEqual([]);
});
