/** AES-256-GCM (NIST SP 800-38D) with nonces of 12 bytes and no additional data, for engines without WebCrypto. */
import { type Bytes, concat, equalBytes } from '../../../shared/bytes.ts';
import { aes256 } from './aes256.ts';

const BLOCK = 16;
const TAG = 16;

/** SP 800-38D, 6.3: x · h in GF(2^128), bit by bit; the first bit of the first byte is the lowest power. */
function multiplied(x: Uint8Array, h: Uint8Array): Uint8Array {
  const product = new Uint8Array(BLOCK);
  // With an argument: WebKit 602 needs one.
  const power = h.slice(0);
  for (let bit = 0; bit < 128; bit++) {
    if (x[bit >> 3]! & (0x80 >> (bit & 7))) {
      for (let i = 0; i < BLOCK; i++) product[i]! ^= power[i]!;
    }
    let carry = 0;
    for (let i = 0; i < BLOCK; i++) {
      const byte = power[i]!;
      power[i] = (byte >> 1) | carry;
      carry = (byte & 1) << 7;
    }
    if (carry) power[0]! ^= 0xe1;
  }
  return product;
}

/** GHASH of the ciphertext and its length. */
function hashed(h: Uint8Array, cipher: Uint8Array): Uint8Array {
  const length = new Uint8Array(BLOCK);
  new DataView(length.buffer).setUint32(12, cipher.length * 8);
  let hash = new Uint8Array(BLOCK) as Uint8Array;
  const add = (block: Uint8Array) => {
    for (let i = 0; i < block.length; i++) hash[i]! ^= block[i]!;
    hash = multiplied(hash, h);
  };
  for (let at = 0; at < cipher.length; at += BLOCK) add(cipher.subarray(at, at + BLOCK));
  add(length);
  return hash;
}

/** The key stream over `data`, and the tag of a ciphertext, under one key and nonce. */
function counterMode(key: Bytes, nonce: Bytes) {
  const encrypt = aes256(key);
  const counter = (count: number): Uint8Array => {
    const block = new Uint8Array(BLOCK);
    block.set(nonce);
    new DataView(block.buffer).setUint32(12, count);
    return encrypt(block);
  };
  return {
    run(data: Bytes): Bytes {
      const out = new Uint8Array(data.length);
      for (let at = 0; at < data.length; at += BLOCK) {
        const stream = counter(2 + at / BLOCK);
        for (let i = at; i < Math.min(at + BLOCK, data.length); i++) {
          out[i] = data[i]! ^ stream[i - at]!;
        }
      }
      return out;
    },
    tag(cipher: Uint8Array): Uint8Array {
      const mask = counter(1);
      return hashed(encrypt(new Uint8Array(BLOCK)), cipher).map((byte, i) => byte ^ mask[i]!);
    },
  };
}

/** Ciphertext | tag. */
export function seal(key: Bytes, nonce: Bytes, plain: Bytes): Bytes {
  const { run, tag } = counterMode(key, nonce);
  const cipher = run(plain);
  return concat(cipher, tag(cipher));
}

/** @throws Error when the tag is wrong; nothing of the plain text is given away then. */
export function open(key: Bytes, nonce: Bytes, sealed: Bytes): Bytes {
  const { run, tag } = counterMode(key, nonce);
  const cipher = sealed.slice(0, -TAG);
  if (sealed.length < TAG || !equalBytes(tag(cipher), sealed.subarray(-TAG))) {
    throw new Error('AES-GCM: wrong tag');
  }
  return run(cipher);
}
