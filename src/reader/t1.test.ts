import { expect, test } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import { COMMAND, fresh, replay, script, told } from './t1.fixture.ts';
import { transmitT1 } from './t1.ts';

test('a command to a card in a Gemalto IDBridge CT40, as pcscd sent it', async () => {
  const { send, rest } = script('=> 00 40 06 80 FE 00 00 01 01\n<= 00 40 02 6D 00');
  const seen: string[] = [];
  const state = fresh({ ns: 1, nr: 1 });
  const result = await transmitT1(
    (block, times) => {
      seen.push(toHex(block));
      return send(block, times);
    },
    fromHex('80FE00000101'),
    state,
  );
  expect(told(result)).toBe('6D00');
  expect(seen).toEqual(['00400680FE0000010138']);
  expect(state).toMatchObject({ ns: 0, nr: 0, lost: false });
  expect(rest).toEqual([]);
});

/** ISO 7816-3, annex A, and what it leaves out; each ends with what the caller is told. */
test.each([
  ['numbers start at zero', '=> 00 00 04 80540000 \n <= 00 00 02 9000', '9000'],
  [
    'the card asks for time, and gets it once',
    `=> 00 00 04 80540000
     <= 00 C3 01 05
     => 00 E3 01 05 *5
     <= ? 00 00 02 9000
     => 00 81 00
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'the card wants shorter blocks',
    `=> 00 00 04 80540000
     <= 00 C1 01 02
     => 00 E1 01 02
     <= 00 82 00
     => 00 20 02 8054
     <= 00 90 00
     => 00 40 02 0000
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'the card chains',
    `=> 00 00 04 80540000
     <= 00 20 02 1122
     => 00 90 00
     <= 00 60 02 3344
     => 00 80 00
     <= 00 00 02 9000`,
    '112233449000',
  ],
  [
    'a block of a chain got lost on the way back',
    `=> 00 00 04 80540000
     <= 00 20 02 1122
     => 00 90 00
     <= ? 00 60 02 3344
     => 00 91 00
     <= 00 40 02 9000`,
    '11229000',
  ],
  [
    'our request for the next block got lost on the way there',
    `=> 00 00 04 80540000
     <= 00 20 02 1122
     => 00 90 00
     <= 00 91 00    # wants I-block 1 of ours: it never got the R
     => 00 90 00
     <= 00 40 02 9000`,
    '11229000',
  ],
  [
    'the command got damaged on the way there',
    `=> 00 00 04 80540000
     <= 00 81 00
     => 00 00 04 80540000
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'the answer got damaged on the way back, or lost',
    `=> 00 00 04 80540000
     <= ? 00 00 02 9000
     => 00 81 00
     <= -
     => 00 82 00
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'the answer and our request to repeat it both damaged: the card says it has the command',
    `=> 00 00 04 80540000
     <= ? 00 00 02 9000
     => 00 81 00
     <= 00 91 00
     => 00 82 00
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'an old answer is no answer',
    `=> 00 00 04 80540000
     <= 00 40 02 9000
     => 00 82 00
     <= 00 00 02 6A82`,
    '6A82',
  ],
  [
    'blocks of wrong length, address, kind are no answer; three in a row are forgiven',
    `=> 00 00 04 80540000
     <= 00 00 03 9000
     => 00 82 00
     <= 01 00 02 9000
     => 00 82 00
     <= 00 E0 00
     => 00 82 00
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'reserved bits and empty requests are no answer',
    `=> 00 00 04 80540000
     <= 00 01 02 9000
     => 00 82 00
     <= 00 C3 01 00
     => 00 82 00
     <= 00 C1 01 FF
     => 00 82 00
     <= 00 00 02 9000`,
    '9000',
  ],
  [
    'the card gives up: the command may have run',
    '=> 00 00 04 80540000 \n <= 00 C2 00 \n => 00 E2 00 \n <= 00 90 00',
    'COMM_ERROR unknown',
  ],
  [
    'the card gives up in the middle of its answer: the command has run',
    `=> 00 00 04 80540000
     <= 00 20 02 1122
     => 00 90 00
     <= 00 C2 00
     => 00 E2 00
     <= -`,
    'COMM_ERROR answered',
  ],
  ['an answer without status', '=> 00 00 04 80540000 \n <= 00 00 01 90', 'COMM_ERROR answered'],
  ['the card is pulled out', '=> 00 00 04 80540000 \n <= !gone', 'REMOVED_CARD unknown'],
  ['the reader was busy', '=> 00 00 04 80540000 \n <= !unsent', 'SHARING_VIOLATION not-sent'],
  [
    'busy only for the second block: the first may have run',
    '=> 00 00 04 80540000 \n <= - \n => 00 82 00 \n <= !unsent',
    'SHARING_VIOLATION unknown',
  ],
  [
    'pulled out in the middle of its answer',
    '=> 00 00 04 80540000 \n <= 00 20 02 1122 \n => 00 90 00 \n <= !gone',
    'REMOVED_CARD answered',
  ],
  [
    'silence for good: no repeat of the command, whatever RESYNCH would bring',
    `=> 00 00 04 80540000
     <= -
     => 00 82 00
     <= -
     => 00 82 00
     <= -
     => 00 82 00
     <= -`,
    'COMM_ERROR unknown',
  ],
  [
    'a card that never takes the block of a DEBIT: it is not sent from the start',
    `=> 00 00 04 80540000
     <= 00 81 00
     => 00 00 04 80540000
     <= 00 81 00
     => 00 00 04 80540000
     <= 00 81 00
     => 00 00 04 80540000
     <= 00 81 00`,
    'COMM_ERROR unknown',
  ],
])('%s', async (_, transcript, expected) => {
  expect(await replay(transcript)).toBe(expected);
});

