import { expect, test } from 'vitest';
import { ccidFault, commandFailed, isBlockLost, wantsMoreTime } from './ccidFault.ts';

/** bStatus, bError: code and outcome where nothing ran (power, parameters), and where something may have. */
test.each([
  [0x42, 0xfe, 'NO_SMARTCARD', 'REMOVED_CARD unknown', 'no card, or pulled out meanwhile'],
  [0x40, 0xfe, 'UNRESPONSIVE_CARD', 'UNRESPONSIVE_CARD unknown', 'mute'],
  [0x41, 0xfe, 'UNRESPONSIVE_CARD', 'UNRESPONSIVE_CARD unknown', 'mute, not powered'],
  [0x40, 0xfd, 'COMM_ERROR', 'COMM_ERROR unknown', 'parity'],
  [0x40, 0xfc, 'COMM_ERROR', 'COMM_ERROR unknown', 'overrun'],
  [0x40, 0xfb, 'COMM_ERROR', 'COMM_ERROR unknown', 'hardware'],
  [0x42, 0xfb, 'NO_SMARTCARD', 'REMOVED_CARD unknown', 'hardware, as some say it of a pulled card'],
  [0x40, 0xf8, 'UNSUPPORTED_CARD', 'UNSUPPORTED_CARD unknown', 'bad TS'],
  [0x40, 0xf7, 'UNSUPPORTED_CARD', 'UNSUPPORTED_CARD unknown', 'bad TCK'],
  [0x40, 0xf6, 'UNSUPPORTED_CARD', 'UNSUPPORTED_CARD unknown', 'protocol'],
  [0x40, 0xf5, 'UNSUPPORTED_CARD', 'UNSUPPORTED_CARD unknown', 'class'],
  [0x40, 0xf4, 'COMM_ERROR', 'COMM_ERROR unknown', 'procedure byte'],
  [0x40, 0xf3, 'PROTO_MISMATCH', 'PROTO_MISMATCH unknown', 'deactivated protocol'],
  [0x40, 0xf2, 'SHARING_VIOLATION', 'SHARING_VIOLATION not-sent', 'busy by itself'],
  [0x40, 0xe0, 'SHARING_VIOLATION', 'SHARING_VIOLATION not-sent', 'slot busy'],
  [0x42, 0xe0, 'SHARING_VIOLATION', 'SHARING_VIOLATION not-sent', 'slot busy, no card'],
  [0x40, 0xf0, 'TIMEOUT', 'TIMEOUT unknown', 'PIN time-out'],
  [0x40, 0xef, 'CANCELLED', 'CANCELLED unknown', 'PIN cancelled'],
  [0x40, 0xff, 'CANCELLED', 'CANCELLED unknown', 'aborted'],
  [0x40, 0x00, 'UNSUPPORTED_FEATURE', 'UNSUPPORTED_FEATURE unknown', 'not supported'],
  [0x40, 0x01, 'NOT_TRANSACTED', 'NOT_TRANSACTED not-sent', 'bad length'],
  [0x42, 0x05, 'READER_UNAVAILABLE', 'READER_UNAVAILABLE not-sent', 'no such slot'],
  [0x40, 0x08, 'NOT_TRANSACTED', 'NOT_TRANSACTED not-sent', 'bad level parameter'],
  [0x40, 0x0a, 'NOT_TRANSACTED', 'NOT_TRANSACTED unknown', 'an offset within the data'],
  [0x40, 0x7f, 'NOT_TRANSACTED', 'NOT_TRANSACTED unknown', 'the last offset'],
  [0x40, 0x81, 'COMM_ERROR', 'COMM_ERROR unknown', "a vendor's own"],
])('%s %s: %s / %s, %5$s', (bStatus, bError, quiet, running) => {
  expect(ccidFault(bStatus, bError, false)).toMatchObject({ code: quiet, outcome: 'not-sent' });
  const { code, outcome, detail } = ccidFault(bStatus, bError, true);
  expect(`${code} ${outcome}`).toBe(running);
  expect(detail).toMatch(/^bStatus [0-9A-F]{2}, bError [0-9A-F]{2}$/);
});

test('whatever a reader says of a command that may have run, "not-sent" needs one of eleven reasons', () => {
  const said: number[] = [];
  for (let bError = 0; bError < 256; bError++) {
    const outcomes = [0x40, 0x41, 0x42, 0x43].map((s) => ccidFault(s, bError, true).outcome);
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes[0]).not.toBe('answered');
    if (outcomes[0] === 'not-sent') said.push(bError);
  }
  expect(said).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0xe0, 0xf2]);
});

test('bStatus tells failure and time extension', () => {
  expect([0x00, 0x02, 0x40, 0x42, 0x80, 0xc0].map(commandFailed)).toEqual(
    [0, 0, 1, 1, 0, 1].map(Boolean),
  );
  expect([0x00, 0x40, 0x80, 0x81, 0xc0].map(wantsMoreTime)).toEqual([0, 0, 1, 1, 0].map(Boolean));
});

test('a lost block is asked for again while there is a card to ask', () => {
  expect([0xfe, 0xfd, 0xfc].map((bError) => isBlockLost(0x40, bError))).toEqual([true, true, true]);
  expect(isBlockLost(0x42, 0xfe) || isBlockLost(0x00, 0xfe) || isBlockLost(0x40, 0xfb)).toBe(false);
});
