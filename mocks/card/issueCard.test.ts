import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { diversify } from '../crypto/pboc.ts';
import { factorOf, issueCard } from './issueCard.ts';
import { CITY_CABLE, FAR_TOWN, ISSUERS } from './issuers.ts';

const order = {
  issuer: CITY_CABLE,
  serial: '31040000000000010001',
  balanceFen: 5000,
  validFrom: '20240101',
  validTo: '20331231',
};

test('keys are diversified by the rightmost 8 bytes of the serial number only', () => {
  const card = issueCard({ ...order, keyVersion: '02' });
  const own = (master: string): string =>
    toHex(diversify(fromHex(master), [fromHex('0000000000010001')]));
  expect(factorOf(order.serial)).toBe('0000000000010001');
  expect(card.purchaseKeys).toEqual([
    {
      index: 1,
      version: '02',
      algorithm: '00',
      key: own(CITY_CABLE.masterKeys.purchase['02']!),
    },
  ]);
  expect(card.loadKeys[0]!.key).toBe(own(CITY_CABLE.masterKeys.load));
  expect(card.transactionKey).toBe(own(CITY_CABLE.masterKeys.transaction));
  const twin = issueCard({ ...order, serial: '99990000000000010001' });
  expect(twin.transactionKey).toBe(card.transactionKey);
});

test('files and ATR have their standard lengths', () => {
  const card = issueCard({ ...order, holder: { nameGbk: 'D5C5C8FD', idNumber: '42' } });
  expect(card.publicFile).toHaveLength(60);
  expect(card.holderFile).toHaveLength(78);
  expect(card.atr).toHaveLength(34);
  expect(card.atr.slice(0, 8)).toBe('3B6D0000');
});

test('a transaction key whose halves cancel out is refused, parity bits or not', () => {
  const half = '3434343434343434';
  expect(() => issueCard({ ...order, transactionKey: half + half })).toThrow('degenerate');
  expect(() => issueCard({ ...order, transactionKey: `${half}3534353435343534` })).toThrow(
    'degenerate',
  );
  expect(issueCard({ ...order, transactionKey: `${half}3634343434343434` }).locked).toBe(false);
});

test.each([
  ['the reserved factor', { serial: '1234FFFFFFFFFFFFFFFF' }],
  ['a short serial', { serial: '3104' }],
  ['a serial with letters', { serial: '3104000000000001000A' }],
  ['a date with dashes', { validTo: '2033-12-31' }],
  ['a key version that the issuer lacks', { keyVersion: '03' }],
  ['a name too long', { holder: { nameGbk: '41'.repeat(21), idNumber: '' } }],
])('%s is never issued', (_what, change) => {
  expect(() => issueCard({ ...order, ...change })).toThrow(RangeError);
});

test('issuers share no keys', () => {
  const keys = ISSUERS.flatMap(({ id, masterKeys: { purchase, load, transaction } }) => [
    id,
    ...Object.values(purchase),
    load,
    transaction,
  ]);
  expect(new Set(keys).size).toBe(keys.length);
  expect(ISSUERS).toEqual([CITY_CABLE, FAR_TOWN]);
});
