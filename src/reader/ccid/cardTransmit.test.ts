import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import type { CardReader } from '../cardReader.ts';
import { buildBlock } from '../t1Block.ts';
import {
  connected,
  EXTENDED_READER,
  exchanged,
  POWER_AUTOMATIC,
  POWER_T0,
  replay,
  SHORT_READER,
  TPDU_READER,
} from './transcript.fixture.ts';

const POWER_T1 = `
  => 65 00000000 00 00 000000
  <= 81 00000000 00 00 010000
  => 62 00000000 00 01 010000
  <= 80 04000000 00 01 000000 3B800181
  => 61 07000000 00 02 010000 1110004D002000
  <= 82 07000000 00 02 000001 1110004D002000
  => 6F 05000000 00 03 000000 00C101FE3E
  <= 80 05000000 00 03 000000 00E101FE1E`;

/** DEBIT FOR PURCHASE, its answer of eight bytes. */
const DEBIT = '805401000F0000000120261123203912AABBCCDD08';
const DEBIT_TPDU = DEBIT.slice(0, -2);

test('TPDU, T=0: no Le, GET RESPONSE by us', async () => {
  const lines = `${POWER_T0}
    => 6F 14000000 00 03 000000 ${DEBIT_TPDU}
    <= 80 02000000 00 03 000000 6108
    => 6F 05000000 00 04 000000 00C0000008
    <= 80 0A000000 00 04 000000 11223344556677889000`;
  expect(await replay(lines, exchanged(DEBIT))).toBe('11223344556677889000');
});

/** What a reader says that the answer to DEBIT answers. */
const answersTo = async (reader: CardReader) => {
  const card = await connected(reader);
  const answer = await card.transmit(fromHex(DEBIT));
  return answer.ok && `${toHex(answer.value.bytes)} ${answer.value.answers}`;
};

test('TPDU: a word of the card answers DEBIT, a word after GET RESPONSE does not', async () => {
  const sent = `=> 6F 14000000 00 03 000000 ${DEBIT_TPDU}`;
  const itself = `${POWER_T0}\n${sent}\n<= 80 02000000 00 03 000000 9302`;
  expect(await replay(itself, answersTo)).toBe('9302 command');
  const fetched = `${POWER_T0}\n${sent}\n<= 80 02000000 00 03 000000 6108
    => 6F 05000000 00 04 000000 00C0000008
    <= 80 02000000 00 04 000000 9302`;
  expect(await replay(fetched, answersTo)).toBe('9302 follow-up');
});

test('a reader that takes APDUs may have fetched the answer itself: nobody can tell', async () => {
  const sent = `${POWER_AUTOMATIC}\n=> 6F 15000000 00 02 000000 ${DEBIT}`;
  const said = `${sent}\n<= 80 02000000 00 02 000000 9302`;
  const lazy = `${sent}\n<= 80 02000000 00 02 000000 6108
    => 6F 05000000 00 03 000000 00C0000008
    <= 80 02000000 00 03 000000 9302`;
  for (const descriptor of [SHORT_READER, EXTENDED_READER]) {
    expect(await replay(said, answersTo, { descriptor })).toBe('9302 unknown');
    expect(await replay(lazy, answersTo, { descriptor })).toBe('9302 follow-up');
  }
});

test('6Cxx after DEBIT: a reader of any kind is sent nothing more', async () => {
  const tpdu = `${POWER_T0}
    => 6F 14000000 00 03 000000 ${DEBIT_TPDU}
    <= 80 02000000 00 03 000000 6C08`;
  expect(await replay(tpdu, answersTo)).toBe('6C08 command');
  const apdu = `${POWER_AUTOMATIC}
    => 6F 15000000 00 02 000000 ${DEBIT}
    <= 80 02000000 00 02 000000 6C08`;
  expect(await replay(apdu, answersTo, { descriptor: SHORT_READER })).toBe('6C08 unknown');
});

