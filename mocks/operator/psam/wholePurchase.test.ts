/** One payment as card and PSAM see it, byte for byte. The MACs were calculated with OpenSSL, not with this code. */
import { expect, test } from 'vitest';
import { createCard } from '../../card/createCard.ts';
import { fixedRandom } from '../../card/fixedRandom.ts';
import { issueCard } from '../../card/issueCard.ts';
import { CITY_CABLE } from '../../card/issuers.ts';
import { play, told } from '../../card/transcript.ts';
import { issuePsam } from './issuePsam.ts';
import { createPsam } from './psam.ts';

test('26.00 yuan: card, PSAM, closing session, proof and log', () => {
  const card = createCard(
    issueCard({
      issuer: CITY_CABLE,
      serial: '31040000000000010001',
      balanceFen: 5000,
      validFrom: '20240101',
      validTo: '20331231',
      settings: { t0: false },
    }),
    { random: fixedRandom('A1B2C3D4') },
  );
  const psam = createPsam(issuePsam({ issuer: CITY_CABLE, terminalNo: '010020000001' }));
  const script = `
    The PSAM: master file, terminal number, purchase application
    psam => reset
    psam <= 3B6C0002 1302863818435607 1E102B23
    psam => 00A4000002 3F00
    psam <= 9000
    psam => 00B095000E
    psam <= 00000000 010020000001 01 01 5566 9000
    psam => 00B0960006
    psam <= 010020000001 9000
    psam => 00A4000002 DF01
    psam <= 9000

    The card: SELECT, READ BINARY 15, GET BALANCE
    card => reset
    card <= 3B6D0000 00908638981001 000000010001
    card => 00A4040009 A00000000386980701 00
    card <= 6F2E 8409A00000000386980701 A521 9F0C1E 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    card => 00B095001E
    card <= 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    card => 805C000204
    card <= 00001388 9000

    INIT FOR PURCHASE: key 1, 2,600 fen, the PSAM's terminal number
    card => 805001020B 01 00000A28 010020000001 0F
    card <= 00001388 0000 000000 01 00 A1B2C3D4 9000

    INIT_SAM_FOR_PURCHASE: random, sequence, amount, type, date, time, key version, algorithm, factor
    psam => 807000001C A1B2C3D4 0000 00000A28 06 20261123 203912 01 00 0000000000010001 08
    psam <= 00000001 D1E93A5F 9000
    The closing session for the reserved factor has the same number; its MAC2 moves the counter on
    psam => 807000001C A1B2C3D4 0000 00000000 06 20261123 203912 01 00 FFFFFFFFFFFFFFFF 08
    psam <= 00000001 F186878F 9000
    psam => 8072000004 EB384A17
    psam <= 9000

    DEBIT FOR PURCHASE: terminal sequence, date, time, MAC1; answers TAC, MAC2
    card => 805401000F 00000001 20261123 203912 D1E93A5F 08
    card <= BF689B19 BC20164B 9000

    GET TRANSACTION PROVE: MAC2, TAC
    card => 805A000602 0000 08
    card <= BC20164B BF689B19 9000
    Log record 1, and the balance
    card => 00B201C417
    card <= 0000 000000 00000A28 06 010020000001 20261123 203912 9000
    card => 805C000204
    card <= 00000960 9000
  `;
  expect(play({ card, psam }, script)).toBe(told(script));
  expect(psam.state).toMatchObject({ counter: 2, macErrors: 0 });
});
