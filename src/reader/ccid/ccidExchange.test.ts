import { expect, test } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { ccidReader } from './ccidReader.ts';
import {
  connected,
  exchanged,
  type PlayOptions,
  POWER_T0,
  play,
  replay,
  sentIn,
  TPDU_READER,
  within,
} from './transcript.fixture.ts';

const READ = '00B0950008';
/** `READ` in an XfrBlock with bSeq 3. */
const XFR = '=> 6F 05000000 00 03 000000 00B0950008';
const ANSWER = '<= 80 0A000000 00 03 000000 00000000000000019000';
const DONE = '00000000000000019000';
const ABORT = '=> 72 00000000 00 03 000000';

const run = (lines: string, options?: PlayOptions) =>
  replay(`${POWER_T0}\n${lines}`, exchanged(READ), options);

test.each([
  ['the answer', `${XFR}\n${ANSWER}`, DONE],
  ['late answers to others go by', `${XFR}\n<= 80 02000000 00 02 000000 6985\n${ANSWER}`, DONE],
  ['ten of them', `${XFR}${'\n<= 80 00000000 00 02 40FE00'.repeat(10)}\n${ANSWER}`, DONE],
  [
    'not eleven',
    `${XFR}${'\n<= 80 00000000 00 02 40FE00'.repeat(11)}\n${ANSWER}`,
    'COMM_ERROR unknown',
  ],
  [
    'an answer of a slot the reader does not have is foreign too',
    `${XFR}\n<= 80 00000000 01 03 000000\n${ANSWER}`,
    DONE,
  ],
  [
    'a slot notification is no answer',
    `${XFR}\n<= 50 02\n<= 51 00000000 00 03 010000\n${ANSWER}\n=> 65 00000000 00 04 000000`,
    DONE,
  ],
  ['an error as a SlotStatus', `${XFR}\n<= 81 00000000 00 03 40FE00`, 'UNRESPONSIVE_CARD unknown'],
  ['an error as it should be', `${XFR}\n<= 80 00000000 00 03 40FB00`, 'COMM_ERROR unknown'],
  [
    'a SlotStatus that says all is well',
    `${XFR}\n<= 81 00000000 00 03 000000`,
    'COMM_ERROR unknown',
  ],
  ['parameters', `${XFR}\n<= 82 00000000 00 03 000000`, 'COMM_ERROR unknown'],
  ['a length that lies', `${XFR}\n<= 80 0B000000 00 03 000000 9000`, 'COMM_ERROR unknown'],
  ['no header', `${XFR}\n<= 80 0B`, 'COMM_ERROR unknown'],
  [
    'more than announced',
    `${XFR}\n<= 80 06010000 00 03 000000 ${'00'.repeat(262)}`,
    'COMM_ERROR unknown',
  ],
  ['a message that got lost', `${XFR}\nlost`, 'COMM_ERROR unknown'],
  ['sending that failed half way', `${XFR}\nstuck`, 'COMM_ERROR unknown'],
  ['sending that did not begin', `${XFR}\ngone`, 'COMM_ERROR not-sent'],
  ['a pipe that broke', `${XFR}\nbroken`, 'READER_UNAVAILABLE unknown'],
  ['the card pulled out meanwhile', `${XFR}\n<= 80 00000000 00 03 42FE00`, 'REMOVED_CARD unknown'],
  ['a header refused', `${XFR}\n<= 80 00000000 00 03 400800`, 'NOT_TRANSACTED not-sent'],
])('%s', async (_, lines, outcome) => {
  expect(await run(lines)).toBe(outcome);
});

test('time extensions are waited for, each as long as it says', async () => {
  const lines = `${XFR}
    -- 14000
    <= 80 00000000 00 03 800200
    -- 29000
    <= 81 00000000 00 03 800100
    -- 14000
    ${ANSWER}`;
  expect(await run(lines)).toBe(DONE);
});

test('a reader that asks for time forever is aborted after a minute', async () => {
  const lines = `${XFR}${'\n-- 10000\n<= 80 00000000 00 03 80FF00'.repeat(5)}
    abort 0 3
    ${ABORT}
    <= 81 00000000 00 03 000000`;
  expect(await run(lines)).toBe('TIMEOUT unknown');
});

test('sixty-five extensions in no time are too many', async () => {
  const extension = '\n<= 80 00000000 00 03 800100';
  expect(await run(`${XFR}${extension.repeat(64)}\n${ANSWER}`)).toBe(DONE);
  expect(await run(`${XFR}${extension.repeat(65)}\n${ANSWER}`)).toBe('COMM_ERROR unknown');
});

