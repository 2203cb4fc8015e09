import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { order, quote, receipt, services } from '../app/gallery/onePayment.fixture.ts';
import * as baseDecoders from './decoders.ts';
import * as detailDecoders from './detailCalls.ts';
import * as paymentDecoders from './paymentDecoders.ts';
import * as serviceDecoders from './serviceDecoders.ts';
import { readAs, type Shape } from './shape.ts';

const decoders = {
  ...baseDecoders,
  ...paymentDecoders,
  ...serviceDecoders,
  ...detailDecoders,
};
const { orderDecoder, quoteDecoder, receiptDecoder, problemDecoder } = decoders;
const named = Object.entries(decoders).filter(([name]) => name.endsWith('Decoder')) as [
  string,
  Shape<unknown>,
][];
const passes = (decoder: Shape<unknown>, value: unknown): boolean => readAs(decoder, value).ok;

const attempt = { attemptId: 'A1', terminalNo: '0A0000000007', keyIndex: 1, leaseUntil: '' };
const authorisation = {
  terminalSequence: '0000002A',
  date: '20261123',
  time: '203912',
  mac1: 'A1B2C3D4',
};
const problem = {
  type: 'about:blank',
  title: '',
  status: 409,
  code: 'order.state',
  money: 'untouched',
  retry: 'no',
  ref: '7K3-0D42',
};

test.each(named)(
  '%s: nothing that is not such a message passes, and nothing throws',
  (_, decoder) => {
    fc.assert(fc.property(fc.anything(), (value) => !passes(decoder, value)));
    fc.assert(fc.property(fc.json(), (text) => !passes(decoder, JSON.parse(text))));
  },
);

/** A good message in which one field is replaced by anything at all. */
const withBadField = (message: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(message)), fc.anything())
    .map(([field, value]) => ({ ...message, [field]: value }));

test.each<[name: string, decoder: Shape<unknown>, message: object]>([
  ['order', orderDecoder, order('PAID')],
  ['quote', quoteDecoder, quote],
  ['receipt', receiptDecoder, receipt],
  ['problem', problemDecoder, problem],
  ['attempt', decoders.attemptDecoder, attempt],
  ['authorisation', decoders.authorisationDecoder, authorisation],
  [
    'page',
    decoders.orderPageDecoder,
    { items: [order('PAID')], months: ['2026-11'], nextCursor: 'x' },
  ],
])('%s: good ones pass, and one bad field throws nowhere', (_, decoder, message) => {
  expect(passes(decoder, message)).toBe(true);
  expect(passes(decoder, { ...message, somethingNew: 1 })).toBe(true);
  fc.assert(
    fc.property(withBadField(message), (value) => typeof passes(decoder, value) === 'boolean'),
  );
});

const BAD_AMOUNTS = [0, -1, 1.5, 1e7, 2 ** 53, Number.NaN, Infinity, '28600', null, [28600], {}];

test.each(BAD_AMOUNTS)('an amount of %j is no amount', (amountFen) => {
  expect(passes(orderDecoder, { ...order('CONFIRMED'), amountFen })).toBe(false);
  expect(passes(quoteDecoder, { ...quote, amountFen })).toBe(false);
  expect(passes(receiptDecoder, { ...receipt, amountFen })).toBe(false);
  const open = { attemptId: 'A1', orderId: 'O1', amountFen, cardTail: '0018' };
  const refusal = readAs(problemDecoder, { ...problem, attempt: open });
  expect(refusal.ok && refusal.value.attempt).toBeUndefined();
});

test.each([1, 28_600, 9_999_999])('an amount of %i fen is an amount', (amountFen) => {
  expect(passes(orderDecoder, { ...order('CONFIRMED'), amountFen })).toBe(true);
  expect(passes(quoteDecoder, { ...quote, amountFen })).toBe(true);
});

