import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { type Atr, parseAtr } from '../atr.ts';
import { setParametersFor } from './parameters.ts';

function atrOf(hex: string): Atr {
  const parsed = parseAtr(fromHex(hex));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

test.each([
  // As pcscd sent them to a Gemalto IDBridge CT40: TA1 18, TB3 45, TA3 FE.
  ['3B F8 13 00 00 81 31 FE 45 4A 43 4F 50 76 32 34 31 B7', 'T1', 0x18, '1810004500FE00'],
  ['3B 6D 00 00 80 65 08 49 04 86 53 00 00 00 00 00 00', 'T0', 0x11, '1100000A00'],
  ['3F 65 25 00 52 09 6A 90 00', 'T0', 0x11, '1102000A00'],
  ['3B C0 05 40 14', 'T0', 0x96, '9600051400'],
  ['3B 80 80 71 40 35 01 84', 'T1', 0x11, '11110035004000'],
  ['3F 80 01 01', 'T1', 0x11, '1112004D002000'],
] as const)('%s %s %i', (atr, protocol, fiDi, bytes) => {
  expect(toHex(setParametersFor(atrOf(atr), protocol, fiDi))).toBe(bytes);
});
