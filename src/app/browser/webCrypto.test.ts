import { createCipheriv, createHash, createHmac, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { syncCrypto } from '../../../mocks/environment/simulation.ts';
import { type Bytes, fromHex, toHex, utf8 } from '../../shared/bytes.ts';
import { webCrypto, webRandom } from './webCrypto.ts';

const crypto = webCrypto(webcrypto.subtle as unknown as SubtleCrypto);
const bytes = (size?: { minLength: number; maxLength: number }) =>
  fc.uint8Array(size).map((array): Bytes => new Uint8Array(array));
const key = bytes({ minLength: 32, maxLength: 32 });
const nonce = bytes({ minLength: 12, maxLength: 12 });
const hex = (data: Uint8Array) => toHex(data);

test('SHA-256 and HMAC are those of the standards', async () => {
  expect(hex(await crypto.sha256(utf8('abc')))).toBe(
    'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
  );
  // RFC 4231, test case 2.
  expect(hex(await crypto.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
    '5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843',
  );
});

test('whatever is hashed or signed, Node’s OpenSSL says the same', async () => {
  await fc.assert(
    fc.asyncProperty(key, bytes(), async (secret, data) => {
      expect(hex(await crypto.sha256(data))).toBe(hex(createHash('sha256').update(data).digest()));
      expect(hex(await crypto.hmacSha256(secret, data))).toBe(
        hex(createHmac('sha256', secret).update(data).digest()),
      );
    }),
  );
});

test('sealing is AES-256-GCM with its tag at the end, and opens again', async () => {
  await fc.assert(
    fc.asyncProperty(key, nonce, bytes(), async (secret, iv, plain) => {
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      const expected = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      const sealed = await crypto.seal(secret, iv, plain);
      expect(hex(sealed)).toBe(hex(expected));
      expect(hex(await crypto.open(secret, iv, sealed))).toBe(hex(plain));
    }),
  );
});

test('the simulation’s crypto and the page’s agree', async () => {
  await fc.assert(
    fc.asyncProperty(key, nonce, bytes(), async (secret, iv, data) => {
      expect(hex(await syncCrypto.sha256(data))).toBe(hex(await crypto.sha256(data)));
      const mac = await syncCrypto.hmacSha256(secret, data);
      expect(hex(mac)).toBe(hex(await crypto.hmacSha256(secret, data)));
      const sealed = await syncCrypto.seal(secret, iv, data);
      expect(hex(sealed)).toBe(hex(await crypto.seal(secret, iv, data)));
      expect(hex(await syncCrypto.open(secret, iv, sealed))).toBe(hex(data));
    }),
  );
});

test('a sealed text that was changed does not open', async () => {
  const secret = fromHex('11'.repeat(32));
  const iv = fromHex('22'.repeat(12));
  const sealed = await crypto.seal(secret, iv, utf8('00062226000000000018'));
  for (let at = 0; at < sealed.length; at++) {
    const touched = sealed.slice();
    touched[at]! ^= 1;
    await expect(crypto.open(secret, iv, touched)).rejects.toThrow();
  }
  await expect(crypto.open(fromHex('12'.repeat(32)), iv, sealed)).rejects.toThrow();
});

test('random bytes are never the same twice', () => {
  const drawn = new Set(Array.from({ length: 100 }, () => hex(webRandom.bytes(16))));
  expect(drawn.size).toBe(100);
  expect(webRandom.bytes(16).length).toBe(16);
});