test('a price line may be negative, a balance may be zero but not negative', () => {
  const [line] = quote.lines;
  expect(passes(quoteDecoder, { ...quote, lines: [{ ...line, amountFen: -2_600 }] })).toBe(true);
  expect(passes(quoteDecoder, { ...quote, lines: [{ ...line, amountFen: 0.5 }] })).toBe(false);
  expect(passes(receiptDecoder, { ...receipt, balanceAfterFen: 0 })).toBe(true);
  expect(passes(receiptDecoder, { ...receipt, balanceAfterFen: -1 })).toBe(false);
});

test.each<[field: string, value: unknown]>([
  ['mac1', 'A1B2C3'],
  ['mac1', 'A1B2C3D4E5'],
  ['mac1', 'a1b2c3d4'],
  ['mac1', 'G1B2C3D4'],
  ['mac1', 0xa1b2c3d4],
  ['mac1', undefined],
  ['terminalSequence', '2A'],
  ['date', '2026-11-23'],
  ['time', '2039'],
])('an authorisation with %s %j never reaches a card', (field, value) => {
  expect(passes(decoders.authorisationDecoder, { ...authorisation, [field]: value })).toBe(false);
});

test.each([-1, 256, 1.5, '1'])('key index %j does not fit a byte', (keyIndex) => {
  expect(passes(decoders.attemptDecoder, { ...attempt, keyIndex })).toBe(false);
});

test.each<[name: string, decoder: Shape<unknown>, bad: object]>([
  ['terminal number', decoders.attemptDecoder, { ...attempt, terminalNo: '0A00000007' }],
  ['card number', receiptDecoder, { ...receipt, cardTail: '62226000000018' }],
  ['word about proofs', decoders.proofsDecoder, { settled: 'false' }],
])('a %s that cannot be one spoils the whole', (_, decoder, bad) => {
  expect(passes(decoder, bad)).toBe(false);
});

test('a message that does not state its money is rejected; an unknown word for it says "unknown"', () => {
  const moneyOf = (decoder: Shape<{ money: string }>, message: object) => {
    const read = readAs(decoder, message);
    return read.ok ? read.value.money : 'rejected';
  };
  for (const money of ['untouched', 'taken', 'unknown']) {
    expect(moneyOf(orderDecoder, { ...order('PAID'), money })).toBe(money);
  }
  for (const money of ['', 'Taken', 'refunded', 'toString']) {
    expect(moneyOf(orderDecoder, { ...order('PAID'), money })).toBe('unknown');
    expect(moneyOf(problemDecoder, { ...problem, money })).toBe('unknown');
  }
  for (const money of [undefined, null, true, 1]) {
    expect(moneyOf(orderDecoder, { ...order('PAID'), money })).toBe('rejected');
    expect(moneyOf(problemDecoder, { ...problem, money })).toBe('rejected');
  }
});

test('any code is read: the client decides what an unlisted one is worth', () => {
  expect(passes(problemDecoder, { ...problem, code: 'brand.new' })).toBe(true);
  expect(passes(problemDecoder, { ...problem, code: 7 })).toBe(false);
});

/** Reads a message with a field replaced; the names of the fields that did not fit. */
function readWith(decoder: Shape<unknown>, message: object) {
  const fields: string[] = [];
  const read = readAs(decoder, message, ({ field }) => fields.push(field));
  return { value: (read.ok ? read.value : null) as never, fields };
}

const tsp = parse(readFileSync(new URL('../../docs/api/tsp.yaml', import.meta.url), 'utf8'));
const { schemas } = tsp.components;