test.each(['E0', 'F2', '07', '00'])(
  'DEBIT refused by the reader (bError %s) has left, and is not sent again',
  async (bError) => {
    const lines = `${POWER_T0}
      => 6F 14000000 00 03 000000 ${DEBIT_TPDU}
      <= 80 00000000 00 03 40${bError}00`;
    expect(await replay(lines, exchanged(DEBIT))).toMatch(/ unknown$/);
  },
);

test('TPDU, T=1: the block of a DEBIT that met a busy slot is not sent again', async () => {
  const lines = `${POWER_T1}
    => 6F 09000000 00 04 000000 0000058054010004D4
    <= 80 00000000 00 04 40E000`;
  expect(await replay(lines, exchanged('8054010004'))).toBe('SHARING_VIOLATION unknown');
});

test('a read that met a busy slot is sent again', async () => {
  const lines = `${POWER_T0}
    => 6F 05000000 00 03 000000 805C000204
    <= 80 00000000 00 03 40E000
    => 6F 05000000 00 04 000000 805C000204
    <= 80 06000000 00 04 000000 0000C3509000`;
  expect(await replay(lines, exchanged('805C000204'))).toBe('0000C3509000');
});

test('TPDU, T=0: 6Cxx is followed, and a card that goes then leaves no certainty', async () => {
  const lines = `${POWER_T0}
    => 6F 05000000 00 03 000000 805C000200
    <= 80 02000000 00 03 000000 6C04
    => 6F 05000000 00 04 000000 805C000204`;
  const answer = '<= 80 06000000 00 04 000000 0000C3509000';
  expect(await replay(`${lines}\n${answer}`, exchanged('805C000200'))).toBe('0000C3509000');
  expect(await replay(`${lines}\ngone`, exchanged('805C000200'))).toBe('COMM_ERROR unknown');
});

test('TPDU, T=0: lost after the first answer is "answered"', async () => {
  const lines = `${POWER_T0}
    => 6F 14000000 00 03 000000 ${DEBIT_TPDU}
    <= 80 02000000 00 03 000000 6108
    => 6F 05000000 00 04 000000 00C0000008
    <= 80 00000000 00 04 42FE00`;
  expect(await replay(lines, exchanged(DEBIT))).toBe('REMOVED_CARD answered');
});

test('TPDU, T=1: blocks by us, and the time the card asks for in bBWI', async () => {
  const lines = `${POWER_T1}
    => 6F 09000000 00 04 000000 000005805C000204DF
    <= 80 05000000 00 04 000000 00C30103C1
    => 6F 05000000 00 05 030000 00E30103E1
    -- 40000
    <= 80 0A000000 00 05 000000 0000060000C350900005`;
  expect(await replay(lines, exchanged('805C000204'))).toBe('0000C3509000');
});

test('TPDU, T=1: a block that got lost is asked for again, not sent again', async () => {
  const lines = `${POWER_T1}
    => 6F 09000000 00 04 000000 000005805C000204DF
    <= 80 00000000 00 04 40FE00
    => 6F 04000000 00 05 000000 00820082
    <= 80 0A000000 00 05 000000 0000060000C350900005`;
  expect(await replay(lines, exchanged('805C000204'))).toBe('0000C3509000');
});

test('TPDU, T=1: a command of which a part has left is not "not sent"', async () => {
  const long = `8054010023${'AB'.repeat(0x23)}`;
  const first = buildBlock(0x20, fromHex(long).subarray(0, 0x20), false);
  const lines = `${POWER_T1}\n=> 6F 24000000 00 04 000000 ${toHex(first)}
    <= 80 00000000 00 04 40FB00`;
  expect(await replay(lines, exchanged(long))).toBe('COMM_ERROR unknown');
});

test('TPDU, T=1: a card pulled out is no lost block', async () => {
  const lines = `${POWER_T1}
    => 6F 09000000 00 04 000000 000005805C000204DF
    <= 80 00000000 00 04 42FE00`;
  expect(await replay(lines, exchanged('805C000204'))).toBe('REMOVED_CARD unknown');
});

