import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { seededRandom } from '../environment/simulation.ts';
import type { CardSettings, CardState } from './cardState.ts';
import { createCard } from './createCard.ts';
import { exchange } from './exchange.ts';
import { fixedRandom } from './fixedRandom.ts';
import { issueCard } from './issueCard.ts';
import { CITY_CABLE } from './issuers.ts';
import { play, told } from './transcript.ts';

const issued = (settings: Partial<CardSettings> = {}, changes: Partial<CardState> = {}) => ({
  ...issueCard({
    issuer: CITY_CABLE,
    serial: '31040000000000010001',
    balanceFen: 5000,
    validFrom: '20240101',
    validTo: '20331231',
    holder: { nameGbk: 'D5C5C8FD', idNumber: '110101197001011' },
    settings: { t0: false, ...settings },
  }),
  ...changes,
});

const cardWith = (settings: Partial<CardSettings> = {}, changes: Partial<CardState> = {}) =>
  createCard(issued(settings, changes), { random: fixedRandom('00000001', '00000002') });

const SELECT = '00A4040009A0000000038698070100';
const FCI =
  '6F2E8409A00000000386980701A5219F0C1E10400200000100010201310400000000000100012024010120331231 5566';

test('directory, purse, files and balance', () => {
  const script = `
    ATR: T=0 only, 13 historical bytes
    => reset
    <= 3B6D000000908638981001 000000010001
    SELECT 1PAY.SYS.DDF01
    => 00A404000E 315041592E5359532E4444463031 00
    <= 6F15 840E315041592E5359532E4444463031 A503880101 9000
    READ RECORD 1 of the directory, then there is no more
    => 00B2010C00
    <= 6111 4F09A00000000386980701 5004 50424F43 9000
    => 00B2020C00
    <= 6A83
    Files of the purse are not in the directory
    => 00B095001E
    <= 6A82
    => 805C000204
    <= 6985
    SELECT the purse
    => ${SELECT}
    <= ${FCI} 9000
    Public file: whole, by Le 00, from an offset, too much of it, behind its end
    => 00B095001E
    <= 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    => 00B0950000
    <= 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    => 00B0950C08
    <= 0000000000010001 9000
    => 00B095002B
    <= 6C1E
    => 00B0951E01
    <= 6B00
    The same file again, now the current one
    => 00B0000A02
    <= 3104 9000
    Holder's file
    => 00B0960027
    <= 0000 D5C5C8FD00000000000000000000000000000000 31313031303131393730303130313100 00 9000
    The log is a record file, and empty
    => 00B0980000
    <= 6981
    => 00B201C417
    <= 6A83
    Balance in fen
    => 805C000204
    <= 00001388 9000
  `;
  expect(play({ card: cardWith() }, script)).toBe(told(script));
});

test('a purse without a name is selected by its file identifier; some have their version in the FCI', () => {
  const script = `
    => ${SELECT}
    <= 6A82
    => 00B2010C00
    <= 6A82
    => 00A4000002 3F01 00
    <= 6F27 A525 9F080102 9F0C1E 1040020000010001 02 01 31040000000000010001 20240101 20331231 5566 9000
    => 00A4000002 3F00 00
    <= 6F15 840E315041592E5359532E4444463031 A503880101 9000
    => 00A4000002 DF01 00
    <= 6A82
  `;
  const card = cardWith({ versionInFci: true }, { aid: null });
  expect(play({ card }, script)).toBe(told(script));
});

test('PIN: wrong tries are counted permanently, a right one restores them, the last wrong one blocks', () => {
  const script = `
    => ${SELECT}
    <= ${FCI} 9000
    => 805000020B 01 00000064 880000000001 10
    <= 6982
    => 0020000003 000000
    <= 63C2
    => 0020000003 123456
    <= 9000
    => 805000020B 01 00000064 880000000001 10
    <= 00001388 0000 01 00 00000001 74711B54 9000
    => 0020000003 000000
    <= 63C2
    => 0020000003 000000
    <= 63C1
    => reset
    <= 3B6D000000908638981001 000000010001
    => ${SELECT}
    <= ${FCI} 9000
    => 0020000003 000000
    <= 63C0
    => 0020000003 123456
    <= 6983
  `;
  expect(play({ card: cardWith() }, script)).toBe(told(script));
});

test('a log behind the PIN opens with it and closes with the next selection', () => {
  const log = ['0000000000000010000600112233445520120229135100'];
  const script = `
    => ${SELECT}
    <= ${FCI} 9000
    => 00B201C417
    <= 6982
    => 0020000003 123456
    <= 9000
    => 00B201C417
    <= ${log[0]} 9000
    => ${SELECT}
    <= ${FCI} 9000
    => 00B201C417
    <= 6982
  `;
  expect(play({ card: cardWith({ logNeedsPin: true }, { log }) }, script)).toBe(told(script));
});