/** Every enum that an answer may have, where the contract has it and where the portal reads it. */
const WORDS: readonly [
  name: string,
  schema: { enum: string[]; 'x-unlisted': string },
  decoder: Shape<unknown>,
  message: (word: string) => object,
  read: (value: never) => unknown,
][] = [
  [
    'Money',
    schemas.Money,
    problemDecoder,
    (money) => ({ ...problem, money }),
    ({ money }) => money,
  ],
  [
    'retry',
    schemas.Problem.properties.retry,
    problemDecoder,
    (retry) => ({ ...problem, retry }),
    ({ retry }) => retry,
  ],
  [
    'OrderState',
    schemas.OrderState,
    orderDecoder,
    (state) => ({ ...order('PAID'), state }),
    ({ state }) => state,
  ],
  [
    'AttemptState',
    schemas.AttemptState,
    orderDecoder,
    (state) => ({ ...order('PAID'), attempt: { attemptId: 'A1', state } }),
    ({ attempt }: { attempt: { state: string } }) => attempt.state,
  ],
  [
    'verdict',
    schemas.Resolution.properties.verdict,
    paymentDecoders.resolutionDecoder,
    (verdict) => ({ verdict, order: order('PAID') }),
    ({ verdict }) => verdict,
  ],
  [
    'line kind',
    schemas.PriceLine.properties.kind,
    quoteDecoder,
    (kind) => ({ ...quote, lines: [{ ...quote.lines[0], kind }] }),
    ({ lines }: { lines: { kind: string }[] }) => lines[0]!.kind,
  ],
  [
    'service state',
    schemas.Receipt.properties.serviceState,
    receiptDecoder,
    (serviceState) => ({ ...receipt, serviceState }),
    ({ serviceState }) => serviceState,
  ],
  [
    'subscription',
    schemas.Subscription.properties.state,
    serviceDecoders.subscriptionDecoder,
    (state) => ({ state }),
    ({ state }) => state,
  ],
  [
    'icon',
    schemas.Service.properties.icon,
    serviceDecoders.servicePageDecoder,
    (icon) => ({ items: [{ ...services[0], icon }], from: 0, total: 1, categories: [] }),
    ({ items }: { items: { icon: string }[] }) => items[0]!.icon,
  ],
];

test.each(WORDS)(
  '%s: each word of the contract is read, any other as the contract says',
  (_, schema, decoder, message, read) => {
    for (const word of schema.enum) {
      const { value, fields } = readWith(decoder, message(word));
      expect([read(value), fields]).toEqual([word, []]);
    }
    for (const word of ['brand-new', '', 'toString', '__proto__']) {
      const { value, fields } = readWith(decoder, message(word));
      expect([read(value), fields.length]).toEqual([schema['x-unlisted'], 1]);
    }
    expect(schema.enum).toContain(schema['x-unlisted']);
  },
);

test('every enum of an answer says what an unlisted word means', () => {
  const REQUESTS = /^(SessionRequest|Abandon|DebitReport|NoProofBy|BoxIncident|ProblemCode)$/;
  const silent: string[] = [];
  const look = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('enum' in node && !('x-unlisted' in node)) silent.push(path);
    for (const [name, child] of Object.entries(node)) look(child, `${path}.${name}`);
  };
  for (const [name, schema] of Object.entries(schemas)) {
    if (!REQUESTS.test(name)) look(schema, name);
  }
  expect(silent).toEqual([]);
});

test('of an order in an unlisted state the money is unknown, whatever it says', () => {
  for (const money of ['untouched', 'taken', 'unknown']) {
    const { value } = readWith(orderDecoder, { ...order('PAID'), state: 'SETTLED', money });
    expect(value).toMatchObject({ state: 'IN_DOUBT', money: 'unknown' });
  }
});

const page = { items: services, from: 0, total: services.length, categories: [] };

test('a service that cannot be read keeps its place empty, and the others stand', () => {
  const [first, second, ...rest] = services;
  const items = [first, { ...second, priceFen: -1 }, ...rest];
  const { value, fields } = readWith(serviceDecoders.servicePageDecoder, { ...page, items });
  expect((value as { items: unknown[] }).items.map(Boolean)).toEqual(
    items.map((_, at) => at !== 1),
  );
  expect(fields).toEqual(['items.1.priceFen']);
});

