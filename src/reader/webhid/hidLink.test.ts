import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import type { ReaderError } from '../readerError.ts';
import { ccidOverHid } from './ccidOverHid.ts';
import { nextTurn, padded, scriptedDevice, testTimers } from './hid.fixture.ts';
import { hidLink } from './hidLink.ts';
import { ccidCodec, lengthByte } from './lengthByte.ts';
import type { ReportFraming } from './reportFraming.ts';

const SIZES = { outputId: 0, outputSize: 64, inputId: 0, inputSize: 64 };

function fixture(framing: ReportFraming = ccidOverHid(64, 0x7a31), sizes = SIZES) {
  const device = scriptedDevice();
  const timers = testTimers();
  const link = hidLink(device, framing, sizes, timers, silentLog);
  const heard: string[] = [];
  const failures: ReaderError[] = [];
  link.onMessage(({ stream, message }) => heard.push(`${stream} ${toHex(message)}`));
  link.onFailure((error) => failures.push(error));
  const send = (message: Bytes) => link.send(framing.encode(message));
  return { device, timers, link, heard, failures, send };
}
const long = (bytes: number): Bytes => new Uint8Array(bytes).fill(0xab);

test('reports leave one after the other, two messages never mixed', async () => {
  const { device, send } = fixture();
  const gates: (() => void)[] = [];
  device.onReport = () => new Promise<void>((resolve) => gates.push(resolve));
  const both = [send(long(60)), send(fromHex('CD'))];
  for (let i = 0; i < 3; i++) {
    await nextTurn();
    expect(device.sent.length).toBe(i + 1);
    gates.shift()!();
  }
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
  expect(device.sent.map((hex) => hex.slice(0, 16))).toEqual([
    '7A31430000003CAB',
    '7A31430001ABABAB',
    '7A31430000' + '0001CD',
  ]);
});

test('an input report is read where it lies in its buffer, and kept when the buffer is used again', () => {
  const { device, heard } = fixture();
  device.say(padded('7A31 43 0000 003A 11'));
  device.say(padded('7A31 43 0001 22'));
  expect(heard).toEqual([`answer 11${'00'.repeat(56)}22`]);
});

test('reports of another id are not ours', () => {
  const { device, heard, failures } = fixture(undefined, { ...SIZES, inputId: 3 });
  device.say(padded('7A31 43 0000 0001 11'));
  device.say(padded('7A31 43 0000 0001 22'), 3);
  expect(heard).toEqual(['answer 22']);
  expect(failures).toEqual([]);
});

test('a broken answer is COMM_ERROR, of unknown outcome; a broken notification is no failure', () => {
  const { device, failures } = fixture();
  device.say(padded('7A31 4E 0001'));
  expect(failures).toEqual([]);
  device.say(padded('7A31 43 0001'));
  expect(failures).toMatchObject([{ code: 'COMM_ERROR', outcome: 'unknown' }]);
});

test('half an answer to an earlier command is forgotten, unless the message is about it', async () => {
  const { device, heard, link, send } = fixture();
  device.say(padded('7A31 43 0000 003A 11'));
  await link.send([padded('72')], true);
  device.say(padded('7A31 43 0001 22'));
  expect(heard.length).toBe(1);
  device.say(padded('7A31 43 0000 003A 11'));
  await send(fromHex('65'));
  device.say(padded('7A31 43 0001 22'));
  expect(heard.length).toBe(1);
});

test.each([
  ['rejects', () => Promise.reject(new Error('NotAllowedError')), 'COMM_ERROR'],
  [
    'throws',
    () => {
      throw new Error('TypeError');
    },
    'COMM_ERROR',
  ],
  ['never ends', () => new Promise<void>(() => {}), 'TIMEOUT'],
])('a report that %s may have left all the same', async (_, onReport, code) => {
  const { device, timers, send } = fixture();
  device.onReport = onReport;
  const sent = send(fromHex('65'));
  await timers.pass(2_000);
  expect(await sent).toMatchObject({ ok: false, error: { code, outcome: 'unknown' } });
  device.onReport = () => {};
  expect(await send(fromHex('65'))).toEqual({ ok: true });
});

test.each([0, 1, 2, 3])('pulled out while report %i of three is on its way', async (at) => {
  const { device, link, failures, send } = fixture();
  device.onReport = (_, index) => {
    if (index === at) link.unplugged();
  };
  if (at === 3) device.onReport = () => {};
  const sent = await send(long(150));
  if (at === 3) link.unplugged();
  expect(device.sent.length).toBe(Math.min(3, at + 1));
  if (at === 3) expect(sent).toEqual({ ok: true });
  else expect(sent).toMatchObject({ error: { code: 'READER_UNAVAILABLE', outcome: 'unknown' } });
  expect(failures).toMatchObject([{ code: 'READER_UNAVAILABLE' }]);
  // Nothing was started of what comes after.
  expect(await send(fromHex('65'))).toMatchObject({ error: { outcome: 'not-sent' } });
  expect(device.sent.length).toBe(Math.min(3, at + 1));
});