test('TPDU, T=1: lost while the sequence numbers are put right: the command has not left', async () => {
  const lost = [5, 6, 7].map(
    (seq) => `=> 6F 04000000 00 0${seq} 000000 00820082\n<= 80 00000000 00 0${seq} 40FE00`,
  );
  const transcript = `${POWER_T1}
    => 6F 09000000 00 04 000000 000005805C000204DF
    <= 80 00000000 00 04 40FE00
    ${lost.join('\n')}
    => 6F 04000000 00 08 000000 00C000C0
    broken`;
  const outcomes = await replay(transcript, async (reader) => {
    const card = await connected(reader);
    const said: string[] = [];
    for (let i = 0; i < 2; i++) {
      const answer = await card.transmit(fromHex('805C000204'));
      said.push(answer.ok ? 'ok' : `${answer.error.code} ${answer.error.outcome}`);
    }
    return said;
  });
  expect(outcomes).toEqual(['COMM_ERROR unknown', 'READER_UNAVAILABLE not-sent']);
});

const block = (pcb: number, hex: string) => {
  const bytes = toHex(buildBlock(pcb, fromHex(hex), false));
  return `${toHex([bytes.length / 2])}000000 00 .. 000000 ${bytes}`;
};
const blocks = (seq: string, pcb: number, command: string, answer: string) =>
  `=> 6F ${block(pcb, command)}\n<= 80 ${block(pcb, answer)}\n`.replaceAll('..', seq);

test('TPDU, T=1: 61xx and 6Cxx are followed as with T=0, and what is fetched does not answer DEBIT', async () => {
  const fetched = `${POWER_T1}\n${blocks('04', 0x00, DEBIT, '6108')}${blocks('05', 0x40, '00C0000008', '11223344556677889000')}`;
  expect(await replay(fetched, exchanged(DEBIT))).toBe('11223344556677889000');
  expect(await replay(fetched, answersTo)).toBe('11223344556677889000 follow-up');
  const corrected = `${POWER_T1}\n${blocks('04', 0x00, '805C000200', '6C04')}${blocks('05', 0x40, '805C000204', '0000C3509000')}`;
  expect(await replay(corrected, exchanged('805C000200'))).toBe('0000C3509000');
});

test('TPDU, T=1: DEBIT answered with 6Cxx is not sent again; its answer lost later is "answered"', async () => {
  const wrongLe = `${POWER_T1}\n${blocks('04', 0x00, DEBIT, '6C08')}`;
  expect(await replay(wrongLe, answersTo)).toBe('6C08 command');
  const unknown = `${POWER_T1}\n${blocks('04', 0x00, '8054010008', '6C04')}`;
  expect(await replay(unknown, exchanged('8054010008'))).toBe('6C04');
  const get = `=> 6F ${block(0x40, '00C0000008')}`.replace('..', '05');
  const lost = `${POWER_T1}\n${blocks('04', 0x00, DEBIT, '6108')}${get}\n<= 80 00000000 00 05 42FE00`;
  expect(await replay(lost, exchanged(DEBIT))).toBe('REMOVED_CARD answered');
});

test('short APDU: as it is, Le and all', async () => {
  const lines = `${POWER_AUTOMATIC}
    => 6F 15000000 00 02 000000 ${DEBIT}
    <= 80 0A000000 00 02 000000 11223344556677889000`;
  expect(await replay(lines, exchanged(DEBIT), { descriptor: SHORT_READER })).toBe(
    '11223344556677889000',
  );
});

test('short APDU: a command without data stays four bytes long', async () => {
  const lines = `${POWER_AUTOMATIC}
    => 6F 04000000 00 02 000000 00840000
    <= 80 02000000 00 02 000000 9000`;
  expect(await replay(lines, exchanged('00840000'), { descriptor: SHORT_READER })).toBe('9000');
});

test('short APDU: what the reader should do and does not is done by us', async () => {
  const lines = `${POWER_AUTOMATIC}
    => 6F 15000000 00 02 000000 ${DEBIT}
    <= 80 02000000 00 02 000000 6108
    => 6F 05000000 00 03 000000 00C0000008
    <= 80 0A000000 00 03 000000 11223344556677889000`;
  expect(await replay(lines, exchanged(DEBIT), { descriptor: SHORT_READER })).toBe(
    '11223344556677889000',
  );
});

