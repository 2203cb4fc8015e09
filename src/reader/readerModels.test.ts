import { expect, test } from 'vitest';
import { silentLog } from '../shared/log.ts';
import { correctedDescriptor } from './ccid/ccidDescriptor.ts';
import { SHORT_READER, TPDU_READER } from './ccid/transcript.fixture.ts';
import { readerModels } from './readerModels.ts';

const known = (given?: unknown) => readerModels(given, silentLog);

test.each([
  ['an O2 Micro OZ776 does the default speed only', 0x0b97, 0x7762, 9_600],
  ['an Alcor AU9540 200 kbit/s', 0x058f, 0x9540, 200_000],
  ['any other reader what it says', 0x1234, 0x5678, 129_032],
])('%s', (_, vendorId, productId, maxDataRateBps) => {
  const corrected = correctedDescriptor(TPDU_READER, known().of(vendorId, productId));
  expect(corrected.maxDataRateBps).toBe(maxDataRateBps);
});

test('levels, lengths and blocks of the table', () => {
  const level = (vendorId: number, productId: number) =>
    correctedDescriptor(SHORT_READER, known().of(vendorId, productId)).features & 0x70000;
  expect(level(0x076b, 0x3031)).toBe(0x40000);
  expect(level(0x0d46, 0x3010)).toBe(0x20000);
  expect(known().of(0x04e6, 0x511f).maxMessageLength).toBe(271);
  expect(correctedDescriptor({ ...TPDU_READER, maxIfsd: 0 }, known().of(0x09be, 2)).maxIfsd).toBe(
    254,
  );
});

test('what the operator says comes before what we know, field by field', () => {
  const given = [
    { model: '058F:9540', level: 'tpdu' },
    { model: '0483:572B', framing: 'ccid' },
    { model: '4444:0001', framing: 'r6', noInterrupt: true },
  ];
  const { of, framed } = known(given);
  expect(of(0x058f, 0x9540)).toMatchObject({ level: 'tpdu', maxDataRateBps: 200_000 });
  expect(of(0x0483, 0x572b).framing).toBe('ccid');
  expect(of(0x4444, 0x0001)).toMatchObject({ framing: 'r6', noInterrupt: true });
  expect(framed).toContainEqual({ vendorId: 0x4444, productId: 1 });
});

test('what does not fit is left out, and logged by field with what is right', () => {
  const said: string[] = [];
  const given = [{ model: '4444:0001', level: 'short' }, 7, { model: '4444:0002', maxIfsd: 32 }];
  const models = readerModels(given, (_, line) => said.push(line));
  expect(models.of(0x4444, 1)).toEqual({});
  expect(models.of(0x4444, 2).maxIfsd).toBe(32);
  expect(said).toEqual([
    'readerModels.0.level: tpdu, short-apdu, extended-apdu',
    'readerModels.1: an object',
  ]);
  readerModels('all', (_, line) => said.push(line));
  expect(said[2]).toBe('readerModels: a list');
});
