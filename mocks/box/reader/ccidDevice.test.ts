import { expect, test } from 'vitest';
import { ccidFixture, goodCard } from './ccid.fixture.ts';
import { READER_MODELS } from './readerModels.ts';

const ATR = '3B6D00000090863898100 1000000000018'.replace(/ /g, '');
const POWER_ON = `
  => 62 00000000 00 00 01 0000
  <= 80 11000000 00 00 00 00 00 ${ATR}`;

test('T=0 at TPDU level: the host handles 61xx, 6Cxx and lengths', async () => {
  const { talk, seen } = ccidFixture(READER_MODELS.tpdu);
  await talk(`${POWER_ON}
    => 6F 0E000000 00 01 00 0000 00A4040009A00000000386980701
    <= 80 02000000 00 01 00 00 00 6130
    => 6F 05000000 00 02 00 0000 805C000200
    <= 80 02000000 00 02 00 00 00 6C04
    => 6F 05000000 00 03 00 0000 805C000204
    <= 80 06000000 00 03 00 00 00 000186A09000
    A length that does not fit its P3, and a command without one, do not reach the card
    => 6F 06000000 00 04 00 0000 805C00020400
    <= 80 00000000 00 04 40 01 00
    => 6F 04000000 00 05 00 0000 805C0002
    <= 80 00000000 00 05 40 01 00
    => 6F 05000000 00 06 00 0100 805C000204
    <= 80 00000000 00 06 40 08 00
  `);
  expect(seen.length).toBe(3);
});

test('power, status and parameters', async () => {
  const { talk } = ccidFixture(READER_MODELS.tpdu);
  await talk(`
    => 65 00000000 00 00 00 0000
    <= 81 00000000 00 00 01 00 01
    => 6C 00000000 00 01 00 0000
    <= 82 00000000 00 01 41 FE 00
    => 6F 05000000 00 02 00 0000 805C000204
    <= 80 00000000 00 02 41 FE 00
    3 V is more than this reader has to offer
    => 62 00000000 00 03 02 0000
    <= 80 00000000 00 03 41 07 00
    => 62 00000000 00 04 00 0000
    <= 80 11000000 00 04 00 00 00 ${ATR}
    => 65 00000000 00 05 00 0000
    <= 81 00000000 00 05 00 00 00
    => 6C 00000000 00 06 00 0000
    <= 82 05000000 00 06 00 00 00 1100000A00
    => 61 05000000 00 07 00 0000 1100000B00
    <= 82 05000000 00 07 00 00 00 1100000B00
    => 61 05000000 00 08 01 0000 1100000A00
    <= 82 00000000 00 08 40 01 00
    => 61 05000000 00 09 02 0000 1100000A00
    <= 82 00000000 00 09 40 07 00
    => 61 05000000 00 0A 00 0000 9700000A00
    <= 82 00000000 00 0A 40 0A 00
    => 6D 00000000 00 0B 00 0000
    <= 82 05000000 00 0B 00 00 00 1100000A00
    => 63 00000000 00 0C 00 0000
    <= 81 00000000 00 0C 01 00 01
    => 6B 01000000 00 0D 00 0000 6A
    <= 83 00000000 00 0D 41 00 00
    => 65 00000000 01 0E 00 0000
    <= 81 00000000 01 0E 41 05 00
  `);
});

test('no card, and a card that does not answer', async () => {
  const { talk, slot } = ccidFixture(READER_MODELS.tpdu);
  slot.pull();
  await talk(`
    => 62 00000000 00 00 01 0000
    <= 80 00000000 00 00 42 FE 00
    => 65 00000000 00 01 00 0000
    <= 81 00000000 00 01 02 00 01`);
  slot.insert(goodCard(), true);
  await talk(`
    => 62 00000000 00 02 01 0000
    <= 80 00000000 00 02 41 FE 00`);
});

test('a card that wants 3 V is mute at 5 V', async () => {
  const { talk } = ccidFixture(READER_MODELS.bare);
  await talk(`
    => 62 00000000 00 00 01 0000
    <= 80 00000000 00 00 41 FE 00
    => 62 00000000 00 01 00 0000
    <= 80 00000000 00 01 41 07 00
    => 62 00000000 00 02 02 0000
    <= 80 11000000 00 02 00 00 00 ${ATR}
  `);
});

test('the interrupt pipe, where there is one, reports cards that go and come', () => {
  const fixture = ccidFixture(READER_MODELS.tpdu);
  fixture.slot.pull();
  fixture.slot.insert(goodCard());
  fixture.device.reset();
  expect(fixture.said()).toEqual(['<=!5002', '<=!5003', '<=!5003']);
  const other = ccidFixture(READER_MODELS.polled);
  other.slot.pull();
  other.device.reset();
  expect(other.said()).toEqual([]);
});

test('short APDU: whole commands, whole answers; lazy readers hand 61xx through', async () => {
  const select = `
    => 62 00000000 00 00 01 0000
    <= 80 11000000 00 00 00 00 00 ${ATR}
    => 6F 0F000000 00 01 00 0000 00A4040009A0000000038698070100`;
  await ccidFixture(READER_MODELS['short-apdu']).talk(`${select}
    <= 80 32000000 00 01 00 00 00 6F2E8409A00000000386980701A5219F0C1E10400200000100010201000622260000000000182025010120351231 55669000
    => 6F 05000000 00 02 00 0000 805C000200
    <= 80 06000000 00 02 00 00 00 000186A09000
    => 6F 05000000 00 03 00 0100 805C000200
    <= 80 00000000 00 03 40 08 00
  `);
  await ccidFixture(READER_MODELS['short-apdu-lazy']).talk(`${select}
    <= 80 02000000 00 01 00 00 00 6130
  `);
});

test('extended APDU: commands and answers in pieces', async () => {
  await ccidFixture(READER_MODELS['extended-apdu']).talk(`
    => 62 00000000 00 00 00 0000
    <= 80 11000000 00 00 00 00 00 ${ATR}
    => 6F 04000000 00 01 00 0100 00A40400
    <= 80 00000000 00 01 00 00 10
    => 6F 02000000 00 02 00 0300 09A0
    <= 80 00000000 00 02 00 00 10
    => 6F 08000000 00 03 00 0200 0000000386980701
    <= 80 10000000 00 03 00 00 01 6F2E8409A00000000386980701A5219F
    => 6F 00000000 00 04 00 1000
    <= 80 10000000 00 04 00 00 03 0C1E1040020000010001020100062226
    => 6F 00000000 00 05 00 1000
    <= 80 10000000 00 05 00 00 03 00000000001820250101203512315566
    => 6F 00000000 00 06 00 1000
    <= 80 02000000 00 06 00 00 02 9000
    Nothing is left, and nothing had begun
    => 6F 00000000 00 07 00 1000
    <= 80 00000000 00 07 40 08 00
    => 6F 01000000 00 08 00 0200 00
    <= 80 00000000 00 08 40 08 00
    => 6F 05000000 00 09 00 0000 805C000204
    <= 80 06000000 00 09 00 00 00 000186A09000
  `);
});
