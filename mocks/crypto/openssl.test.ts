import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHex } from '../../src/shared/bytes.ts';
import { diversify, mac, sessionKey, tac, tacKey } from './pboc.ts';

/** Single DES as triple DES with the same key three times, because Node's OpenSSL has no legacy provider. */
const des3 = (key: Buffer, data: Buffer): Buffer => {
  const cipher = createCipheriv('des-ede', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
};
const cbc = (key: Buffer, iv: Buffer, data: Buffer): Buffer => {
  const triple = Buffer.concat([key, key, key]);
  const cipher = createCipheriv('des-ede3-cbc', triple, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]).subarray(-8);
};
const padded = (data: Buffer): Buffer => {
  const whole = Buffer.alloc(Math.floor(data.length / 8) * 8 + 8);
  data.copy(whole);
  whole[data.length] = 0x80;
  return whole;
};
const not = (data: Buffer): Buffer => Buffer.from(data.map((byte) => ~byte));
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ b[i]!));
const ZERO = Buffer.alloc(8);

const length = (limit: number): number => randomBytes(1)[0]! % limit;

const operations: Record<string, () => [ours: Uint8Array, theirs: Uint8Array]> = {
  'diversify, one level': () => {
    const [key, f] = [randomBytes(16), randomBytes(8)];
    return [diversify(key, [f]), Buffer.concat([des3(key, f), des3(key, not(f))])];
  },
  'diversify, two levels': () => {
    const [key, f, g] = [randomBytes(16), randomBytes(8), randomBytes(8)];
    const first = Buffer.concat([des3(key, f), des3(key, not(f))]);
    return [diversify(key, [f, g]), Buffer.concat([des3(first, g), des3(first, not(g))])];
  },
  'session key': () => {
    const [key, input] = [randomBytes(16), randomBytes(8)];
    return [sessionKey(key, input), des3(key, input)];
  },
  MAC: () => {
    const [key, data] = [randomBytes(8), randomBytes(length(40))];
    return [mac(key, data), cbc(key, ZERO, padded(data)).subarray(0, 4)];
  },
  TAC: () => {
    const [dtk, data] = [randomBytes(16), randomBytes(length(40))];
    const key = xor(dtk.subarray(0, 8), dtk.subarray(8));
    return [tac(tacKey(dtk), data), cbc(key, ZERO, padded(data)).subarray(0, 4)];
  },
};

test.each(Object.keys(operations))('%s: 1,000 random inputs agree with OpenSSL', (name) => {
  for (let i = 0; i < 1000; i++) {
    const [ours, theirs] = operations[name]!();
    expect(toHex(ours)).toBe(toHex(theirs));
  }
});
