import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { seededRandom } from '../environment/simulation.ts';
import { CardTorn } from './cardTorn.ts';
import { createCard } from './createCard.ts';
import { issueCard } from './issueCard.ts';
import { CITY_CABLE, FAR_TOWN } from './issuers.ts';
import { loadCard } from './loadCard.ts';
import { decodeLog } from './logRecord.ts';
import { payAtTerminal, SELECT_PURSE } from './payAtTerminal.ts';

const cardWith = (t0: boolean, balanceFen = 0) =>
  createCard(
    issueCard({
      issuer: CITY_CABLE,
      serial: '31040000000000010001',
      balanceFen,
      validFrom: '20240101',
      validTo: '20331231',
      settings: { t0 },
    }),
    { random: seededRandom(3) },
  );

test.each([true, false])('a purse is loaded and logs it (T=0: %s)', (t0) => {
  const card = cardWith(t0, 100);
  expect(loadCard(card, { issuer: CITY_CABLE, amountFen: 20_000 })).toBe(20_100);
  expect(loadCard(card, { issuer: CITY_CABLE, amountFen: 5_000 })).toBe(25_100);
  expect(card.state).toMatchObject({ balanceFen: 25_100, onlineSequence: 2, offlineSequence: 0 });
  expect(decodeLog(card.state.log).map(({ sequence, type }) => [sequence, type])).toEqual([
    [1, 2],
    [0, 2],
  ]);
});

test('a load ends the PIN: the next one needs it again', () => {
  const card = cardWith(false);
  loadCard(card, { issuer: CITY_CABLE, amountFen: 1 });
  expect(toHex(card.transmit(fromHex('805000020B0100000001880000000001 10')))).toBe('6982');
});

test('another issuer cannot load the card, and the card refuses its MAC2', () => {
  const card = cardWith(false);
  expect(() => loadCard(card, { issuer: FAR_TOWN, amountFen: 1 })).toThrow('not a card of this');
  expect(toHex(card.transmit(fromHex('805200000B 20260101 120000 00000000 04')))).toBe('9302');
  expect(card.state).toMatchObject({ balanceFen: 0, onlineSequence: 0, macErrors: 1 });
});

test('a wrong PIN loads nothing and costs a try', () => {
  const card = cardWith(false);
  expect(() => loadCard(card, { issuer: CITY_CABLE, amountFen: 1, pin: '0000' })).toThrow('63c2');
  expect(card.state.pinTriesLeft).toBe(2);
});

test('CREDIT after INIT FOR PURCHASE, or DEBIT after INIT FOR LOAD, is refused and voids the INIT', () => {
  const card = cardWith(false, 500);
  card.transmit(SELECT_PURSE);
  card.transmit(fromHex('805001020B 01 00000001 880000000001 0F'));
  const credit = fromHex('805200000B 20260101 120000 00000000 04');
  expect(toHex(card.transmit(credit))).toBe('6901');
  const debit = fromHex('805401000F 00000001 20260101 120000 00000000 08');
  expect(toHex(card.transmit(debit))).toBe('6901');
});

test('the balance never exceeds four bytes', () => {
  const card = cardWith(false, 0xffff_fff0);
  expect(() => loadCard(card, { issuer: CITY_CABLE, amountFen: 0x10 })).toThrow('6985');
  expect(loadCard(card, { issuer: CITY_CABLE, amountFen: 0x0f })).toBe(0xffff_ffff);
});

test('a load overwrites the proof of the payment before it; the log still has the payment', () => {
  const card = cardWith(false, 500);
  const key = card.state.purchaseKeys[0]!.key;
  payAtTerminal(card, { amountFen: 26, key });
  loadCard(card, { issuer: CITY_CABLE, amountFen: 1000 });
  expect(toHex(card.transmit(fromHex('805A000602 0000 08')))).toBe('9406');
  expect(toHex(card.transmit(fromHex('805A000202 0000 08')))).toMatch(/^.{16}9000$/);
  expect(decodeLog(card.state.log)[1]).toMatchObject({ sequence: 0, amountFen: 26, type: 6 });
});

test('a load can be torn like a debit', () => {
  const card = cardWith(false);
  card.cutNext({ at: 'after-write', command: 0x52 });
  expect(() => loadCard(card, { issuer: CITY_CABLE, amountFen: 7 })).toThrow(CardTorn);
  expect(card.state).toMatchObject({ balanceFen: 7, onlineSequence: 1 });
});
