import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, fromHex, toHex } from '../shared/bytes.ts';
import { ok, type Result } from '../shared/result.ts';
import { answerData, commandApdu, commandCase, statusWord } from './apdu.ts';
import type { CardAnswer } from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';
import { transmitT0 } from './t0Interface.ts';

const own = (bytes: Bytes): CardAnswer => ({ bytes, answers: 'command' });

/** Replays a strict transcript: `=> bytes` must come next, `<= bytes` is the answer, `!!` a removal. */
async function replay(transcript: string, command: string) {
  const lines = transcript
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const send = async (tpdu: Uint8Array): Promise<Result<CardAnswer, ReaderError>> => {
    expect(`=> ${toHex(tpdu)}`).toBe(lines.shift());
    const answer = lines.shift()!;
    return answer === '!!'
      ? { ok: false, error: readerError('REMOVED_CARD', 'unknown') }
      : ok(own(fromHex(answer.slice(3))));
  };
  const result = await transmitT0(send, fromHex(command));
  expect(lines).toEqual([]);
  return result;
}

test.each(['90', '3B00', '8000', '5F00', 'A000', 'FFFF', 'AABB0000'])(
  '%s is no status word: nobody knows what became of the command',
  async (bytes) => {
    const said = await transmitT0(async () => ok(own(fromHex(bytes))), fromHex('8054010003AABBCC'));
    expect(said).toMatchObject({ ok: false, error: { outcome: 'unknown' } });
  },
);

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
  expect(result.ok && toHex(result.value.bytes)).toBe('0000C35000070000000100112233449000');
});

test('6Cxx is followed once, with the length the card wants', async () => {
  const result = await replay(
    `=> 805C000200
     <= 6C04
     => 805C000204
     <= 0000C3509000`,
    '805C000200',
  );
  expect(result.ok && toHex(result.value.bytes)).toBe('0000C3509000');
});

test('6Cxx to a command with data is never followed: it would run twice', async () => {
  const result = await replay(
    `=> 80540100 0F 00000001 20261123 203912 AABBCCDD
     <= 6C08`.replace(/(?<=[0-9A-F]) (?=[0-9A-F])/g, ''),
    '805401000F0000000120261123203912AABBCCDD08',
  );
  expect(result.ok && toHex(result.value.bytes)).toBe('6C08');
});

const DEBIT = '805401000F0000000120261123203912AABBCCDD08';
const DEBIT_TPDU = DEBIT.slice(0, -2);

test.each([
  ['9302', 'command', ''],
  ['6985', 'command', ''],
  ['9302', 'follow-up', '<= 6108\n=> 00C0000008\n'],
  ['6985', 'follow-up', '<= 6108\n=> 00C0000008\n'],
  ['6F00', 'follow-up', '<= 6108\n=> 00C0000008\n<= 6C08\n=> 00C0000008\n'],
  ['6C08', 'follow-up', '<= 6108\n=> 00C0000008\n<= 6C08\n=> 00C0000008\n'],
  ['9000', 'follow-up', '<= 6108\n=> 00C0000008\n<= AABB6106\n=> 00C0000006\n'],
])('DEBIT, and then %s: it answers the %s', async (sw, answers, between) => {
  const result = await replay(`=> ${DEBIT_TPDU}\n${between}<= ${sw}`, DEBIT);
  expect(result.ok && [toHex(result.value.bytes).slice(-4), result.value.answers]).toEqual([
    sw,
    answers,
  ]);
});

test('a read that was sent again after 6Cxx: the word answers what was sent last', async () => {
  const result = await replay('=> 805C000200\n<= 6C04\n=> 805C000204\n<= 6A81', '805C000200');
  expect(result.ok && result.value.answers).toBe('follow-up');
});

test('what the port cannot tell, T=0 cannot tell either', async () => {
  const word = fromHex('9302');
  const result = await transmitT0(
    async () => ok({ bytes: word, answers: 'unknown' }),
    fromHex(DEBIT),
  );
  expect(result.ok && result.value.answers).toBe('unknown');
});

test('of all commands without data only those that only read are sent again after 6Cxx', async () => {
  const again: string[] = [];
  for (let ins = 0; ins <= 0xff; ins++) {
    for (const tail of ['0000', '000010']) {
      const sent: string[] = [];
      const command = fromHex(`80${toHex([ins])}${tail}`);
      await transmitT0(async (tpdu) => {
        sent.push(toHex(tpdu));
        return ok(own(fromHex('6C08')));
      }, command);
      expect(sent.length).toBeLessThanOrEqual(2);
      if (sent.length > 1) again.push(toHex(command));
    }
  }
  const reads = ['50', '5A', '5C', '84', 'A4', 'B0', 'B2', 'C0'];
  expect(again).toEqual(reads.map((ins) => `80${ins}000010`));
});

test('whatever a card says, DEBIT leaves once, and only its one answer answers it', async () => {
  const word = fc.constantFrom(
    '6108',
    '6C08',
    '6100',
    '6985',
    '9302',
    '9401',
    '6F00',
    '9000',
    'AA6104',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
      const sent: string[] = [];
      const result = await transmitT0(async (tpdu) => {
        sent.push(toHex(tpdu));
        return ok(own(fromHex(words[sent.length - 1] ?? '9302')));
      }, fromHex(DEBIT));
      expect(sent.filter((tpdu) => tpdu.startsWith('8054'))).toEqual([DEBIT_TPDU]);
      expect(sent.slice(1).every((tpdu) => tpdu.startsWith('00C0'))).toBe(true);
      const told = result.ok && result.value.answers;
      expect(told).toBe(sent.length === 1 ? 'command' : 'follow-up');
    }),
  );
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
  expect(result.ok && result.value.bytes.length).toBe(260);
});

test('a card that never stops is given up, and said to have answered', async () => {
  const endless = await transmitT0(async () => ok(own(fromHex('6100'))), fromHex('00B0000000'));
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
      const send = async () => ok(own(new Uint8Array(queue.shift() ?? [0x90, 0x00])));
      const result = await transmitT0(send, fromHex('00B0950000'));
      expect(typeof result.ok).toBe('boolean');
    }),
  );
});
