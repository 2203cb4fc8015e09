/** Cards with published keys, numbers and MACs: the simulator answers like real cards and worked examples. */
import { expect, test } from 'vitest';
import type { CardState } from './cardState.ts';
import { createCard } from './createCard.ts';
import { fixedRandom } from './fixedRandom.ts';
import { issueCard } from './issueCard.ts';
import { CITY_CABLE } from './issuers.ts';
import { play, told } from './transcript.ts';

const blank: CardState = issueCard({
  issuer: CITY_CABLE,
  serial: '31040000000000010001',
  balanceFen: 0,
  validFrom: '20240101',
  validTo: '20331231',
  settings: { t0: false },
});

test('the load of a real FMCOS card (robur, 2024-04-11), byte for byte', () => {
  const key = { index: 1, version: '00', algorithm: '01', key: '3F3F3F3F3F3F3F3F1122334455667788' };
  const card = createCard(
    { ...blank, loadKeys: [key], transactionKey: '34343434343434341122334455667788' },
    { random: fixedRandom('4E066548') },
  );
  const script = `
    SELECT the purse, VERIFY the PIN
    => 00A4040009 A00000000386980701 00
    <= 6F2E8409A00000000386980701A5219F0C1E 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    => 0020000003 123456
    <= 9000
    INIT FOR LOAD of 16 fen: balance, online sequence, key version, algorithm, random number, MAC1
    => 805000020B 01 00000010 666666666666 10
    <= 00000000 0000 00 01 4E066548 0D39ADBB 9000
    CREDIT FOR LOAD with the host's MAC2: TAC
    => 805200000B 20240411 212121 097E98FE 04
    <= A802863E 9000
    GET BALANCE
    => 805C000204
    <= 00000010 9000
  `;
  expect(play({ card }, script)).toBe(told(script));
});

test('a purchase with the numbers of the worked example (4,096 fen), TAC recomputed', () => {
  const key = { index: 1, version: '01', algorithm: '00', key: '11223344556677888877665544332211' };
  const card = createCard(
    {
      ...blank,
      purchaseKeys: [key],
      transactionKey: '00112233445566778899AABBCCDDEEFF',
      balanceFen: 5000,
    },
    { random: fixedRandom('11223344', '11223344') },
  );
  const script = `
    => 00A4040009 A00000000386980701 00
    <= 6F2E8409A00000000386980701A5219F0C1E 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    INIT FOR PURCHASE: balance, offline sequence, overdraft, key version, algorithm, random number
    => 805001020B 01 00001000 001122334455 0F
    <= 00001388 0000 000000 01 00 11223344 9000
    The MAC1 that the example prints in its DEBIT belongs to another transaction
    => 805401000F 00000001 20111221 214822 3A845BF0 08
    <= 9302
    => 805001020B 01 00001000 001122334455 0F
    <= 00001388 0000 000000 01 00 11223344 9000
    DEBIT FOR PURCHASE with the right one: TAC, MAC2
    => 805401000F 00000001 20120229 135100 F15CAB75 08
    <= B3A0D49C 56988A13 9000
    GET TRANSACTION PROVE answers them the other way round
    => 805A000602 0000 08
    <= 56988A13 B3A0D49C 9000
    The log: sequence, overdraft, amount, type, terminal, date, time
    => 00B201C417
    <= 0000 000000 00001000 06 001122334455 20120229 135100 9000
  `;
  expect(play({ card }, script)).toBe(told(script));
});