test('we chain, and shorter when the card wants it; time may be asked for in between', async () => {
  const result = await replay(
    `=> 00 20 04 80540100
     <= 00 C3 01 02
     => 00 E3 01 02 *2
     <= 00 90 00
     => 00 60 04 03010203
     <= 00 C1 01 01
     => 00 E1 01 01
     <= 00 80 00
     => 00 00 01 08
     <= 00 00 02 9000`,
    '805401000301020308',
    fresh({ ifsc: 4, firstIfsc: 4 }),
  );
  expect(result).toBe('9000');
});

test('before the end of a chain nothing has run', async () => {
  const state = () => fresh({ ifsc: 4, firstIfsc: 4 });
  const first = '=> 00 20 04 80540100';
  const told = (rest: string) => replay(`${first}\n${rest}`, '8054010001AA', state());
  expect(await told('<= !gone')).toBe('REMOVED_CARD not-sent');
  expect(await told('<= 00 C2 00 \n => 00 E2 00 \n <= 00 80 00')).toBe('COMM_ERROR not-sent');
  expect(await told('<= 00 90 00 \n => 00 40 02 01AA \n <= !gone')).toBe('REMOVED_CARD unknown');
  expect(await told('<= 00 90 00 \n => 00 40 02 01AA \n <= !unsent')).toBe(
    'SHARING_VIOLATION not-sent',
  );
});

test('an answer to half a command is no answer', async () => {
  const result = await replay(
    `=> 00 20 04 80540100
     <= 00 00 02 9000
     => 00 82 00
     <= 00 90 00
     => 00 40 02 01AA
     <= 00 00 02 6A80`,
    '8054010001AA',
    fresh({ ifsc: 4, firstIfsc: 4 }),
  );
  expect(result).toBe('6A80');
});

test('after a failure RESYNCH comes first, three times at most, and the blocks are short again', async () => {
  const state = fresh({ ns: 1, nr: 1, ifsc: 254, firstIfsc: 3 });
  expect(await replay('=> 00 40 04 80540000 \n <= !gone', COMMAND, state)).toContain('unknown');
  expect(state.lost).toBe(true);
  const silent = '=> 00 C0 00 \n <= - \n => 00 C0 00 \n <= ? 00 E0 00 \n => 00 C0 00';
  expect(await replay(`${silent} \n <= 00 00 02 9000`, COMMAND, state)).toBe('COMM_ERROR not-sent');
  const mended = await replay(
    `${silent} \n <= 00 E0 00
     => 00 20 03 805400
     <= 00 90 00
     => 00 40 01 00
     <= 00 00 02 9000`,
    COMMAND,
    state,
  );
  expect(mended).toBe('9000');
  expect(state.lost).toBe(false);
});

test('a card that never takes the block of a command that only reads: RESYNCH, and once from the start', async () => {
  const refused = '=> 00 00 04 80500000 \n <= 00 82 00 \n'.repeat(4);
  const again = `${refused} => 00 C0 00 \n <= 00 81 00 \n => 00 C0 00 \n <= 00 E0 00`;
  const taken = '=> 00 00 04 80500000 \n <= 00 00 02 9000';
  expect(await replay(`${again} \n ${taken}`, '80500000')).toBe('9000');
  expect(await replay(`${again} \n ${refused}`, '80500000')).toBe('COMM_ERROR not-sent');
});

test.each([
  ['once', '=> 00 00 04 80540000 \n <= 00 00 02 9302', 'command'],
  [
    'in two blocks',
    '=> 00 20 02 8054 \n <= 00 90 00 \n => 00 40 02 0000 \n <= 00 00 02 9302',
    'command',
  ],
  [
    'once, and its answer twice',
    '=> 00 00 04 80540000 \n <= ? 00 00 02 9302 \n => 00 81 00 \n <= 00 00 02 9302',
    'command',
  ],
  [
    'twice, as the card says that it did not get it',
    '=> 00 00 04 80540000 \n <= 00 81 00 \n => 00 00 04 80540000 \n <= 00 00 02 9302',
    'unknown',
  ],
])(
  'the end of a command that left %s: its status word answers %s',
  async (_, transcript, answers) => {
    const { send } = script(transcript);
    const state = fresh(transcript.includes('00 20 02') ? { ifsc: 2, firstIfsc: 2 } : {});
    const result = await transmitT1(send, fromHex(COMMAND), state);
    expect(result.ok && result.value.answers).toBe(answers);
  },
);

test('numbers go on from command to command, also over chains', async () => {
  const state = fresh();
  const chained = '=> 00 00 04 80540000 \n <= 00 20 01 11 \n => 00 90 00 \n <= 00 40 02 9000';
  expect(await replay(chained, COMMAND, state)).toBe('119000');
  expect(await replay('=> 00 40 04 80540000 \n <= 00 00 02 9000', COMMAND, state)).toBe('9000');
  expect(await replay('=> 00 00 04 80540000 \n <= 00 40 02 9000', COMMAND, state)).toBe('9000');
});
