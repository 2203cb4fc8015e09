import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import { ok, type Result } from '../shared/result.ts';
import { answerData, commandApdu, commandCase, statusWord } from './apdu.ts';
import { type ReaderError, readerError } from './readerError.ts';
import { transmitT0 } from './t0Interface.ts';

/** Replays a strict transcript: `=> bytes` must come next, `<= bytes` is the answer, `!!` a removal. */
async function replay(transcript: string, command: string) {
  const lines = transcript
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const send = async (
    tpdu: Uint8Array,
  ): Promise<Result<ReturnType<typeof fromHex>, ReaderError>> => {
    expect(`=> ${toHex(tpdu)}`).toBe(lines.shift());
    const answer = lines.shift()!;
    return answer === '!!'
      ? { ok: false, error: readerError('REMOVED_CARD', 'unknown') }
      : ok(fromHex(answer.slice(3)));
  };
  const result = await transmitT0(send, fromHex(command));
  expect(lines).toEqual([]);
  return result;
}

test('the four cases of a short command', () => {
  const shapes = ['00840000', '0084000008', '0020000003123456', '00A40400023F0100', '00A4040005AA'];
  expect(shapes.map((hex) => commandCase(fromHex(hex)))).toEqual([1, 2, 3, 4, null]);
  expect(toHex(commandApdu({ cla: 0, ins: 0xa4, p1: 4, p2: 0, data: [0x3f, 1], le: 256 }))).toBe(
    '00A40400023F0100',
  );
  expect(() => commandApdu({ cla: 0, ins: 0, p1: 0, p2: 0, data: new Uint8Array(256) })).toThrow();
  expect(() => commandApdu({ cla: 0, ins: 0, p1: 0, p2: 0, le: 257 })).toThrow();
});

test('an answer ends in its status word', () => {
  expect(statusWord(fromHex('AABB9000'))).toBe(0x9000);
  expect(toHex(answerData(fromHex('AABB9000')))).toBe('AABB');
  expect(() => statusWord(fromHex('90'))).toThrow(RangeError);
});

test('a case 4 command goes without Le, and its answer is fetched', async () => {
  const result = await replay(
    `=> 805001020B01000028A0112233445566
     <= 610F
     => 00C000000F
     <= 0000C350000700000001001122334490 00`,
    '805001020B01000028A01122334455660F',
  );
  expect(result.ok && toHex(result.value)).toBe('0000C35000070000000100112233449000');
});

test('6Cxx is followed once, with the length the card wants', async () => {
  const result = await replay(
    `=> 805C000200
     <= 6C04
     => 805C000204
     <= 0000C3509000`,
    '805C000200',
  );
  expect(result.ok && toHex(result.value)).toBe('0000C3509000');
});

test('6Cxx to a command with data is never followed: it would run twice', async () => {
  const result = await replay(
    `=> 80540100 0F 00000001 20261123 203912 AABBCCDD
     <= 6C08`.replace(/(?<=[0-9A-F]) (?=[0-9A-F])/g, ''),
    '805401000F0000000120261123203912AABBCCDD08',
  );
  expect(result.ok && toHex(result.value)).toBe('6C08');
});

test('6100 means 256 bytes, and data of several rounds is joined', async () => {
  const block = 'AB'.repeat(256);
  const result = await replay(
    `=> 00B0000000
     <= 6100
     => 00C0000000
     <= ${block}6102
     => 00C0000002
     <= CDEF9000`,
    '00B0000000',
  );
  expect(result.ok && result.value.length).toBe(260);
});

test('a card that never stops is given up, and said to have answered', async () => {
  const endless = await transmitT0(async () => ok(fromHex('6100')), fromHex('00B0000000'));
  expect(endless.ok || endless.error.outcome).toBe('answered');
});

test('a removal after the first answer is "answered": the command has run', async () => {
  const before = await replay('=> 805401000101\n!!', '80540100010108');
  expect(before.ok || before.error.outcome).toBe('unknown');
  const after = await replay('=> 805401000101\n<= 6108\n=> 00C0000008\n!!', '80540100010108');
  expect(after.ok || after.error.outcome).toBe('answered');
});

test('lengths that lie are not sent at all', async () => {
  const result = await transmitT0(() => Promise.reject(new Error('sent')), fromHex('00A4040005AA'));
  expect(result.ok || result.error.outcome).toBe('not-sent');
});

test('no answer of a card makes it throw or hang', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 })), async (answers) => {
      const queue = answers.slice();
      const send = async () => ok(new Uint8Array(queue.shift() ?? [0x90, 0x00]));
      const result = await transmitT0(send, fromHex('00B0950000'));
      expect(typeof result.ok).toBe('boolean');
    }),
  );
});
