import { expect, test } from 'vitest';
import { fromHex } from '../../../src/shared/bytes.ts';
import { apduPolicy } from './apduPolicy.ts';

const purseOnly = apduPolicy({ allowVerify: false });

test.each([
  '00A40000023F01',
  '00B0950000',
  '00B201C400',
  '00C0000010',
  '0084000004',
  '805001020B',
  '80520000',
  '8054010000',
  '805A0009',
  '805C000204',
])('a purse is sent %s', (apdu) => {
  expect(purseOnly(fromHex(apdu))).toBe(true);
});

test.each([
  ['VERIFY', '00200080'],
  ['CHANGE PIN', '805E0101'],
  ['UPDATE BINARY', '00D60000'],
  ['SELECT with secure messaging', '04A40000'],
  ['SELECT on channel 1', '01A40000'],
  ['APPLICATION BLOCK', '841E0000'],
  ['a reader’s own command', 'FF000000'],
  ['half a header', '00A400'],
  ['nothing', ''],
])('a purse is not sent %s', (_, apdu) => {
  expect(purseOnly(fromHex(apdu))).toBe(false);
});

test('a PIN is let through where the operator says so', () => {
  expect(apduPolicy({ allowVerify: true })(fromHex('0020008003123456'))).toBe(true);
});

test('of all 65536 commands ten are let through', () => {
  let let_through = 0;
  for (let command = 0; command < 0x10000; command++) {
    if (purseOnly(Uint8Array.of(command >> 8, command & 0xff, 0, 0))) let_through++;
  }
  expect(let_through).toBe(10);
});
