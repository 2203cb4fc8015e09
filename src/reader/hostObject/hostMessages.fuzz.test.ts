/** `FUZZ_RUNS=1000000 npx vitest run src/reader/hostObject` for the long run. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { silentLog } from '../../shared/log.ts';
import { type HostObject, hostLink } from './hostLink.ts';
import { MAX_MESSAGE_CHARS, parseHostMessage } from './hostMessages.ts';
import { hostObjectProvider } from './hostObjectProvider.ts';
import { faultsOf } from './schema.fixture.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000);
const timeout = 120_000 + RUNS / 5;

const hex = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.constantFrom('', '9', '90', '9000', '61 10', '9000\n', 'zz00', '９０００', '-1-1'),
);
const junk = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, '', [], {}, 'present', 'unknown', '__proto__'),
  fc.anything({ maxDepth: 2, withNullPrototype: false }),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: value }, junk);
const id = maybe(fc.integer({ min: 0, max: 9 }));
const reader = maybe(fc.constantFrom('a', 'b', 'x'.repeat(200)));
const result = fc.record(
  {
    stbId: maybe(fc.constant('STB-1')),
    signature: maybe(hex),
    readers: maybe(fc.array(reader, { maxLength: 40 })),
    state: maybe(fc.constantFrom('empty', 'present', 'mute')),
    atr: maybe(hex),
    answer: maybe(hex),
  },
  { requiredKeys: [] },
);
const error = fc.record(
  {
    code: maybe(fc.constantFrom('REMOVED_CARD', 'removed_card', 'COMM_ERROR')),
    outcome: maybe(fc.constantFrom('not-sent', 'unknown', 'answered', 'sent')),
    message: maybe(fc.constant('x'.repeat(999))),
  },
  { requiredKeys: [] },
);
const message = fc.oneof(
  fc.record({ id, result: maybe(result), error: maybe(error) }, { requiredKeys: ['id'] }),
  fc.record(
    {
      event: maybe(fc.constantFrom('reader-added', 'reader-removed', 'state')),
      reader,
      state: maybe(fc.constantFrom('empty', 'unavailable')),
    },
    { requiredKeys: [] },
  ),
  junk,
);

/** Its text, sometimes with a hole or a foreign character in it, sometimes far too long. */
const text = fc
  .tuple(
    message.map(
      (value) => JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? 1 : inner)) ?? '',
    ),
    fc.nat({ max: 400 }),
    fc.constantFrom('', '', '', '', '"', '{', '\u0000', '[[[[', ' '.repeat(MAX_MESSAGE_CHARS)),
  )
  .map(([whole, at, put]) => (put === '' ? whole : whole.slice(0, at) + put + whole.slice(at + 1)));

const parts = { numRuns: RUNS };

test('whatever a host says is parsed or rejected, and what is parsed has the right shape', {
  timeout,
}, () => {
  let parsed = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 5, arbitrary: text }, fc.anything()), (said) => {
      const outcome = parseHostMessage(said);
      if (!outcome.ok) return typeof outcome.error === 'string';
      parsed++;
      const { value } = outcome;
      if (value.kind === 'error') {
        const { kind: _, detail: message, ...rest } = value.error;
        const told = { id: 1, error: { ...rest, ...(message === undefined ? {} : { message }) } };
        return typeof value.id === 'number' && faultsOf('errorAnswer', told).length === 0;
      }
      if (value.kind === 'result') return typeof value.id === 'number' && value.result !== null;
      const { kind, ...rest } = value;
      if (typeof value.reader !== 'string') return false;
      return (
        kind === 'readers' ||
        faultsOf('stateEvent', { event: 'state', ...rest, reader: 'a' }).length === 0
      );
    }),
    parts,
  );
  expect(parsed).toBeGreaterThan(RUNS / 20);
});

test('garbage under the right id is never a card, never an answer, and never "not sent"', {
  timeout,
}, async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      result,
      fc.oneof(result, fc.constant({ answer: '9000' })),
      async (atr, answer) => {
        const host: HostObject = {
          onmessage: null,
          postMessage(json) {
            const { id, method } = JSON.parse(json) as { id: number; method: string };
            const result = method === 'open' ? {} : method === 'powerOn' ? atr : answer;
            queueMicrotask(() => host.onmessage?.({ data: { id, result } }));
          },
        };
        const provider = hostObjectProvider(hostLink(host, virtualTime(), silentLog), silentLog);
        const opened = await provider.open('a');
        const card = opened.ok ? await opened.value.connect() : opened;
        expect(card.ok).toBe(faultsOf('results/powerOn', { atr: atr.atr }).length === 0);
        if (!card.ok) return;
        const sent = await card.value.transmit(new Uint8Array([0x80, 0x54, 1, 0]));
        if (faultsOf('results/transmit', { answer: answer.answer }).length > 0) {
          expect(sent.ok || sent.error.outcome).toBe('unknown');
        } else if (sent.ok) answered++;
      },
    ),
    { numRuns: Math.ceil(RUNS / 4) },
  );
  expect(answered).toBeGreaterThan(RUNS / 500);
});
