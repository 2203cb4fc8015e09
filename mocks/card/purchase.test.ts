import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { seededRandom } from '../environment/simulation.ts';
import type { CardSettings, CardState } from './cardState.ts';
import { CardTorn, type Cut } from './cardTorn.ts';
import { createCard, type SimulatedCard } from './createCard.ts';
import { exchange } from './exchange.ts';
import { issueCard } from './issueCard.ts';
import { CITY_CABLE } from './issuers.ts';
import { decodeLog } from './logRecord.ts';
import { debitCommand, initPurchase, payAtTerminal, SELECT_PURSE } from './payAtTerminal.ts';

const issued = (settings: Partial<CardSettings> = {}) =>
  issueCard({
    issuer: CITY_CABLE,
    serial: '31040000000000010001',
    balanceFen: 5000,
    validFrom: '20240101',
    validTo: '20331231',
    settings: { t0: false, ...settings },
  });
const KEY = issued().purchaseKeys[0]!.key;
const ticket = { amountFen: 2600, key: KEY };

const cardWith = (settings: Partial<CardSettings> = {}): SimulatedCard =>
  createCard(issued(settings), { random: seededRandom(7) });

function prove(card: SimulatedCard, sequence: string): string {
  exchange(card, SELECT_PURSE);
  return toHex(card.transmit(fromHex(`805A000602${sequence}08`)));
}
const status = (card: SimulatedCard, apdu: Uint8Array): string =>
  toHex(card.transmit(apdu)).slice(-4);

test('one debit changes balance, sequence, proof and log in one write, before the answer', () => {
  const writes: CardState[] = [];
  const card = createCard(issued(), {
    random: seededRandom(7),
    onWrite: (state) => writes.push(JSON.parse(JSON.stringify(state))),
  });
  const answered = payAtTerminal(card, ticket);
  expect(answered).toMatch(/^.{16}9000$/);
  expect(writes).toHaveLength(1);
  expect(writes[0]).toEqual(card.state);
  expect(writes[0]).toMatchObject({ balanceFen: 2400, offlineSequence: 1, onlineSequence: 0 });
  expect(writes[0]!.proof).toMatchObject({ tac: answered.slice(0, 8), mac: answered.slice(8, 16) });
  expect(decodeLog(writes[0]!.log)).toEqual([
    {
      sequence: 0,
      amountFen: 2600,
      type: 6,
      terminalNo: '112233445566',
      date: '20261123',
      time: '203912',
    },
  ]);
});

test('when a write cannot be stored, nothing changes', () => {
  const card = createCard(issued(), {
    random: seededRandom(7),
    onWrite: () => {
      throw new Error('disk full');
    },
  });
  expect(() => payAtTerminal(card, ticket)).toThrow('disk full');
  expect(card.state).toEqual(issued());
});

test.each<[CardSettings['provesBy'], proven: string, other: string]>([
  ['n', '0000', '0001'],
  ['n+1', '0001', '0000'],
])('a card that proves by %s proves its first payment by %s alone', (provesBy, proven, other) => {
  const card = cardWith({ provesBy });
  const answered = payAtTerminal(card, ticket);
  expect(prove(card, proven)).toBe(`${answered.slice(8, 16)}${answered.slice(0, 8)}9000`);
  expect(prove(card, other)).toBe('9406');
});

test('on a card that proves by n+1, asking by n after a lost DEBIT answers the payment before', () => {
  const card = cardWith({ provesBy: 'n+1' });
  const before = payAtTerminal(card, { ...ticket, amountFen: 100 });
  card.cutNext({ at: 'before-write', command: 0x54 });
  expect(() => payAtTerminal(card, ticket)).toThrow(CardTorn);
  expect(prove(card, '0002')).toBe('9406');
  expect(prove(card, '0001').slice(0, 8)).toBe(before.slice(8, 16));
});

test.each<[Cut['at'], debited: boolean]>([
  ['before-write', false],
  ['after-write', true],
  ['before-answer', true],
])('torn %s: debited %s, and the card proves it', (at, debited) => {
  const card = cardWith();
  card.cutNext({ at, command: 0x54 });
  expect(() => payAtTerminal(card, ticket)).toThrow(CardTorn);
  expect(card.state.balanceFen).toBe(debited ? 2400 : 5000);
  expect(card.state.offlineSequence).toBe(debited ? 1 : 0);
  expect(card.state.log).toHaveLength(debited ? 1 : 0);
  expect(prove(card, '0000')).toMatch(debited ? /^.{16}9000$/ : /^9406$/);
});

