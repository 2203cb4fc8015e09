import fc from 'fast-check';
import { expect, test } from 'vitest';
import { order, quote, receipt } from '../app/gallery/sampleOrders.ts';
import { services } from '../app/gallery/sampleServices.ts';
import * as decoders from './decoders.ts';
import { readAs, type Shape } from './shape.ts';

const { orderDecoder, quoteDecoder, receiptDecoder, problemDecoder } = decoders;
const named = Object.entries(decoders) as [string, Shape<unknown>][];
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
  expect(passes(problemDecoder, { ...problem, attempt: open })).toBe(false);
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

test('a message that does not state its money in one of three words is rejected', () => {
  for (const money of ['untouched', 'taken', 'unknown']) {
    expect(passes(orderDecoder, { ...order('PAID'), money })).toBe(true);
  }
  for (const money of [undefined, null, '', 'Taken', 'refunded', true]) {
    expect(passes(orderDecoder, { ...order('PAID'), money })).toBe(false);
    expect(passes(problemDecoder, { ...problem, money })).toBe(false);
  }
});

test('any code is read: the client decides what an unlisted one is worth', () => {
  expect(passes(problemDecoder, { ...problem, code: 'brand.new' })).toBe(true);
  expect(passes(problemDecoder, { ...problem, code: 7 })).toBe(false);
});

test('an unknown verdict is rejected', () => {
  const said = (verdict: string) => ({ verdict, order: order('PAID') });
  expect(passes(decoders.resolutionDecoder, said('debited'))).toBe(true);
  expect(passes(decoders.resolutionDecoder, said('probably'))).toBe(false);
});

test('a service with an unknown icon is drawn as "other"', () => {
  const page = { items: [{ ...services[0], icon: 'hologram' }], from: 0, total: 1, categories: [] };
  const parsed = readAs(decoders.servicePageDecoder, page);
  expect(parsed.ok && parsed.value.items[0]?.icon).toBe('other');
});
