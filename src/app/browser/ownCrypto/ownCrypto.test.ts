import { createCipheriv, createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, fromHex, toHex, utf8 } from '../../../shared/bytes.ts';
import { aes256 } from './aes256.ts';
import { ownCrypto } from './ownCrypto.ts';

const bytes = (minLength = 0, maxLength = 200) =>
  fc.uint8Array({ minLength, maxLength }).map((array): Bytes => new Uint8Array(array));
const key = bytes(32, 32);
const nonce = bytes(12, 12);
const RUNS = { numRuns: 500 };

test.each([
  ['', 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855'],
  ['abc', 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1',
  ],
  ['a'.repeat(1_000_000), 'CDC76E5C9914FB9281A1C7E284D73E67F1809A48A497200E046D39CCC7112CD0'],
])('SHA-256 of the examples of FIPS 180: %.20j', async (message, digest) => {
  expect(toHex(await ownCrypto.sha256(utf8(message)))).toBe(digest);
});

test.each([
  ['0b'.repeat(20), 'Hi There', 'B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7'],
  [
    toHex(utf8('Jefe')),
    'what do ya want for nothing?',
    '5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843',
  ],
  [
    'aa'.repeat(131),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54',
  ],
])('HMAC of RFC 4231: key %.8s…', async (secret, message, mac) => {
  expect(toHex(await ownCrypto.hmacSha256(fromHex(secret), utf8(message)))).toBe(mac);
});

test('AES-256 of FIPS 197, appendix C.3', () => {
  const encrypt = aes256(new Uint8Array(32).map((_, i) => i));
  const block = new Uint8Array(16).map((_, i) => i * 0x11);
  expect(toHex(encrypt(block))).toBe('8EA2B7CA516745BFEAFC49904B496089');
});

/** The GCM specification's test cases 13 to 15. */
test.each([
  ['00'.repeat(32), '00'.repeat(12), '', '530F8AFBC74536B9A963B4F1C4CB738B'],
  [
    '00'.repeat(32),
    '00'.repeat(12),
    '00'.repeat(16),
    'CEA7403D4D606B6E074EC5D3BAF39D18D0D1C8A799996BF0265B98B5D48AB919',
  ],
  [
    'FEFFE9928665731C6D6A8F9467308308'.repeat(2),
    'CAFEBABEFACEDBADDECAF888',
    'D9313225F88406E5A55909C5AFF5269A86A7A9531534F7DA2E4C303D8A318A721C3C0C95956809532FCF0E2449A6B525B16AEDF5AA0DE657BA637B391AAFD255',
    '522DC1F099567D07F47F37A32A84427D643A8CDCBFE5C0C97598A2BD2555D1AA8CB08E48590DBB3DA7B08B1056828838C5F61E6393BA7A0ABCC9F662898015ADB094DAC5D93471BDEC1A502270E3CC6C',
  ],
])('AES-256-GCM of its specification: %.8s… %s', async (secret, iv, plain, sealed) => {
  const [k, n] = [fromHex(secret), fromHex(iv)];
  expect(toHex(await ownCrypto.seal(k, n, fromHex(plain)))).toBe(sealed);
  expect(toHex(await ownCrypto.open(k, n, fromHex(sealed)))).toBe(plain);
});

test('whatever is hashed, signed or sealed, Node’s OpenSSL says the same', async () => {
  await fc.assert(
    fc.asyncProperty(bytes(0, 150), key, nonce, bytes(), async (long, secret, iv, data) => {
      expect(toHex(await ownCrypto.sha256(data))).toBe(
        createHash('sha256').update(data).digest('hex').toUpperCase(),
      );
      expect(toHex(await ownCrypto.hmacSha256(long, data))).toBe(
        createHmac('sha256', long).update(data).digest('hex').toUpperCase(),
      );
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      const expected = Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]);
      const sealed = await ownCrypto.seal(secret, iv, data);
      expect(toHex(sealed)).toBe(toHex(expected));
      expect(toHex(await ownCrypto.open(secret, iv, sealed))).toBe(toHex(data));
    }),
    RUNS,
  );
});

test('a sealed text with any bit flipped does not open', async () => {
  await fc.assert(
    fc.asyncProperty(key, nonce, bytes(), fc.nat(), async (secret, iv, data, at) => {
      const sealed = await ownCrypto.seal(secret, iv, data);
      sealed[(at >> 3) % sealed.length]! ^= 1 << (at & 7);
      await expect(ownCrypto.open(secret, iv, sealed)).rejects.toThrow('wrong tag');
    }),
  );
  await expect(
    ownCrypto.open(new Uint8Array(32), new Uint8Array(12), new Uint8Array(15)),
  ).rejects.toThrow('wrong tag');
});