test('a MAC1 is void after a reset, another INIT, another selection, and its use', () => {
  const card = cardWith();
  const first = debitCommand(initPurchase(card, ticket), ticket);
  card.reset();
  exchange(card, SELECT_PURSE);
  expect(status(card, first)).toBe('6901');
  const second = debitCommand(initPurchase(card, ticket), ticket);
  initPurchase(card, ticket);
  expect(status(card, second)).toBe('9302');
  const third = debitCommand(initPurchase(card, ticket), ticket);
  exchange(card, SELECT_PURSE);
  expect(status(card, third)).toBe('6901');
  const fourth = debitCommand(initPurchase(card, ticket), ticket);
  expect(status(card, fourth)).toBe('9000');
  expect(status(card, fourth)).toBe('6901');
  expect(card.state.balanceFen).toBe(2400);
});

test('a DEBIT with any changed byte is refused, and nothing is taken', () => {
  for (let at = 5; at < 20; at++) {
    const card = cardWith();
    const debit = debitCommand(initPurchase(card, ticket), ticket);
    debit[at]! ^= 0x40;
    const upperHalfOfSequence = at === 5 || at === 6;
    expect(status(card, debit)).toBe(upperHalfOfSequence ? '9000' : '9302');
    expect(card.state.balanceFen).toBe(upperHalfOfSequence ? 2400 : 5000);
  }
});

test('wrong MACs are counted across resets, a right one clears the count, the last one locks', () => {
  const wrong = { ...ticket, key: '00'.repeat(16) };
  const card = cardWith({ macErrorLimit: 3 });
  expect([payAtTerminal(card, wrong), payAtTerminal(card, wrong)]).toEqual(['9302', '9302']);
  expect(payAtTerminal(card, { ...ticket, amountFen: 1 })).toMatch(/9000$/);
  expect(card.state.macErrors).toBe(0);
  payAtTerminal(card, wrong);
  card.reset();
  payAtTerminal(card, wrong);
  expect(card.state.locked).toBe(false);
  expect(payAtTerminal(card, wrong)).toBe('9302');
  expect(card.state.locked).toBe(true);
  expect(status(card, fromHex('805C000204'))).toBe('9303');
  card.reset();
  expect(status(card, SELECT_PURSE)).toBe('9303');
  expect(card.state.balanceFen).toBe(4999);
});

test('the log keeps the newest records, and the newest is record 1', () => {
  const card = cardWith({ logRecords: 3 });
  for (const amountFen of [1, 2, 3, 4, 5]) payAtTerminal(card, { ...ticket, amountFen });
  const read = (record: string): string => toHex(card.transmit(fromHex(`00B2${record}C417`)));
  expect(read('01').slice(0, 18)).toBe('000400000000000005');
  expect(read('03').slice(0, 18)).toBe('000200000000000003');
  expect(read('04')).toBe('6A83');
});

test('the last sequence number is used, then the card refuses', () => {
  const state = { ...issued(), offlineSequence: 0xfffe };
  const card = createCard(state, { random: seededRandom(7) });
  expect(payAtTerminal(card, ticket)).toMatch(/9000$/);
  expect(card.state.offlineSequence).toBe(0xffff);
  expect(toHex([initPurchase(card, ticket).sw >> 8, initPurchase(card, ticket).sw & 0xff])).toBe(
    '9402',
  );
});

test('after a page reload a card continues from its last written state', () => {
  let nvm = JSON.stringify(issued());
  const insert = (): SimulatedCard =>
    createCard(JSON.parse(nvm), {
      random: seededRandom(7),
      onWrite: (state) => {
        nvm = JSON.stringify(state);
      },
    });
  const answered = payAtTerminal(insert(), ticket);
  const again = insert();
  expect(prove(again, '0000')).toBe(`${answered.slice(8, 16)}${answered.slice(0, 8)}9000`);
  expect(again.state.balanceFen).toBe(2400);
});
