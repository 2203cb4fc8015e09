import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { nextTurn, padded, scriptedDevice, testTimers } from './hid.fixture.ts';
import { hidLink } from './hidLink.ts';
import { r6Framing } from './r6.ts';
import { r6Reader } from './r6Reader.ts';

/** Without the zeros that pad it. */
const GET_ATR = '52360001';
const ATR = '5236 0000 0005 3B6D000000';
const NO_CARD = '5236 0001 0000';
const DEBIT = fromHex('805401000F0000000112345611223344AABBCCDD08');
const reportOf = (tpdu: string) =>
  `5236000200${(tpdu.length / 2 + 0x100).toString(16).slice(1).toUpperCase()}${tpdu}`;
const DEBIT_REPORT = reportOf(toHex(DEBIT).slice(0, -2));

/** Getting in step takes an answer, and then a while without another. */
const QUIET_MS = 2_000;

/** `answers` in order; `-` for none. The last one is for all that follow. */
function fixture(...answers: string[]) {
  const step = { isIn: true };
  const device = scriptedDevice();
  const timers = testTimers();
  const framing = r6Framing(64);
  const link = hidLink(
    device,
    framing,
    { outputId: 0, outputSize: 64, inputId: 0, inputSize: 64 },
    timers,
    silentLog,
  );
  const reader = r6Reader('ePass', link, framing, step, timers, silentLog);
  const states: string[] = [];
  const left = answers;
  device.onReport = () => {
    const answer = left.length > 1 ? left.shift()! : left[0]!;
    if (answer !== '-') queueMicrotask(() => device.say(padded(answer)));
  };
  return { device, timers, link, reader, states, step };
}
async function connected(...answers: string[]) {
  const parts = fixture(ATR, ...answers);
  const card = await parts.reader.connect();
  if (!card.ok) throw new Error(card.error.code);
  parts.device.sent.length = 0;
  return { ...parts, card: card.value };
}

test('connecting asks for the ATR', async () => {
  const parts = fixture(ATR);
  const card = await parts.reader.connect();
  expect(card.ok && [toHex(card.value.atr), card.value.activeProtocol]).toEqual([
    '3B6D000000',
    'T0',
  ]);
  expect(parts.device.sent).toEqual([GET_ATR]);
});

test.each([
  ['a status that is no success', NO_CARD],
  ['an answer that is no ATR', '5236 0000 0003 010203'],
])('%s is an empty slot', async (_, answer) => {
  const parts = fixture(answer);
  const status = await parts.reader.getStatus();
  expect(status).toEqual({ ok: true, value: 'empty' });
  const connecting = parts.reader.connect();
  await parts.timers.pass(QUIET_MS);
  expect(await connecting).toMatchObject({
    error: { code: 'NO_SMARTCARD', outcome: 'not-sent' },
  });
});

test('a purse command, and the rest of its answer by GET RESPONSE', async () => {
  const { device, card } = await connected('5236 0000 0002 6108', '5236 0000 0004 BEEF 9000');
  const answer = await card.transmit(DEBIT);
  expect(answer.ok && toHex(answer.value.bytes)).toBe('BEEF9000');
  expect(device.sent).toEqual([DEBIT_REPORT, '52360002000500C0000008']);
});

test('it may fetch an answer itself: whose word 9302 is, nobody can tell', async () => {
  const { card } = await connected('5236 0000 0002 9302');
  expect(await card.transmit(DEBIT)).toMatchObject({ ok: true, value: { answers: 'unknown' } });
});

test('while nobody listens nothing is asked; then a card is seen coming and going', async () => {
  const { device, timers, reader, states } = fixture(NO_CARD, NO_CARD, ATR, ATR, NO_CARD);
  await timers.pass(5_000);
  expect(device.sent).toEqual([]);
  const stop = reader.onStateChange((state) => states.push(state));
  await timers.pass(800 * 5);
  expect(states).toEqual(['empty', 'present', 'empty']);
  stop();
  await timers.pass(5_000);
  expect(device.sent.length).toBe(6);
});

test('a card that is connected is not asked for its ATR: that would reset it', async () => {
  const { device, timers, reader, card, states } = await connected('5236 0000 0002 9000');
  reader.onStateChange((state) => states.push(state));
  await timers.pass(10_000);
  expect(await reader.getStatus()).toEqual({ ok: true, value: 'present' });
  expect(device.sent).toEqual([]);
  await card.disconnect();
  await timers.pass(800);
  expect(device.sent).toEqual([GET_ATR]);
});

test('after a failed exchange the card may be gone: it is looked for, and has to be connected again', async () => {
  const { timers, reader, card, states } = await connected('5236 6F01 0000', NO_CARD);
  reader.onStateChange((state) => states.push(state));
  expect(await card.transmit(DEBIT)).toMatchObject({
    error: { code: 'COMM_ERROR', outcome: 'unknown' },
  });
  expect(await card.transmit(DEBIT)).toMatchObject({
    error: { code: 'RESET_CARD', outcome: 'not-sent' },
  });
  await timers.pass(800);
  expect(states).toEqual(['empty']);
});

test('a card that is connected again after a failure works', async () => {
  const { card } = await connected('5236 6F01 0000', ATR, '5236 0000 0002 9000');
  await card.transmit(DEBIT);
  expect((await card.reconnect('reset')).ok).toBe(true);
  expect((await card.transmit(DEBIT)).ok).toBe(true);
});

