import { expect, test } from 'vitest';
import { createCard } from './createCard.ts';
import { fixedRandom } from './fixedRandom.ts';
import { issueCard } from './issueCard.ts';
import { CITY_CABLE } from './issuers.ts';
import { play, told } from './transcript.ts';

const cardOnT0 = () =>
  createCard(
    {
      ...issueCard({
        issuer: CITY_CABLE,
        serial: '31040000000000010001',
        balanceFen: 5000,
        validFrom: '20240101',
        validTo: '20331231',
        settings: { t0: true },
      }),
      purchaseKeys: [
        { index: 1, version: '01', algorithm: '00', key: '11223344556677888877665544332211' },
      ],
      transactionKey: '00112233445566778899AABBCCDDEEFF',
    },
    { random: fixedRandom('11223344', '11223344') },
  );

const FCI =
  '6F2E8409A00000000386980701A5219F0C1E 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566';

test('a purchase over T=0: answers wait for GET RESPONSE, wrong lengths are corrected', () => {
  const script = `
    => 00A4040009 A00000000386980701
    <= 6130
    => 00C0000030
    <= ${FCI} 9000
    GET BALANCE with the length left open, then as the card wants it
    => 805C000200
    <= 6C04
    => 805C000204
    <= 00001388 9000
    The same from four bytes, and for files and records
    => 805C0002
    <= 6C04
    => 00B0950000
    <= 6C1E
    => 00B095002B
    <= 6C1E
    INIT FOR PURCHASE, fetched in two parts
    => 805001020B 01 00001000 001122334455
    <= 610F
    => 00C0000004
    <= 00001388 610B
    => 00C0000000
    <= 6C0B
    => 00C000000B
    <= 0000 000000 01 00 11223344 9000
    => 00C000000B
    <= 6985
    DEBIT FOR PURCHASE
    => 805401000F 00000001 20120229 135100 F15CAB75
    <= 6108
    => 00C0000008
    <= B3A0D49C 56988A13 9000
    The log with the length left open
    => 00B201C400
    <= 6C17
    => 00B201C417
    <= 0000 000000 00001000 06 001122334455 20120229 135100 9000
  `;
  expect(play({ card: cardOnT0() }, script)).toBe(told(script));
});

test('an Le after data is ignored; an answer that is not fetched is lost with the next command', () => {
  const script = `
    => 00A4040009 A00000000386980701 00
    <= 6130
    => 805C000204
    <= 00001388 9000
    => 00C0000030
    <= 6985
    Status words without data come at once
    => 00A4040002 A000 00
    <= 6A82
  `;
  expect(play({ card: cardOnT0() }, script)).toBe(told(script));
});

test('torn between DEBIT and GET RESPONSE: debited, and only the proof has the answer', () => {
  const card = cardOnT0();
  card.cutNext({ at: 'before-answer', command: 0xc0 });
  const before = `
    => 00A4040009 A00000000386980701
    <= 6130
    => 805001020B 01 00001000 001122334455
    <= 610F
  `;
  expect(play({ card }, before)).toBe(told(before));
  const torn = `
    => 00C000000F
    <= torn
    => 805401000F 00000001 20120229 135100 F15CAB75
    <= 6985
    => 00A4040009 A00000000386980701
    <= 6130
    => 805001020B 01 00001000 001122334455
    <= 610F
    => 805401000F 00000001 20120229 135100 F15CAB75
    <= 6108
    => reset
    <= 3B6D000000908638981001 000000010001
    => 00C0000008
    <= 6985
    => 00A4040009 A00000000386980701
    <= 6130
    => 805A000602 0000
    <= 6108
    => 00C0000008
    <= 56988A13 B3A0D49C 9000
  `;
  expect(play({ card }, torn)).toBe(told(torn));
});
