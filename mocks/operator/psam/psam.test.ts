import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { CITY_CABLE } from '../../card/issuers.ts';
import { play, told } from '../../card/transcript.ts';
import { diversify, mac, purchaseSessionInput, sessionKey } from '../../crypto/pboc.ts';
import { issuePsam } from './issuePsam.ts';
import { createPsam } from './psam.ts';
import type { PsamState } from './psamState.ts';

const delivered = issuePsam({
  issuer: CITY_CABLE,
  terminalNo: '010020000001',
  keyVersions: ['01'],
});
const psamWith = (changes: Partial<PsamState> = {}) => createPsam({ ...delivered, ...changes });

const SELECTED = `
  => 00A4000002 DF01
  <= 9000`;
const INIT = '807000001C A1B2C3D4 0000 00000A28 06 20261123 203912 01 00 0000000000010001 08';
const check = (psam: ReturnType<typeof createPsam>, script: string): void => {
  expect(play({ psam }, script)).toBe(told(script));
};

test('the counter goes up with a right MAC2 only; the number of an abandoned session is used again', () => {
  const writes: PsamState[] = [];
  const psam = createPsam(delivered, { onWrite: (state) => writes.push(state) });
  check(
    psam,
    `${SELECTED}
    => ${INIT}
    <= 00000001 D1E93A5F 9000
    The same number again
    => ${INIT}
    <= 00000001 D1E93A5F 9000
    => 8072000004 BC20164B
    <= 9000
    A session is ended once
    => 8072000004 BC20164B
    <= 6901
    => 807000001C 11111111 0001 00000064 06 20261123 204000 01 00 0000000000010001 08
    <= 00000002 948AD413 9000
    => 8072000004 DD237EFD
    <= 9000`,
  );
  expect(writes.map(({ counter }) => counter)).toEqual([2, 3]);
  expect(psam.state).toBe(writes[1]);
});

test('a second INIT_SAM voids the first, and so do a selection and a reset', () => {
  check(
    psamWith(),
    `${SELECTED}
    => ${INIT}
    <= 00000001 D1E93A5F 9000
    => 807000001C 11111111 0001 00000064 06 20261123 204000 09 00 0000000000010001 08
    <= 9403
    => 8072000004 BC20164B
    <= 6901
    => ${INIT}
    <= 00000001 D1E93A5F 9000
    => 00A4040009 A00000000386980701
    <= 9000
    => 8072000004 BC20164B
    <= 6901
    => ${INIT}
    <= 00000001 D1E93A5F 9000
    => reset
    <= 3B6C0002 1302863818435607 1E102B23
    => 8072000004 BC20164B
    <= 6985`,
  );
});

test('wrong MAC2s are counted, a right one clears the count, the limit locks for good', () => {
  const wrong = `
    => ${INIT}
    <= 00000001 D1E93A5F 9000
    => 8072000004 00000000
    <= 9302`;
  const psam = psamWith({ macErrorLimit: 2 });
  check(psam, SELECTED + wrong);
  expect(psam.state.macErrors).toBe(1);
  const cleared = createPsam(psam.state);
  check(
    cleared,
    `${SELECTED}\n=> ${INIT}\n<= 00000001D1E93A5F9000\n=> 8072000004BC20164B\n<= 9000`,
  );
  expect(cleared.state.macErrors).toBe(0);
  check(psam, wrong);
  expect(psam.state).toMatchObject({ locked: true, counter: 1 });
  check(psam, `=> ${INIT}\n<= 9303\n=> 8072000004BC20164B\n<= 9303`);
});

test('two levels of keys take two factors, in their order', () => {
  const psam = psamWith({ levels: 2 });
  check(psam, `${SELECTED}\n=> ${INIT}\n<= 6700`);
  const [card, city] = ['0000000000010001', '5100000000000000'];
  const start = 'A1B2C3D4 0000 00000A28 06 20261123 203912 01 00';
  const answered = toHex(psam.transmit(fromHex(`8070000024 ${start} ${card} ${city} 08`)));
  const key = diversify(fromHex(delivered.purchaseKeys['01']!), [fromHex(card), fromHex(city)]);
  const input = purchaseSessionInput(fromHex('A1B2C3D4'), 0, fromHex('00000001'));
  const block = fromHex('00000A28 06 010020000001 20261123 203912');
  expect(answered).toBe(`00000001${toHex(mac(sessionKey(key, input), block))}9000`);
});

test.each([
  [
    'a key version it lacks',
    '807000001C A1B2C3D4000000000A2806202611232039120200000000000001000108',
    '9403',
  ],
  [
    'an unknown algorithm',
    '807000001C A1B2C3D4000000000A2806202611232039120104000000000001000108',
    '6A80',
  ],
  ['no factor', '8070000014 A1B2C3D4000000000A28062026112320391201 00 08', '6700'],
  [
    'an Le that is not 8',
    '807000001C A1B2C3D4000000000A2806202611232039120100000000000001000107',
    '6700',
  ],
  ['other P1 P2', '807001001C A1B2C3D4000000000A2806202611232039120100000000000001000108', '6A86'],
  ['CREDIT_SAM without INIT_SAM', '8072000004 00000000', '6901'],
  ['CREDIT_SAM of 3 bytes', '8072000003 000000', '6700'],
  ['a service it does not imitate', '801A440010 00000000000000000000000000000000', '6D00'],
  ['an ISO command it lacks', '0084000008', '6D00'],
  ['an unknown class', 'A0A40000023F00', '6E00'],
  ['a file it lacks', '00B0990004', '6A82'],
  ['too much of a file', '00B0960007', '6C06'],
  ['past the end of a file', '00B0960601', '6B00'],
  ['an unknown application', '00A4040005 A000000003', '6A82'],
  ['an Lc larger than the data', '80720000FF 00', '6700'],
])('%s', (_what, apdu, sw) => {
  const psam = psamWith();
  psam.transmit(fromHex('00A4000002DF01'));
  expect(toHex(psam.transmit(fromHex(apdu)))).toBe(sw);
  expect(psam.state).toEqual(delivered);
});

test('a counter at its end gives out no more numbers', () => {
  check(psamWith({ counter: 0xffffffff }), `${SELECTED}\n=> ${INIT}\n<= 9402`);
  check(psamWith({ counter: 0xfffffffe }), `${SELECTED}\n=> ${INIT}\n<= FFFFFFFE 11179A52 9000`);
});

test('no bytes make a PSAM throw or move its counter', () => {
  const header = fc.constantFrom('00A40000', '80700000', '80720000', '00B09600', 'FFFFFFFF', '80');
  const apdu = fc
    .tuple(header, fc.uint8Array({ maxLength: 40 }))
    .map(([start, rest]) => Uint8Array.of(...fromHex(start), ...rest));
  fc.assert(
    fc.property(fc.array(apdu, { maxLength: 10 }), (apdus) => {
      const psam = psamWith();
      psam.transmit(fromHex('00A4000002DF01'));
      for (const bytes of apdus) expect(psam.transmit(bytes).length).toBeGreaterThanOrEqual(2);
      expect(psam.state.counter).toBe(1);
    }),
  );
});