test('pulled out between two reports: the reader may have the first', async () => {
  const { device, link, send } = fixture();
  // Between "the report is out" and the next one there is no moment but this.
  const out = Promise.resolve();
  const sendReport = () =>
    Object.defineProperty(out, 'then', {
      value: (done: () => void) => {
        done();
        link.unplugged();
      },
    });
  Object.assign(device, { sendReport });
  expect(await send(long(60))).toMatchObject({ error: { outcome: 'unknown' } });
});

test('a message that waits for its turn when the reader goes was not sent', async () => {
  const { device, link, send } = fixture();
  device.onReport = () => new Promise<void>(() => {});
  const both = [send(fromHex('65')), send(fromHex('6F'))];
  await nextTurn();
  link.unplugged();
  expect(await Promise.all(both)).toMatchObject([
    { error: { outcome: 'unknown' } },
    { error: { outcome: 'not-sent' } },
  ]);
});

test('after close nothing is heard and nothing is sent', async () => {
  const { device, link, heard, send } = fixture();
  device.opened = true;
  await link.close();
  device.say(padded('7A31 43 0000 0001 11'));
  expect([device.opened, heard]).toEqual([false, []]);
  expect(await send(fromHex('65'))).toMatchObject({ error: { outcome: 'not-sent' } });
});

const lengthBytes = () => fixture(lengthByte(64, ccidCodec));
const FF = padded('FF');

test('length byte: each piece waits for the acknowledgement of the one before', async () => {
  const { device, send } = lengthBytes();
  const sent = send(long(150));
  await nextTurn();
  expect(device.sent.length).toBe(1);
  device.say(FF);
  await nextTurn();
  expect(device.sent.length).toBe(2);
  device.say(FF);
  expect(await sent).toEqual({ ok: true });
  expect(device.sent[2]).toBe(`18${'AB'.repeat(24)}`);
});

test('length byte: an acknowledgement may come before the browser says the report is out', async () => {
  const { device, send } = lengthBytes();
  device.onReport = async () => device.say(FF);
  expect(await send(long(150))).toEqual({ ok: true });
});

test('length byte: without acknowledgement the command may be half there', async () => {
  const { device, timers, send } = lengthBytes();
  const sent = send(long(150));
  await timers.pass(2_000);
  expect(await sent).toMatchObject({ error: { code: 'TIMEOUT', outcome: 'unknown' } });
  expect(device.sent.length).toBe(1);
});

test('length byte: pieces of an answer are acknowledged', async () => {
  const { device, heard } = lengthBytes();
  device.say(padded(`3F 80 36000000 00 01 000000 ${'AB'.repeat(53)}`));
  expect(device.sent).toEqual(['FF']);
  device.say(padded('01 CD'));
  expect(device.sent).toEqual(['FF']);
  expect(heard.length).toBe(1);
});

test('length byte: an acknowledgement that cannot be sent is a failure', async () => {
  const { device, failures } = lengthBytes();
  device.onReport = () => Promise.reject(new Error('gone'));
  device.say(padded(`3F 80 36000000 00 01 000000 ${'AB'.repeat(53)}`));
  await nextTurn();
  expect(failures).toMatchObject([{ code: 'COMM_ERROR', outcome: 'unknown' }]);
});

test('pulled out at any moment: exactly those messages are "not-sent" of which no report was started', async () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 4 });
  const check = async (sizes: number[], pullAt: number, isAcknowledged: boolean) => {
    const framing = isAcknowledged ? lengthByte(64, ccidCodec) : ccidOverHid(64, 0x7a31);
    const { device, link, send } = fixture(framing);
    device.onReport = (_, index) => {
      if (index === pullAt) link.unplugged();
      else device.say(FF);
    };
    // The first byte of each message tells which one a report belongs to.
    const messages = sizes.map((size, i) => new Uint8Array(size + 1).fill(i + 1));
    const results = await Promise.all(messages.map(send));
    results.forEach((result, i) => {
      const mark = `0${i + 1}`;
      const started = device.sent.some((hex) => hex.endsWith(mark));
      expect(started).toBe(result.ok || result.error.outcome !== 'not-sent');
    });
  };
  const property = fc.asyncProperty(lengths, fc.nat(20), fc.boolean(), check);
  await fc.assert(property, { numRuns: 500 });
});