test.each([
  ['a busy slot is asked again', 'E0'],
  ['and one busy with itself', 'F2'],
])('%s', async (_, bError) => {
  const again = '=> 6F 05000000 00 04 000000 00B0950008\n<= 80 02000000 00 04 000000 9000';
  expect(await run(`${XFR}\n<= 81 00000000 00 03 40${bError}00\n${again}`)).toBe('9000');
});

test('a slot that stays busy is in use elsewhere; nothing was sent', async () => {
  const tries = Array.from({ length: 10 }, (_, i) => {
    const seq = (3 + i).toString(16).padStart(2, '0').toUpperCase();
    return `=> 6F 05000000 00 ${seq} 000000 00B0950008\n<= 80 00000000 00 ${seq} 40E000`;
  });
  expect(await run(tries.join('\n'))).toBe('SHARING_VIOLATION not-sent');
});

test('an abort is the control request and the message, and the reader lives on', async () => {
  const transcript = `${POWER_T0}
    ${XFR}
    abort 0 3
    ${ABORT}
    <= 80 00000000 00 03 40FF00  # the command itself
    <= 81 00000000 00 03 000000  # the Abort
    => 6F 05000000 00 04 000000 00B0950008
    <= 80 02000000 00 04 000000 9000`;
  const outcome = await replay(transcript, async (reader) => {
    const card = await connected(reader);
    const first = await card.transmit(fromHex(READ), { timeoutMs: 1000 });
    const second = await card.transmit(fromHex(READ));
    return [first.ok || `${first.error.code} ${first.error.outcome}`, second.ok];
  });
  expect(outcome).toEqual(['TIMEOUT unknown', true]);
});

test('what the card said before it was stopped is still its answer', async () => {
  const lines = `${XFR}
    abort 0 3
    ${ABORT}
    ${ANSWER}
    <= 81 00000000 00 03 000000`;
  expect(await run(lines)).toBe(DONE);
  const deaf = `${XFR}\nabort 0 3 refused\n${ABORT}\n${ANSWER}`;
  expect(await run(deaf)).toBe(DONE);
});

test.each([
  [
    'a reader that refuses to stop',
    `abort 0 3 refused\n${ABORT}\n<= 81 00000000 00 03 400000`,
    true,
  ],
  ['a reader that says nothing any more', `abort 0 3\n${ABORT}`, true],
  ['one without control pipe', ABORT, false],
])('%s is given up', async (_, lines, hasAbort) => {
  const played = play(`${POWER_T0}\n${XFR}\n${lines}`, { hasAbort });
  const reader = ccidReader(played.pipe, 0, played.time, silentLog);
  const states: string[] = [];
  reader.onStateChange((state) => states.push(state));
  expect(await within(played, exchanged(READ)(reader))).toBe('TIMEOUT unknown');
  expect(states).toEqual(['present', 'unavailable']);
  const again = await within(played, reader.connect());
  expect(again.ok || again.error).toMatchObject({
    code: 'READER_UNAVAILABLE',
    outcome: 'not-sent',
  });
  expect(played.sent).toEqual(sentIn(`${POWER_T0}\n${XFR}\n${lines}`));
});

test('after three faults in a row the reader is started again', async () => {
  const garbage = [3, 4, 5].map((seq) => `${XFR.replace('03', `0${seq}`)}\n<= 80 00`).join('\n');
  await replay(`${POWER_T0}\n${garbage}`, async (reader) => {
    const card = await connected(reader);
    for (let i = 0; i < 3; i++) await card.transmit(fromHex(READ));
    const after = await card.transmit(fromHex(READ));
    expect(after.ok || after.error).toMatchObject({
      code: 'READER_UNAVAILABLE',
      outcome: 'not-sent',
    });
  });
});

test('bSeq goes round', async () => {
  const rounds = Array.from({ length: 260 }, (_, i) => {
    const seq = ((3 + i) & 0xff).toString(16).padStart(2, '0').toUpperCase();
    return `=> 6F 05000000 00 ${seq} 000000 00B0950008\n<= 80 02000000 00 ${seq} 000000 9000`;
  });
  await replay(`${POWER_T0}\n${rounds.join('\n')}`, async (reader) => {
    const card = await connected(reader);
    for (const _ of rounds) expect((await card.transmit(fromHex(READ))).ok).toBe(true);
  });
});

test("answers to another slot of the reader are somebody else's, however many", async () => {
  const others = '\n<= 80 00000000 01 03 40FE00'.repeat(20);
  const descriptor = { ...TPDU_READER, maxSlotIndex: 1 };
  expect(await run(`${XFR}${others}\n${ANSWER}`, { descriptor })).toBe(DONE);
});