const LONG = `00D6000030${'AB'.repeat(0x30)}`;
/** 32 bytes a message: 22 of data. */
const TINY = { descriptor: { ...EXTENDED_READER, maxMessageLength: 32 } };
const PART = (from: number, to: number) => LONG.slice(2 * from, 2 * to);

test('extended APDU: chains there and back', async () => {
  const lines = `${POWER_AUTOMATIC}
    => 6F 16000000 00 02 000100 ${PART(0, 22)}
    <= 80 00000000 00 02 000010
    => 6F 16000000 00 03 000300 ${PART(22, 44)}
    <= 80 00000000 00 03 000010
    => 6F 09000000 00 04 000200 ${PART(44, 53)}
    <= 80 02000000 00 04 000001 0102
    => 6F 00000000 00 05 001000
    <= 80 01000000 00 05 000003 03
    => 6F 00000000 00 06 001000
    <= 80 02000000 00 06 000002 9000`;
  expect(await replay(lines, exchanged(LONG), TINY)).toBe('0102039000');
});

test.each([
  [
    'a reader that ends our chain',
    `=> 6F 16000000 00 02 000100 ${PART(0, 22)}\n<= 80 02000000 00 02 000000 6700`,
    'COMM_ERROR unknown',
  ],
  [
    'a chain that cannot go on',
    `=> 6F 16000000 00 02 000100 ${PART(0, 22)}\n<= 80 00000000 00 02 000010
     => 6F 16000000 00 03 000300 ${PART(22, 44)}\ngone`,
    'COMM_ERROR unknown',
  ],
])('extended APDU: %s', async (_, lines, outcome) => {
  expect(await replay(`${POWER_AUTOMATIC}\n${lines}`, exchanged(LONG), TINY)).toBe(outcome);
});

const ASKED = '=> 6F 05000000 00 02 000000 00B0000000\n';
test.each([
  ['an answer that only goes on', '<= 80 01000000 00 02 000003 01', 'COMM_ERROR unknown'],
  [
    'an answer that breaks off',
    `<= 80 01000000 00 02 000001 01
     => 6F 00000000 00 03 001000
     <= 80 00000000 00 03 42FE00`,
    'REMOVED_CARD answered',
  ],
  [
    'an answer that begins twice',
    `<= 80 01000000 00 02 000001 01
     => 6F 00000000 00 03 001000
     <= 80 01000000 00 03 000001 01`,
    'COMM_ERROR answered',
  ],
])('extended APDU: %s', async (_, lines, outcome) => {
  expect(await replay(`${POWER_AUTOMATIC}\n${ASKED}${lines}`, exchanged('00B0000000'), TINY)).toBe(
    outcome,
  );
});

const XFR_T0 = '=> 6F 05000000 00 03 000000 00B0000000\n';
const XFR_SHORT = '=> 6F 05000000 00 02 000000 00B0000000\n';
const chainedAnswer = (seq: number, third: string) => `<= 80 02000000 00 0${seq} 0000${third} 0102
  => 6F 00000000 00 0${seq + 1} 001000
  <= 80 01000000 00 0${seq + 1} 000003 03
  => 6F 00000000 00 0${seq + 2} 001000
  <= 80 02000000 00 0${seq + 2} 000002 9000`;

test('bChainParameter decides at every level whether an answer is whole', async () => {
  const inT0 = `${POWER_T0}\n${XFR_T0}${chainedAnswer(3, '01')}`;
  expect(await replay(inT0, exchanged('00B0000000'))).toBe('0102039000');
  const short = `${POWER_AUTOMATIC}\n${XFR_SHORT}${chainedAnswer(2, '01')}`;
  expect(await replay(short, exchanged('00B0000000'), { descriptor: SHORT_READER })).toBe(
    '0102039000',
  );
});

