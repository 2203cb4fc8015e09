import { expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../shared/bytes.ts';
import { type Atr, exchangeTimeMs, fiAndDi, parseAtr } from './atr.ts';

function atrOf(hex: string): Atr {
  const parsed = parseAtr(fromHex(hex));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

const PLAIN = {
  inverseConvention: false,
  protocols: [0],
  fiDi: 0x11,
  extraGuardTime: 0,
  waitingInteger: 10,
  ifsc: 32,
  bwiCwi: 0x4d,
  usesCrc: false,
  wrongChecksum: false,
};

const SIM = '3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5';
const JCOP = '3B F8 13 00 00 81 31 FE 45 4A 43 4F 50 76 32 34 31 B7';

test.each([
  [
    'a PBOC bank card and purse',
    '3B 6D 00 00 80 65 08 49 04 86 53 00 00 00 00 00 00',
    { historical: '80650849048653000000000000' },
  ],
  [
    'a Thai identity card',
    '3B 68 00 00 54 48 20 4E 49 44 20 36',
    { historical: '5448204E49442036' },
  ],
  [
    'the Belgian eID: T=0 said in TD1, WI in TC2, no TCK',
    '3B 98 13 40 0A A5 03 01 01 01 AD 13 11',
    { fiDi: 0x13, waitingInteger: 10, historical: 'A503010101AD1311' },
  ],
  [
    'a French bank card, inverse convention',
    '3F 65 25 00 52 09 6A 90 00',
    { inverseConvention: true, historical: '52096A9000' },
  ],
  [
    'sysmoUSIM-SJS1: T=0 and global bytes behind T=15, hence a TCK',
    SIM,
    { fiDi: 0x96, historical: '8031A073BE21136743200718000001' },
  ],
  [
    'JCOP 2.4.1: T=1',
    JCOP,
    { protocols: [1], fiDi: 0x13, ifsc: 254, bwiCwi: 0x45, historical: '4A434F5076323431' },
  ],
  [
    'a German bank card, SPK 2.3',
    '3B B7 94 00 81 31 FE 65 53 50 4B 32 33 90 00 D1',
    { protocols: [1], fiDi: 0x94, ifsc: 254, bwiCwi: 0x65, historical: '53504B32339000' },
  ],
  [
    'NXP J2A080: N of 255',
    '3B F6 18 00 FF 81 31 FE 45 4A 32 41 30 38 30 1B',
    {
      protocols: [1],
      fiDi: 0x18,
      extraGuardTime: 255,
      ifsc: 254,
      bwiCwi: 0x45,
      historical: '4A3241303830',
    },
  ],
])('%s', (_, hex, { historical, ...expected }) => {
  const { historicalBytes, ...atr } = atrOf(hex);
  expect(atr).toEqual({ ...PLAIN, ...expected });
  expect(toHex(historicalBytes)).toBe(historical);
});

test('both protocols, the first one first; bytes of T=1 count from its own group', () => {
  // TD1 80: T=0 and no more of its own; TD2 71: T=1, TA3 40, TB3 35, TC3 01.
  const { protocols, ifsc, bwiCwi, usesCrc } = atrOf('3B 80 80 71 40 35 01 84');
  expect({ protocols, ifsc, bwiCwi, usesCrc }).toEqual({
    protocols: [0, 1],
    ifsc: 0x40,
    bwiCwi: 0x35,
    usesCrc: true,
  });
});

test('TA2 is specific mode', () => {
  expect(atrOf('3B 90 18 10 01').specificMode).toEqual({ protocol: 1, implicitParameters: false });
  expect(atrOf('3B 90 18 10 91').specificMode).toEqual({ protocol: 1, implicitParameters: true });
  expect(atrOf('3B 00').specificMode).toBeUndefined();
});

test.each([
  ['00', 32],
  ['FF', 254],
  ['FE', 254],
  ['01', 1],
])('IFSC %s is %i', (byte, ifsc) => {
  expect(atrOf(`3B 80 81 11 ${byte} 00`).ifsc).toBe(ifsc);
});

test('a wrong TCK is reported and does no harm', () => {
  const wrong = atrOf(JCOP.replace(/B7$/, 'B6'));
  expect(wrong).toEqual({ ...atrOf(JCOP), wrongChecksum: true });
});

test('a card of T=0 alone has no TCK; what stands behind is not looked at', () => {
  expect(atrOf('3B 02 14 50 FF').wrongChecksum).toBe(false);
  expect(toHex(atrOf('3B 02 14 50 FF').historicalBytes)).toBe('1450');
});

test.each([
  ['', 'TS'],
  ['03 00', 'TS'],
  ['3B', 'T0'],
  ['3B 10', 'interface bytes'],
  ['3B 80', 'interface bytes'],
  ['3B 80 80', 'interface bytes'],
  ['3B 02 14', 'historical bytes'],
  ['3B 80 01', 'historical bytes'],
])('%s is no ATR', (hex, reason) => {
  const parsed = parseAtr(fromHex(hex));
  expect(parsed.ok ? '' : parsed.error).toContain(reason);
});

test('a real ATR cut short anywhere is no ATR', () => {
  const whole = fromHex(JCOP);
  for (let length = 0; length < whole.length; length++) {
    expect(parseAtr(whole.slice(0, length)).ok).toBe(false);
  }
});

test('more than 33 bytes are no ATR, and TD without end ends there', () => {
  expect(parseAtr(concat(fromHex('3B00'), new Uint8Array(31))).ok).toBe(true);
  expect(parseAtr(concat(fromHex('3B00'), new Uint8Array(32))).ok).toBe(false);
  expect(parseAtr(concat([0x3b, 0x80], new Uint8Array(31).fill(0x80))).ok).toBe(false);
});

test('Fi and Di', () => {
  expect(fiAndDi(0x11)).toEqual({ fi: 372, di: 1 });
  expect(fiAndDi(0x96)).toEqual({ fi: 512, di: 32 });
  expect(fiAndDi(0x18)).toEqual({ fi: 372, di: 12 });
  expect([0x10, 0x71, 0xe1, 0x1a, 0x1f, 0xff].map(fiAndDi)).toEqual(Array(6).fill(null));
});

test('times: as pcscd counts them', () => {
  // Gemalto IDBridge CT40 at 4.8 MHz, TA1 18, TB3 45: its log says 2282 ms (cut off, not rounded up).
  expect(exchangeTimeMs(atrOf(JCOP), 'T1', 0x18, 4800)).toBe(2283);
  // 5·12 etu + 260·WWT with WWT of 1 s, the longest T=0 may take at 3.5712 MHz.
  expect(exchangeTimeMs(atrOf('3B 00'), 'T0', 0x11, 3571.2)).toBe(260_007);
  const slow = { ...atrOf('3B 00'), waitingInteger: 1, extraGuardTime: 254 };
  expect(exchangeTimeMs(slow, 'T0', 0x11, 3571.2)).toBe(26_139);
  const unguarded = { ...slow, extraGuardTime: 255 };
  expect(exchangeTimeMs(unguarded, 'T0', 0x11, 3571.2)).toBe(26_007);
  // Fi 2048, Di 1 at 4 MHz: an etu of 0.512 ms. BWI of the future counts as the highest of today.
  expect(exchangeTimeMs(atrOf(JCOP), 'T1', 0xd1, 4000)).toBe(9756);
  const waiting = { ...atrOf(JCOP), bwiCwi: 0x95 };
  expect(exchangeTimeMs(waiting, 'T1', 0x11, 4000)).toBe(48_043);
  expect(exchangeTimeMs({ ...waiting, bwiCwi: 0xf5 }, 'T1', 0x11, 4000)).toBe(48_043);
  expect(exchangeTimeMs(atrOf(JCOP), 'T1', 0xff, 4800)).toBe(60_000);
  expect(exchangeTimeMs(atrOf(JCOP), 'T1', 0x11, 0)).toBe(60_000);
});
