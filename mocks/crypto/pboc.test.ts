import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { tdesEncrypt } from './des.ts';
import {
  EP_LOAD,
  EP_PURCHASE,
  loadMac1Data,
  loadMac2Data,
  loadTacData,
  purchaseMac1Data,
  purchaseMac2Data,
  purchaseTacData,
} from './macBlocks.ts';
import {
  diversify,
  loadSessionInput,
  mac,
  purchaseSessionInput,
  sessionKey,
  tac,
  tacKey,
} from './pboc.ts';
import published from './vectors.json' with { type: 'json' };

interface Vector {
  readonly id: string;
  readonly op: string;
  readonly key: string;
  readonly input?: string;
  readonly factors?: readonly string[];
  readonly iv?: string;
  readonly expected: string | null;
  readonly computed: string;
  readonly status: string;
}

const vectors: readonly Vector[] = published.vectors;

const withOddParity = (key: Uint8Array): Uint8Array =>
  key.map((byte) => {
    let ones = 0;
    for (let bits = byte >> 1; bits > 0; bits >>= 1) ones += bits & 1;
    return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
  });

const operations: Readonly<Record<string, (key: Uint8Array, vector: Vector) => Uint8Array>> = {
  diversify: (key, { factors }) => diversify(key, factors!.map(fromHex)),
  diversify_odd_parity: (key, { factors }) => withOddParity(diversify(key, factors!.map(fromHex))),
  tdes_ecb: (key, { input }) => tdesEncrypt(key, fromHex(input!)),
  mac_des: (key, { input }) => mac(key, fromHex(input!)),
  xor_halves: (key) => tacKey(key),
  tac_from_dtk: (key, { input }) => tac(tacKey(key), fromHex(input!)),
};

const answerTo = (vector: Vector): string =>
  toHex(operations[vector.op]!(fromHex(vector.key), vector));

const withStatus = (status: string): Vector[] => vectors.filter((v) => v.status === status);
const VERIFIED = withStatus('verified');
const COMPUTED_ONLY = withStatus('computed only');
const WRONG = withStatus('PUBLIC VALUE IS WRONG: must not match');

test('every vector has a status that this suite checks', () => {
  expect(VERIFIED.length + COMPUTED_ONLY.length + WRONG.length).toBe(vectors.length);
  expect([VERIFIED.length, COMPUTED_ONLY.length, WRONG.length]).toEqual([23, 4, 2]);
});

test.each(VERIFIED)('$id agrees with the published value', (vector) => {
  const answer = answerTo(vector);
  const expected = vector.expected!;
  const shorter = Math.min(answer.length, expected.length);
  expect(shorter).toBeGreaterThanOrEqual(8);
  expect(answer.slice(0, shorter)).toBe(expected.slice(0, shorter));
});

test.each(COMPUTED_ONLY)('$id agrees with the recomputed value', (vector) => {
  const answer = answerTo(vector);
  expect(answer).toBe(vector.computed.slice(0, answer.length));
});

test.each(WRONG)('$id does not reproduce the misprint', (vector) => {
  expect(answerTo(vector)).not.toBe(vector.expected);
  expect(answerTo(vector)).toBe(vector.computed.slice(0, 8));
});

const input = (id: string): string => vectors.find((vector) => vector.id === id)!.input!;

const blog = {
  amountFen: 0x1000,
  type: EP_PURCHASE,
  terminalNo: fromHex('001122334455'),
  date: fromHex('20120229'),
  time: fromHex('135100'),
};
const robur = {
  amountFen: 0x10,
  type: EP_LOAD,
  terminalNo: fromHex('666666666666'),
  date: fromHex('20240411'),
  time: fromHex('212121'),
};

test.each([
  ['sesspk-1', purchaseSessionInput(fromHex('11223344'), 0, fromHex('00000001'))],
  ['seslk-5', loadSessionInput(fromHex('4E066548'), 0)],
  ['pmac1-1', purchaseMac1Data(blog)],
  ['pmac2-1', purchaseMac2Data(blog.amountFen)],
  ['tac-own-1', purchaseTacData(blog, fromHex('00000001'))],
  ['lmac1-5', loadMac1Data(robur, 0)],
  ['lmac2-3', loadMac2Data(robur)],
  ['tac-l-2', loadTacData(robur, 0x10, 0)],
])('the block of %s is built as published', (id, block) => {
  expect(toHex(block)).toBe(input(id));
});

test('only the low two bytes of the terminal sequence reach the session key', () => {
  const of = (terminalSequence: string): string =>
    toHex(purchaseSessionInput(fromHex('00000000'), 0x1234, fromHex(terminalSequence)));
  expect(of('AAAA0001')).toBe('0000000012340001');
  expect(of('BBBB0001')).toBe(of('AAAA0001'));
});

test('a key or a block of the wrong length throws', () => {
  expect(() => sessionKey(new Uint8Array(8), new Uint8Array(8))).toThrow(RangeError);
  expect(() => sessionKey(new Uint8Array(16), new Uint8Array(7))).toThrow(RangeError);
  expect(() => mac(new Uint8Array(16), new Uint8Array(8))).toThrow(RangeError);
});