test.each([
  ['the end of nothing', '02', 'COMM_ERROR unknown'],
  ['the middle of nothing', '03', 'COMM_ERROR unknown'],
  ['"go on" behind a whole answer', '10', '01029000'],
  ['a value without meaning', '7F', '01029000'],
])('a reader that sends %s, whatever level it announces', async (_, third, outcome) => {
  const answer = (seq: string) => `<= 80 04000000 00 ${seq} 0000${third} 01029000`;
  expect(await replay(`${POWER_T0}\n${XFR_T0}${answer('03')}`, exchanged('00B0000000'))).toBe(
    outcome,
  );
  const short = `${POWER_AUTOMATIC}\n${XFR_SHORT}${answer('02')}`;
  for (const descriptor of [SHORT_READER, EXTENDED_READER]) {
    expect(await replay(short, exchanged('00B0000000'), { descriptor })).toBe(outcome);
  }
});

test('a chain that begins and breaks off is lost, whatever the level: the card has answered', async () => {
  const lines = `${POWER_T0}\n${XFR_T0}<= 80 02000000 00 03 000001 0102
    => 6F 00000000 00 04 001000
    <= 80 00000000 00 04 400800`;
  expect(await replay(lines, exchanged('00B0000000'))).toBe('NOT_TRANSACTED answered');
});

test('an answer longer than the reader announces, as long as a card may answer', async () => {
  const data = 'AB'.repeat(256);
  const lines = `${POWER_T0}\n${XFR_T0}<= 80 02010000 00 03 000000 ${data}9000`;
  const descriptor = { ...TPDU_READER, maxMessageLength: 263 };
  expect(await replay(lines, exchanged('00B0000000'), { descriptor })).toBe(`${data}9000`);
});

test('an answer of empty messages ends', async () => {
  const seq = (i: number) => toHex([i & 0xff]);
  const rounds = Array.from(
    { length: 255 },
    (_, i) => `=> 6F 00000000 00 ${seq(3 + i)} 001000\n<= 80 00000000 00 ${seq(3 + i)} 000003`,
  );
  const lines = `${POWER_AUTOMATIC}\n${ASKED}<= 80 00000000 00 02 000001\n${rounds.join('\n')}`;
  expect(await replay(lines, exchanged('00B0000000'), TINY)).toBe('COMM_ERROR answered');
});

test('what does not fit into a message of another level is not sent', async () => {
  const descriptor = { ...SHORT_READER, maxMessageLength: 32 };
  expect(await replay(POWER_AUTOMATIC, exchanged(LONG), { descriptor })).toBe(
    'NOT_TRANSACTED not-sent',
  );
});

test('a command that becomes a minute of blocks is over', async () => {
  const wtx = Array.from({ length: 5 }, (_, i) => {
    const seq = toHex([5 + i]);
    return `=> 6F 05000000 00 ${seq} 010000 00E30101E3\n-- 14000\n<= 80 05000000 00 ${seq} 000000 00C30101C3`;
  }).join('\n');
  const lines = `${POWER_T1}
    => 6F 09000000 00 04 000000 000005805C000204DF
    <= 80 05000000 00 04 000000 00C30101C3
    ${wtx.replaceAll('010000', '000000')}`;
  expect(await replay(lines, exchanged('805C000204'))).toBe('TIMEOUT unknown');
});

test('one command after another, on one card', async () => {
  const lines = `${POWER_T0}
    => 6F 05000000 00 03 000000 0084000004
    <= 80 06000000 00 03 000000 010203049000
    => 6F 05000000 00 04 000000 0084000004
    <= 80 06000000 00 04 000000 050607089000`;
  const answers = await replay(
    lines,
    async (reader) => {
      const card = await connected(reader);
      return Promise.all(['0084000004', '0084000004'].map((hex) => card.transmit(fromHex(hex))));
    },
    { descriptor: TPDU_READER },
  );
  expect(answers.map((answer) => answer.ok && toHex(answer.value.bytes))).toEqual([
    '010203049000',
    '050607089000',
  ]);
});
