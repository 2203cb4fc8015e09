import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf } from '../../../src/reader/hostObject/schema.fixture.ts';
import { parseHostRequest } from './hostRequest.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000);
const timeout = 120_000 + RUNS / 5;

test.each<[string, object]>([
  ['identity', { id: 1, method: 'identity' }],
  ['sign', { id: 2, method: 'sign', data: '' }],
  ['open', { id: 3, method: 'open', reader: 'a' }],
  [
    'transmit',
    { id: 9007199254740991, method: 'transmit', reader: 'a', apdu: '00a40000', timeoutMs: 1 },
  ],
])('%s is taken', (_, request) => {
  expect(parseHostRequest(JSON.stringify(request))).toEqual({ ok: true, value: request });
});

test('unknown fields are dropped', () => {
  const parsed = parseHostRequest('{"id":1,"method":"list","apdu":"00","__proto__":{"x":1}}');
  expect(parsed).toEqual({ ok: true, value: { id: 1, method: 'list' } });
});

test.each([
  ['', null, 'not JSON'],
  ['[]', null, '"id"'],
  ['null', null, 'no object'],
  ['{"method":"list"}', null, '"id"'],
  ['{"id":0,"method":"list"}', null, '"id"'],
  ['{"id":1.5,"method":"list"}', null, '"id"'],
  ['{"id":1}', 1, '"method"'],
  ['{"id":1,"method":"constructor"}', 1, '"method"'],
  ['{"id":1,"method":"open"}', 1, '"reader" of open'],
  ['{"id":1,"method":"sign","data":"0g"}', 1, '"data" of sign'],
  [
    '{"id":1,"method":"transmit","reader":"a","apdu":"00A400","timeoutMs":1}',
    1,
    '"apdu" of transmit',
  ],
  ['{"id":1,"method":"transmit","reader":"a","apdu":"00A40000"}', 1, '"timeoutMs" of transmit'],
])('%s: %s %s', (text, id, why) => {
  expect(parseHostRequest(text)).toEqual({ ok: false, error: { id, why } });
});

const FIELDS = new Map([
  ['sign', ['data']],
  ['open', ['reader']],
  ['powerOn', ['reader']],
  ['powerOff', ['reader']],
  ['close', ['reader']],
  ['transmit', ['reader', 'apdu', 'timeoutMs']],
]);

test('a message that is too long is not even parsed', () => {
  const text = `{"id":1,"method":"list"}${' '.repeat(16_384)}`;
  expect(parseHostRequest(text)).toEqual({ ok: false, error: { id: null, why: 'too long' } });
});

test('accepts what the schema accepts, and nothing else', { timeout }, () => {
  const maybe = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 6, arbitrary: value }, fc.jsonValue());
  const request = fc.record(
    {
      id: maybe(fc.nat()),
      method: maybe(fc.constantFrom('identity', 'sign', 'list', 'open', 'transmit', 'close')),
      reader: maybe(fc.constantFrom('a', '', 'x'.repeat(129))),
      data: maybe(fc.constantFrom('', 'AB', 'A', '00'.repeat(4097))),
      apdu: maybe(fc.constantFrom('80540100', '8054', 'zz540100', '00'.repeat(262))),
      timeoutMs: maybe(fc.constantFrom(1, 0, 1.5, 120_001)),
    },
    { requiredKeys: [] },
  );
  let believed = 0;
  fc.assert(
    fc.property(request, (message) => {
      const parsed = parseHostRequest(JSON.stringify(message));
      const { id, method } = message;
      const wanted: Record<string, unknown> = { id, method };
      for (const name of FIELDS.get(method as string) ?? []) {
        if (name in message) wanted[name] = message[name as keyof typeof message];
      }
      const isValid = faultsOf('request', JSON.parse(JSON.stringify(wanted))).length === 0;
      expect(parsed.ok).toBe(isValid);
      if (parsed.ok) believed++;
    }),
    { numRuns: RUNS },
  );
  expect(believed).toBeGreaterThan(RUNS / 20);
});