const AFTER_SELECT: readonly [what: string, apdu: string, sw: string][] = [
  ['nothing at all', '', '6700'],
  ['half a header', '0050', '6700'],
  ['an unknown class', '905C000204', '6E00'],
  ['a secure messaging class', '84DA000004', '6882'],
  ['an unknown instruction', '00D6000000', '6D00'],
  ['a purse command in the ISO class', '005C000204', '6D00'],
  ['Lc longer than the data', '805001020B0100', '6700'],
  ['Lc shorter than the data', '805001020201000000641122334455660F', '6700'],
  ['extended length', '00A40400000009A00000000386980701', '6700'],
  ['INIT with a byte too few', '805001020A01000000641122334455', '6700'],
  ['INIT that wants a byte too few', '805001020B01000000641122334455660E', '6700'],
  ['INIT of the deposit', '805001010B01000000641122334455660F', '6A86'],
  ['INIT with a key the card lacks', '805001020B07000000641122334455660F', '9403'],
  ['INIT for more than there is', '805001020B01000013891122334455660F', '9401'],
  ['DEBIT without INIT', '805401000F0000000120120229135100F15CAB7508', '6901'],
  ['CREDIT without INIT', '805200000B20240411212121097E98FE04', '6901'],
  ['PROVE of a card that never paid', '805A000602000008', '9406'],
  ['PROVE of half a number', '805A0006010008', '6700'],
  ['GET BALANCE of the deposit', '805C000104', '6A86'],
  ['GET BALANCE with the wrong Le', '805C000202', '6C04'],
  ['GET BALANCE without Le', '805C0002', '6700'],
  ['READ BINARY of no file', '00B0000000', '6986'],
  ['READ BINARY of an unknown file', '00B0910000', '6A82'],
  ['READ RECORD by name', '00B201C517', '6A86'],
  ['READ RECORD of a binary file', '00B201AC00', '6981'],
  ['GET CHALLENGE of 5', '0084000005', '6700'],
  ['GET RESPONSE with nothing waiting', '00C0000008', '6985'],
  ['SELECT of a stranger', '00A4040007A000000333010100', '6A82'],
  ['SELECT by path', '00A40800023F0100', '6A86'],
  ['VERIFY without a PIN', '0020000000', '6700'],
];

test.each(AFTER_SELECT)('%s', (_what, apdu, sw) => {
  const card = cardWith();
  card.transmit(fromHex(SELECT));
  expect(toHex(card.transmit(fromHex(apdu)))).toBe(sw);
});

test('an empty purse answers an INIT with amount 0, which shows its sequence number', () => {
  const card = cardWith({}, { balanceFen: 0, offlineSequence: 0x0102 });
  card.transmit(fromHex(SELECT));
  expect(toHex(card.transmit(fromHex('805001020B01000000010000000000000F')))).toBe('9401');
  expect(toHex(card.transmit(fromHex('805001020B01000000000000000000000F')))).toBe(
    '0000000001020000000100000000019000',
  );
});

test('a card whose counters are at their end neither pays nor loads', () => {
  const card = cardWith({}, { offlineSequence: 0xffff, onlineSequence: 0xffff });
  card.transmit(fromHex(SELECT));
  expect(toHex(card.transmit(fromHex('805001020B01000000011122334455660F')))).toBe('9402');
  card.transmit(fromHex('0020000003123456'));
  expect(toHex(card.transmit(fromHex('805000020B010000000111223344556610')))).toBe('9402');
});

test('a cut waits for its command, happens once, and clears the RAM', () => {
  const script = `
    => ${SELECT}
    <= ${FCI} 9000
    => 805001020B 01 00000064 112233445566 0F
    <= torn
    => 805C000204
    <= 6985
    => ${SELECT}
    <= ${FCI} 9000
    => 805001020B 01 00000064 112233445566 0F
    <= 00001388 0000 000000 01 00 00000002 9000
  `;
  const card = cardWith();
  card.cutNext({ at: 'before-answer', command: 0x50 });
  expect(play({ card }, script)).toBe(told(script));
});

test.each([true, false])('no bytes make a card throw, or change money (T=0: %s)', (t0) => {
  const header = fc.tuple(
    fc.constantFrom(0x00, 0x80, 0x04, 0xff),
    fc.constantFrom(0x20, 0x50, 0x52, 0x54, 0x5a, 0x5c, 0x84, 0xa4, 0xb0, 0xb2, 0xc0, 0x00),
    fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x95, 0xff),
    fc.constantFrom(0x00, 0x02, 0x04, 0x06, 0x0c, 0xc4),
  );
  const nearly = fc
    .tuple(header, fc.constantFrom(0, 2, 3, 4, 8, 11, 15, 255), fc.uint8Array({ maxLength: 18 }))
    .map(([head, lc, data]) => Uint8Array.of(...head, lc, ...data));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    header.map((head) => Uint8Array.from(head)),
    nearly,
  );
  fc.assert(
    fc.property(fc.array(bytes, { minLength: 1, maxLength: 12 }), fc.nat(), (apdus, seed) => {
      const card = createCard(issued({ t0 }), { random: seededRandom(seed) });
      exchange(card, fromHex(SELECT));
      for (const apdu of apdus) {
        const answered = card.transmit(apdu);
        expect(answered.length).toBeGreaterThanOrEqual(2);
        expect(answered[answered.length - 2]).toSatisfy((sw1: number) =>
          [0x61, 0x63, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x90, 0x93, 0x94].includes(
            sw1,
          ),
        );
      }
      expect(card.state.balanceFen).toBe(5000);
      expect(card.state.offlineSequence + card.state.onlineSequence).toBe(0);
    }),
    { numRuns: 300 },
  );
});