test('a period that cannot be read is left out; a service without any is none', () => {
  const [period] = services[0]!.periods;
  const withPeriods = (periods: unknown[]) => ({ ...page, items: [{ ...services[0], periods }] });
  const one = readWith(
    serviceDecoders.servicePageDecoder,
    withPeriods([{ ...period, amountFen: '1' }, period]),
  );
  expect((one.value as { items: { periods: unknown[] }[] }).items[0]!.periods).toEqual([period]);
  const none = readWith(
    serviceDecoders.servicePageDecoder,
    withPeriods([{ ...period, amountFen: '1' }]),
  );
  expect((none.value as { items: unknown[] }).items).toEqual([undefined]);
});

test('an order that cannot be read is left out of its page, which keeps its name', () => {
  const unread = { ...order('PAID'), amountFen: 0 };
  const items = [
    order('PAID'),
    { ...unread, ref: 'ABC-1234' },
    { ...unread, orderId: 7, ref: 'Call 12345, says the platform' },
    7,
  ];
  const { value } = readWith(decoders.orderPageDecoder, { items, months: ['2026-11', 'May'] });
  expect(value).toEqual({
    items: [order('PAID')],
    months: ['2026-11'],
    unread: [{ orderId: order('PAID').orderId, ref: 'ABC-1234' }, {}, {}],
  });
});

test.each<[what: string, decoder: Shape<unknown>, message: object, left: object]>([
  [
    'a due',
    serviceDecoders.subscriberDecoder,
    { name: '', accountTail: '', area: { 'zh-CN': '' }, dues: [{ serviceId: 'a' }] },
    { dues: [] },
  ],
  [
    'a category',
    serviceDecoders.servicePageDecoder,
    {
      items: [],
      from: 0,
      total: 0,
      categories: [{ id: 'tv' }, { id: 'film', title: { 'zh-CN': '' } }],
    },
    { categories: [{ id: 'film', title: { 'zh-CN': '' } }] },
  ],
  [
    'a place in the queue',
    problemDecoder,
    { ...problem, position: 'first' },
    { code: 'order.state' },
  ],
  [
    'the digits of a card in doubt',
    problemDecoder,
    { ...problem, attempt: { attemptId: 'A', orderId: 'O', amountFen: 1, cardTail: '00018' } },
    { code: 'order.state' },
  ],
  ['a case number', orderDecoder, { ...order('MANUAL'), caseNo: 7 }, { state: 'MANUAL' }],
  [
    'a limit',
    decoders.sessionDecoder,
    { sessionToken: 'T', serverNonce: 'N', serverTime: 1, limits: { cardWaitMs: '1' } },
    { sessionToken: 'T' },
  ],
  [
    'a translation',
    orderDecoder,
    { ...order('PAID'), title: { 'zh-CN': '电视', en: 7 } },
    { title: { 'zh-CN': '电视' } },
  ],
])('%s that cannot be read spoils nothing else', (_, decoder, message, left) => {
  const { value, fields } = readWith(decoder, message);
  expect(value).toMatchObject(left);
  expect(fields).not.toEqual([]);
});

test('an attempt that cannot be read spoils its order: which attempt is the newest decides about money', () => {
  expect(passes(orderDecoder, { ...order('PAID'), attempt: { state: 'VOID' } })).toBe(false);
  expect(passes(orderDecoder, { ...order('PAID'), attempt: null })).toBe(false);
});

test.each([7, null, 'film.svg', { files: [{ name: 'https://else.example/a.svg' }] }])(
  'a service whose image is %j is read all the same',
  (image) => {
    const page = { items: [{ ...services[0], image }], from: 0, total: 1, categories: [] };
    const { value, fields } = readWith(serviceDecoders.servicePageDecoder, page);
    expect(value).toMatchObject({ items: [{ ...services[0], image }] });
    expect(fields).toEqual([]);
  },
);