test('a connection that lost the card to another sends nothing more, not even GET RESPONSE', async () => {
  const { device, card, reader } = await connected('5236 0000 0002 6108', ATR, '-');
  device.onReport = (report, index) => {
    if (index === 0) {
      queueMicrotask(() => {
        void reader.connect();
        device.say(padded('5236 0000 0002 6108'));
      });
    } else if (report[3] === 1) queueMicrotask(() => device.say(padded(ATR)));
  };
  expect(await card.transmit(DEBIT)).toMatchObject({
    error: { code: 'RESET_CARD', outcome: 'answered' },
  });
  expect(device.sent).toEqual([DEBIT_REPORT, GET_ATR]);
});

test('what happens to the card is told once it is known', async () => {
  const parts = fixture(NO_CARD, ATR);
  parts.reader.onStateChange((state) => parts.states.push(state));
  await parts.reader.connect();
  await parts.reader.connect();
  expect(parts.states).toEqual(['empty', 'present']);
});

test('an answer that comes too late is not taken for the next one', async () => {
  const { device, timers, card, reader } = await connected('-');
  const debit = card.transmit(DEBIT, { timeoutMs: 1_000 });
  await timers.pass(1_000);
  expect(await debit).toMatchObject({ error: { code: 'TIMEOUT', outcome: 'unknown' } });
  const connecting = reader.connect();
  await nextTurn();
  // First the late answer, then the one that gets us in step; the real one counts only after a quiet time.
  device.say(padded('5236 0000 0002 9000'));
  await timers.pass(500);
  device.say(padded(ATR));
  await timers.pass(QUIET_MS - 1);
  expect(device.sent).toEqual([DEBIT_REPORT, GET_ATR]);
  device.onReport = () => queueMicrotask(() => device.say(padded(ATR)));
  await timers.pass(1);
  expect((await connecting).ok).toBe(true);
  expect(device.sent).toEqual([DEBIT_REPORT, GET_ATR, GET_ATR]);
});

test('an answer left over from an earlier page is recognised: it is no ATR', async () => {
  const { device, timers, reader } = fixture('5236 0000 0006 11223344 9000', ATR);
  expect(await reader.connect()).toMatchObject({ error: { code: 'NO_SMARTCARD' } });
  const connecting = reader.connect();
  await nextTurn();
  expect(device.sent).toEqual([GET_ATR, GET_ATR]);
  await timers.pass(QUIET_MS);
  expect((await connecting).ok).toBe(true);
  expect(device.sent.length).toBe(3);
});

test('closed with a command on its way, the device starts out of step', async () => {
  const { card, reader, step } = await connected('-');
  void card.transmit(DEBIT);
  await nextTurn();
  await reader.close();
  expect(step.isIn).toBe(false);
});

test('a command that did not leave puts nothing out of step', async () => {
  const { card, link, step } = await connected('-');
  link.unplugged();
  expect(await card.transmit(DEBIT)).toMatchObject({ error: { outcome: 'not-sent' } });
  expect(step.isIn).toBe(true);
});

test('a reader that answers nothing any more is not sent anything for a card', async () => {
  const { device, timers, card, reader } = await connected('-');
  void card.transmit(DEBIT, { timeoutMs: 1_000 });
  await timers.pass(1_000);
  const connecting = reader.connect();
  await timers.pass(10_000);
  expect(await connecting).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
  expect(device.sent).toEqual([DEBIT_REPORT, GET_ATR]);
});

test('an answer to nothing shows that reader and page are out of step: no command goes out', async () => {
  const { device, card } = await connected('5236 0000 0002 9000');
  device.say(padded('5236 0000 0002 9000'));
  expect(await card.transmit(DEBIT)).toMatchObject({
    error: { code: 'COMM_ERROR', outcome: 'not-sent' },
  });
  expect(device.sent).toEqual([]);
});

test('a report that makes no sense does not end the wait for the answer', async () => {
  const { device, card } = await connected('-');
  const answer = card.transmit(DEBIT);
  await nextTurn();
  device.say(padded('FFFF'));
  device.say(padded('5236 0000 0002 9000'));
  expect((await answer).ok).toBe(true);
});

test.each([0, 1])(
  'pulled out with %i reports started: the outcome of the debit is reported correctly',
  async (started) => {
    const { device, timers, link, card, reader, states } = await connected('-');
    reader.onStateChange((state) => states.push(state));
    if (started === 0) link.unplugged();
    const debit = card.transmit(DEBIT);
    await nextTurn();
    if (started === 1) link.unplugged();
    expect(await debit).toMatchObject({
      error: {
        code: 'READER_UNAVAILABLE',
        outcome: started === 0 ? 'not-sent' : 'unknown',
      },
    });
    expect(device.sent.length).toBe(started);
    expect(states).toEqual(['unavailable']);
    await timers.pass(5_000);
    expect(device.sent.length).toBe(started);
  },
);

test('a closed reader asks no more', async () => {
  const { device, timers, reader } = fixture(ATR);
  reader.onStateChange(() => {});
  await reader.close();
  await timers.pass(10_000);
  expect(device.sent).toEqual([]);
});
