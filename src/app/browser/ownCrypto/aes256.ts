/** AES-256, encryption of one block (FIPS 197), for engines without WebCrypto. Counter modes need no more. */
import type { Bytes } from '../../../shared/bytes.ts';

const ROUNDS = 14;
const KEY_WORDS = 8;
const POLYNOMIAL = 0x11b;

/** Multiplies by x in GF(2^8). */
const doubled = (byte: number): number => (byte << 1) ^ (byte & 0x80 ? POLYNOMIAL : 0);

/** FIPS 197, 5.1.1, by walking the field with its generator 3 and 3's inverse. */
function substitutions(): Uint8Array {
  const box = new Uint8Array(256);
  let p = 1;
  let inverse = 1;
  do {
    p = p ^ doubled(p);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse &= 0xff;
    if (inverse & 0x80) inverse ^= 0x09;
    const turned = (by: number) => (inverse << by) | (inverse >> (8 - by));
    box[p] = inverse ^ turned(1) ^ turned(2) ^ turned(3) ^ turned(4) ^ 0x63;
  } while (p !== 1);
  box[0] = 0x63;
  return box;
}

const SUBSTITUTES = substitutions();
const substitute = (byte: number): number => SUBSTITUTES[byte]!;

/** FIPS 197, 5.2: 15 round keys of 16 bytes. */
function roundKeys(key: Bytes): Uint8Array {
  const keys = new Uint8Array(16 * (ROUNDS + 1));
  keys.set(key);
  let constant = 1;
  for (let word = KEY_WORDS; word < keys.length / 4; word++) {
    const at = word * 4;
    let last = [0, 1, 2, 3].map((i) => keys[at - 4 + i]!);
    if (word % KEY_WORDS === 0) {
      last = [1, 2, 3, 0].map((i) => substitute(last[i]!));
      last[0]! ^= constant;
      constant = doubled(constant);
    } else if (word % KEY_WORDS === 4) last = last.map(substitute);
    last.forEach((byte, i) => {
      keys[at + i] = keys[at + i - 4 * KEY_WORDS]! ^ byte;
    });
  }
  return keys;
}

/** One column of MixColumns: FIPS 197, 5.1.3. */
function mix(state: Uint8Array, at: number): void {
  const [a, b, c, d] = [state[at]!, state[at + 1]!, state[at + 2]!, state[at + 3]!];
  const all = a ^ b ^ c ^ d;
  state[at] = a ^ all ^ doubled(a ^ b);
  state[at + 1] = b ^ all ^ doubled(b ^ c);
  state[at + 2] = c ^ all ^ doubled(c ^ d);
  state[at + 3] = d ^ all ^ doubled(d ^ a);
}

/** Encrypts blocks of 16 bytes under a key of 32. */
export function aes256(key: Bytes): (block: Uint8Array) => Uint8Array {
  const keys = roundKeys(key);
  return (block) => {
    let state = block.map((byte, i) => byte ^ keys[i]!);
    for (let round = 1; round <= ROUNDS; round++) {
      // SubBytes and ShiftRows: byte i comes from five places on.
      const before = state;
      state = before.map((_, i) => substitute(before[(i * 5) % 16]!));
      if (round < ROUNDS) for (let at = 0; at < 16; at += 4) mix(state, at);
      state.forEach((byte, i) => {
        state[i] = byte ^ keys[round * 16 + i]!;
      });
    }
    return state;
  };
}
