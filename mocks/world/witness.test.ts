import { expect, test } from 'vitest';
import { good } from '../../e2e/virtual/goodDay.fixture.ts';
import { CITY_CABLE } from '../card/issuers.ts';
import { demoBox } from '../operator/boss/seed/seed.ts';
import { memoryStore } from '../store/memoryStore.ts';
import { answerFaults, createWitness, type KeyedAnswer } from './witness.ts';

const [attempt] = good.attempts as [(typeof good.attempts)[number]];
const { asn } = attempt;
const MAC1 = '0A1B2C3D';

/** Everything that leaves a box and is answered in one exchange, and what the witness finds in it. */
async function exchanged(
  path: string,
  { body = '', answer = '{}', key = '', log = '', storage = '' },
) {
  const witness = createWitness();
  const fetch = witness.watch(async () => new Response(answer));
  const headers: Record<string, string> = key === '' ? {} : { 'Idempotency-Key': key };
  await fetch(new Request(`https://tsp.example${path}`, { method: 'POST', headers, body }));
  witness.log()('tsp', log);
  return witness.faults(good, memoryStore(), storage);
}

const leaks: [what: string, path: string, parts: Parameters<typeof exchanged>[1], where: string][] =
  [
    ['a card number in a log', '/x', { log: `card ${asn}` }, 'a card number is in the log of tsp'],
    ['its factor in a log', '/x', { log: asn.slice(-16) }, 'a card number is in the log of tsp'],
    ['in small letters', '/x', { log: asn.toLowerCase() }, 'a card number is in the log of tsp'],
    ['a card number in a path', `/cards/${asn}`, {}, 'a card number is in a URL'],
    ['a card number in a query', `/x?card=${asn}`, {}, 'a card number is in a URL'],
    [
      'a card number in telemetry',
      '/telemetry',
      { body: `{"card":"${asn}"}` },
      'a card number is in the body of /telemetry',
    ],
    [
      'a TAC in telemetry',
      '/telemetry',
      { body: attempt.tac! },
      'TAC is in the body of /telemetry',
    ],
    [
      'a TAC in storage',
      '/x',
      { storage: `"${attempt.tac}"` },
      'TAC is in the storage of the portal',
    ],
    ['a MAC2 in storage', '/x', { storage: attempt.mac2! }, 'MAC2 is in the storage of the portal'],
    [
      'a MAC1 in a log',
      '/attempts/A/authorise',
      { answer: `{"mac1":"${MAC1}"}`, log: `got ${MAC1}` },
      'MAC1 is in the log of tsp',
    ],
    ['a box’s key in a log', '/x', { log: demoBox.key }, 'a key is in the log of tsp'],
    [
      'an issuer’s key in a log',
      '/x',
      { log: CITY_CABLE.masterKeys.transaction },
      'a key is in the log of tsp',
    ],
  ];

test.each(leaks)('%s is found', async (_, path, parts, where) => {
  const faults = await exchanged(path, parts);
  expect(faults.length).toBeGreaterThan(0);
  expect(new Set(faults)).toEqual(new Set([`I13 ${where}`]));
});

test('what the box must say of its card is no leak, nor are its last digits', async () => {
  const body = JSON.stringify({ tac: attempt.tac, mac2: attempt.mac2 });
  const log = `card …${asn.slice(-4)}`;
  expect(await exchanged('/attempts/A/report', { body, log })).toEqual([]);
});

const answered = (change: Partial<KeyedAnswer> = {}): KeyedAnswer => ({
  ...{ key: 'K', request: '/orders {}', status: 201, body: '{"orderId":"A"}', ...change },
});

const answers: [what: string, second: Partial<KeyedAnswer>, isFault: boolean][] = [
  ['the same answer', {}, false],
  ['another body', { body: '{"orderId":"B"}' }, true],
  ['another status', { status: 200 }, true],
  ['a refusal after it was done', { status: 422, body: '{}' }, true],
  ['another request with its key', { request: '/orders {"a":1}', body: 'x' }, false],
  ['another key', { key: 'L', body: 'x' }, false],
  ['still running', { status: 409, body: 'x' }, false],
  ['no session', { status: 401, body: 'x' }, false],
  ['out of order', { status: 503, body: 'x' }, false],
];

test.each(answers)('one key, and the second time %s', (_, second, isFault) => {
  expect(answerFaults([answered(), answered(second)])).toHaveLength(isFault ? 1 : 0);
});

test('a refusal before it was done may become an answer', () => {
  const refused = answered({ status: 404, body: 'x' });
  expect(answerFaults([refused, answered(), answered()])).toEqual([]);
});

test('two answers to one key are found in what went over the wire', async () => {
  const witness = createWitness();
  let count = 0;
  const fetch = witness.watch(async () => new Response(`{"n":${++count}}`));
  const init = { method: 'POST', headers: { 'Idempotency-Key': 'K' }, body: '{}' };
  for (const _ of [1, 2]) await fetch(new Request('https://tsp.example/orders', init));
  expect(await witness.faults(good, memoryStore(), '')).toEqual([
    'I14 K has two answers: {"n":1} and {"n":2}',
  ]);
});
