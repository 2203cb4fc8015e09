/** RFC 9421, 2.5: signature bases written out by hand, as the RFC's own examples are. */
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { syncCrypto } from '../../mocks/environment/simulation.ts';
import { fromHex, toHex, utf8 } from '../shared/bytes.ts';
import {
  cardDataKey,
  contentDigest,
  nonceText,
  sessionKeyInput,
  signatureBase,
} from './signature.ts';

const KEY = fromHex('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F');
const params = { created: 1_795_437_360, nonce: '00112233445566778899aabbccddeeff' };
const reading = {
  method: 'GET',
  path: '/tsp/v1/services',
  query: '?category=tv&limit=50',
  stbId: 'STB-00A1B2C3D4',
};

test('the base of a request with every part, line by line', () => {
  const { input, base } = signatureBase(
    {
      method: 'POST',
      path: '/tsp/v1/orders',
      query: '?',
      contentDigest: 'sha-256=:AAAA:',
      stbId: 'STB-00A1B2C3D4',
      idempotencyKey: 'Q1:confirm',
    },
    params,
  );
  const expected =
    '("@method" "@path" "@query" "content-digest" "stb-id" "idempotency-key")' +
    ';created=1795437360;nonce="00112233445566778899aabbccddeeff"' +
    ';keyid="STB-00A1B2C3D4";alg="hmac-sha256"';
  expect(input).toBe(expected);
  expect(base.split('\n')).toEqual([
    '"@method": POST',
    '"@path": /tsp/v1/orders',
    '"@query": ?',
    '"content-digest": sha-256=:AAAA:',
    '"stb-id": STB-00A1B2C3D4',
    '"idempotency-key": Q1:confirm',
    `"@signature-params": ${expected}`,
  ]);
});

test('what a request does not have is in neither the list nor the base', () => {
  const { input, base } = signatureBase(reading, params);
  expect(input).toMatch(/^\("@method" "@path" "@query" "stb-id"\);created=/);
  expect(base.split('\n').map((line) => line.split(':')[0])).toEqual([
    '"@method"',
    '"@path"',
    '"@query"',
    '"stb-id"',
    '"@signature-params"',
  ]);
  expect(base.endsWith('\n')).toBe(false);
});

test.each([
  ['method', { ...reading, method: 'POST' }, params],
  ['path', { ...reading, path: '/tsp/v1/orders' }, params],
  ['query', { ...reading, query: '?' }, params],
  ['digest', { ...reading, contentDigest: 'sha-256=:AAAA:' }, params],
  ['box', { ...reading, stbId: 'STB-2' }, params],
  ['idempotency key', { ...reading, idempotencyKey: 'K' }, params],
  ['time', reading, { ...params, created: params.created + 1 }],
  ['nonce', reading, { ...params, nonce: 'ff' }],
])('another %s is another base', (_, parts, other) => {
  expect(signatureBase(parts, other).base).not.toBe(signatureBase(reading, params).base);
});

test('the digest is that of the body’s UTF-8 bytes, as RFC 9530 writes it', async () => {
  expect(await contentDigest(syncCrypto, '{"hello": "world"}')).toBe(
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
  );
  const chinese = '{"title":"基本收视费"}';
  const digest = createHash('sha256').update(Buffer.from(chinese, 'utf8')).digest('base64');
  expect(await contentDigest(syncCrypto, chinese)).toBe(`sha-256=:${digest}:`);
});

test('session and card-data keys come from one secret and are never the same', async () => {
  const input = sessionKeyInput('aa', 'bb');
  expect(toHex(input)).toBe(toHex(utf8('session-key|aa|bb')));
  const sessionKey = await syncCrypto.hmacSha256(KEY, input);
  const cardKey = await cardDataKey(syncCrypto, sessionKey);
  expect(cardKey.length).toBe(32);
  expect(toHex(cardKey)).toBe(
    createHmac('sha256', sessionKey).update('card-data').digest('hex').toUpperCase(),
  );
  expect(toHex(cardKey)).not.toBe(toHex(sessionKey));
});

test('a nonce is lower-case hex', () => {
  expect(nonceText(fromHex('00ABFF'))).toBe('00abff');
});
