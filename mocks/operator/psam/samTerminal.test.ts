import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { CITY_CABLE, ISSUERS } from '../../card/issuers.ts';
import { createHsm } from '../hsm/hsm.ts';
import { issuePsam } from './issuePsam.ts';
import { MAC1_INPUT } from './mac1Input.fixture.ts';
import { createPsam } from './psam.ts';
import { PsamDead } from './psamFault.ts';
import { mac1For, readTerminalNo } from './samTerminal.ts';

const delivered = issuePsam({ issuer: CITY_CABLE, terminalNo: '010020000001' });

/** A PSAM whose nth command `answer` answers instead: 1 SELECT, 2 INIT_SAM, 3 closing INIT_SAM, 4 CREDIT_SAM. */
function faulty(nth: number, answer: () => string, changes = {}) {
  const psam = createPsam({ ...delivered, ...changes });
  const sent: string[] = [];
  return {
    sent,
    psam,
    transmit(apdu: Uint8Array) {
      sent.push(toHex(apdu));
      return sent.length === nth ? fromHex(answer()) : psam.transmit(apdu);
    },
  };
}
const mac1From = (psam: ReturnType<typeof faulty>) =>
  mac1For(psam, createHsm(ISSUERS), CITY_CABLE.id, MAC1_INPUT);

test('the PSAM sees its own closing session only, never the MAC2 of a card', async () => {
  const psam = faulty(0, () => '');
  expect(await mac1From(psam)).toEqual({
    ok: true,
    value: { terminalSequence: '00000001', mac1: 'D1E93A5F' },
  });
  expect(psam.sent).toEqual([
    '00A4000002DF01',
    '807000001CA1B2C3D4000000000A2806202611232039120100000000000001000108',
    '807000001CA1B2C3D400000000000006202611232039120100FFFFFFFFFFFFFFFF08',
    '8072000004EB384A17',
  ]);
});

test.each([
  ['the closing session is rejected', 3, '9303'],
  ['the closing session has another number', 3, '00000002F186878F9000'],
  ['the closing MAC2 is rejected', 4, '9302'],
  ['the closing answer is not 9000', 4, '6581'],
])('%s: MAC1 is thrown away, the PSAM goes out of service', async (_what, nth, sw) => {
  const psam = faulty(nth, () => sw);
  expect(await mac1From(psam)).toEqual({
    ok: false,
    error: { kind: 'out-of-service', reason: 'closing-failed' },
  });
  expect(psam.sent).toHaveLength(nth);
});

test.each([1, 2, 3, 4])('dead at command %i: no MAC1 comes out', async (nth) => {
  const dead = faulty(nth, () => {
    throw new PsamDead('010020000001');
  });
  expect(await mac1From(dead)).toEqual({
    ok: false,
    error: { kind: 'out-of-service', reason: 'dead' },
  });
});

test('a PSAM that has counted to the end goes out of service', async () => {
  expect(await mac1From(faulty(0, () => '', { counter: 0xffffffff }))).toEqual({
    ok: false,
    error: { kind: 'out-of-service', reason: 'counter-exhausted' },
  });
});

test('a bug is not a fault of the PSAM', async () => {
  const broken = faulty(2, () => {
    throw new TypeError('oops');
  });
  await expect(mac1From(broken)).rejects.toThrow('oops');
});

test('the terminal number is read from the PSAM itself', () => {
  expect(readTerminalNo(createPsam(delivered))).toBe('010020000001');
  expect(() => readTerminalNo({ transmit: () => fromHex('6A82') })).toThrow('not a PSAM');
});
