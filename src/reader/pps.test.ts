import { expect, test } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import { type Atr, parseAtr } from './atr.ts';
import { chooseProtocol, fasterFiDi, ppsAccepted, ppsRequest } from './pps.ts';

test('requests', () => {
  // As pcscd sent it to a Gemalto IDBridge CT40.
  expect(toHex(ppsRequest('T1', 0x18))).toBe('FF1118F6');
  expect(toHex(ppsRequest('T0', 0x96))).toBe('FF109679');
  expect(toHex(ppsRequest('T1', 0x11))).toBe('FF01FE');
  expect(toHex(ppsRequest('T0', 0x11))).toBe('FF00FF');
});

test.each<[string, string, number | null, string]>([
  ['FF1118F6', 'FF1118F6', 0x18, 'the same'],
  ['FF1118F6', 'FF01FE', 0x11, 'the protocol, not the speed'],
  ['FF01FE', 'FF01FE', 0x11, 'no speed asked for'],
  ['FF1118F6', 'FF1118F7', null, 'PCK'],
  ['FF1118F6', 'FF1113FD', null, 'another speed'],
  ['FF1118F6', 'FF1018F7', null, 'another protocol'],
  ['FF1118F6', 'FE1118F7', null, 'PPSS'],
  ['FF01FE', 'FF1118F6', null, 'a speed nobody asked for'],
  ['FF1118F6', 'FF31180CDA', null, 'PPS2 nobody asked for'],
  ['FF01FE', 'FF817E', null, 'a reserved bit'],
  ['FF1118F6', 'FF1118F600', null, 'too long'],
  ['FF1118F6', 'FF1118', null, 'too short'],
  ['FF1118F6', 'FF11', null, 'half'],
  ['FF1118F6', '', null, 'nothing'],
])('%s answered %s: %s, %s', (request, answer, fiDi) => {
  expect(ppsAccepted(fromHex(request), fromHex(answer))).toBe(fiDi);
});

function atrOf(hex: string): Atr {
  const parsed = parseAtr(fromHex(hex));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

test.each([
  ['3B 00', 3, 'T0'],
  ['3B 00', 2, 'T0'],
  ['3B 00', 0, 'T0'],
  ['3B 00', 0x300, 'T0'],
  ['3B 80 80 01 01', 0x20003, 'T0'],
  ['3B 80 80 01 01', 0x20002, 'T1'],
  ['3B 80 80 01 01', 3, 'T0'],
  ['3B 80 80 01 01', 2, 'T1'],
  ['3B 80 81 00 01', 3, 'T1'],
  ['3B 80 81 00 01', 1, 'T0'],
  ['3B 80 8E 01 0F', 3, 'T1'],
  ['3B 80 0E 8E', 3, null],
  ['3B 80 90 00 01 11', 3, 'T0'],
  ['3B 80 90 01 01 10', 3, 'T1'],
  ['3B 80 90 01 01 10', 1, 'T1'],
  ['3B 80 90 11 01 00', 3, null],
])('card %s in a reader with %i speaks %s', (atr, supported, protocol) => {
  const chosen = chooseProtocol(atrOf(atr), supported);
  expect(chosen.ok ? chosen.value : null).toBe(protocol);
});

test.each([
  ['3B 10 18', 4800, 825_806, 0x18, 'CT30: 154838 bps'],
  ['3B 10 96', 4000, 344_086, 0x96, 'GemPC Twin: 250000 bps'],
  ['3B 10 96', 4000, 129_032, 0x11, 'ACR38U: too fast for it'],
  ['3B 10 97', 4000, 344_086, 0x11, '500000 bps'],
  ['3B 10 11', 4000, 344_086, 0x11, 'nothing to gain'],
  ['3B 10 31', 4000, 344_086, 0x11, 'slower than the default'],
  ['3B 10 FF', 4000, 344_086, 0x11, 'reserved'],
  ['3B 00', 4000, 344_086, 0x11, 'no TA1'],
])(
  'TA1 of %s at %i kHz and at most %i bps: %i, %5$s',
  (atr, defaultClockKhz, maxDataRateBps, fiDi) => {
    expect(fasterFiDi(atrOf(atr), { defaultClockKhz, maxDataRateBps })).toBe(fiDi);
  },
);
