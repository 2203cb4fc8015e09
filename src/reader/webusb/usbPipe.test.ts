import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { parseConfiguration } from '../ccid/parseConfiguration.ts';
import { correctedInterface } from '../ccid/quirks.ts';
import { readerConfiguration } from '../ccid/realReaders.fixture.ts';
import { realReader, scriptedUsb } from './usb.fixture.ts';
import { usbPipe } from './usbPipe.ts';

/** A pipe to a real reader's interface, and all it says. */
function piped(name = 'SCR331') {
  const time = virtualTime();
  const usb = scriptedUsb(name);
  const parsed = parseConfiguration(readerConfiguration(realReader(name)));
  if (!parsed.ok) throw new Error(parsed.error);
  const ccid = correctedInterface(parsed.value[0]!);
  let closed = 0;
  const pipe = usbPipe(usb.device, ccid, time, async () => {
    closed++;
    await usb.device.releaseInterface(ccid.interfaceNumber);
  });
  const said: string[] = [];
  pipe.onMessage((message) => said.push(toHex(message)));
  pipe.onFailure(({ code, outcome, detail }) => said.push(`${code} ${outcome}: ${detail}`));
  const pass = (ms = 0) => time.runUntil(() => false, ms);
  return { usb, pipe, said, pass, closed: () => closed };
}
const STATUS = '81000000000000010000';
const BLOCK = `80460000000001000000${'AB'.repeat(70)}`;

test('one read waits, longer than a message and a multiple of the packet; notifications have their own', async () => {
  const { usb, said, pass } = piped();
  expect(usb.calls).toEqual(['in 1 320', 'in 9 8']);
  usb.comes(STATUS);
  usb.comes('5003', 9);
  await pass();
  expect(said.sort()).toEqual(['5003', STATUS]);
  expect(usb.calls.slice(2).sort()).toEqual(['in 1 320', 'in 9 8']);
});

test('a reader that announces too little may send a whole answer all the same', async () => {
  const { usb, said, pass } = piped('SCR331-DI');
  expect(usb.calls[0]).toBe('in 1 320');
  const longest = `80020100000001000000${'AB'.repeat(256)}9000`;
  usb.comes(longest.slice(0, 128));
  usb.comes(longest.slice(128));
  await pass();
  expect(said).toEqual([longest]);
});

test('a message in several transfers, and packets of no length', async () => {
  const { usb, said, pass } = piped();
  for (const part of [
    '',
    BLOCK.slice(0, 8),
    '',
    BLOCK.slice(8, 128),
    BLOCK.slice(128),
    '',
    STATUS,
  ]) {
    usb.comes(part);
  }
  await pass();
  expect(said).toEqual([BLOCK, STATUS]);
});

test('a message that never becomes whole is reported and thrown away', async () => {
  const { usb, said, pass } = piped();
  usb.comes(BLOCK.slice(0, 40));
  await pass(999);
  expect(said).toEqual([]);
  await pass(2);
  usb.comes(STATUS);
  await pass();
  expect(said).toEqual(['COMM_ERROR unknown: message without end', STATUS]);
});

test('a length beyond all bounds is not waited for', async () => {
  const { usb, said, pass } = piped();
  usb.comes('80FFFFFFFF0001000000');
  usb.comes('8006010000000100000000');
  usb.comes(STATUS);
  await pass();
  expect(said).toEqual([
    'COMM_ERROR unknown: message of 4294967305 bytes',
    'COMM_ERROR unknown: message of 272 bytes',
    STATUS,
  ]);
});

test('bytes behind a message are left on it for the parser', async () => {
  const { usb, said, pass } = piped();
  usb.comes(`${STATUS}FF`);
  await pass();
  expect(said).toEqual([`${STATUS}FF`]);
});

test('a stall is cleared and babble reported, but neither forever', async () => {
  const { usb, said, pass } = piped();
  for (const what of ['stall', 'babble', 'stall', STATUS, 'stall']) usb.comes(what);
  await pass();
  expect(said).toEqual(['COMM_ERROR unknown: babble', STATUS]);
  expect(usb.calls.filter((call) => call.startsWith('clear'))).toEqual(
    Array(3).fill('clearHalt in 1'),
  );
  for (let i = 0; i < 3; i++) usb.comes('stall');
  await pass();
  expect(said.slice(2)).toEqual(['READER_UNAVAILABLE unknown: stall without end']);
});

test('a reader that sends nothing but empty packets is read ten times a second', async () => {
  const { usb, said, pass } = piped();
  for (let i = 0; i < 1000; i++) usb.comes('');
  await pass(5_000);
  const reads = usb.calls.filter((call) => call.startsWith('in 1')).length;
  expect(reads).toBeLessThan(80);
  expect(said).toEqual([]);
});

test('a pipe whose reader stops notifying says so, and goes on', async () => {
  const { usb, pipe, said, pass } = piped();
  expect(pipe.hasNotifications).toBe(true);
  for (let i = 0; i < 4; i++) usb.comes('stall', 9);
  await pass();
  expect(pipe.hasNotifications).toBe(false);
  usb.comes(STATUS);
  await pass();
  expect(said).toEqual([STATUS]);
  expect(piped('LDU_LANDI').pipe.hasNotifications).toBe(false);
});

test.each([
  ['takes it', {}, { ok: true }],
  [
    'stalls',
    { status: 'stall', bytesWritten: 0 },
    { error: { code: 'COMM_ERROR', outcome: 'unknown' } },
  ],
  [
    'takes half of it',
    { status: 'ok', bytesWritten: 5 },
    { error: { code: 'COMM_ERROR', outcome: 'unknown' } },
  ],
])('sending to a reader that %s', async (_, answer, expected) => {
  const { usb, pipe } = piped();
  const { transferOut } = usb.device;
  usb.device.transferOut = async (...sent) => Object.assign(await transferOut(...sent), answer);
  expect(await pipe.send(fromHex('65000000000000000000'))).toMatchObject(expected);
  expect(usb.calls[2]).toBe('out 1 65000000000000000000');
});

test('a transfer that fails may have gone; after it nothing goes any more', async () => {
  const { usb, pipe, said, pass } = piped();
  usb.failing.set('out', ['NetworkError']);
  const error = { code: 'READER_UNAVAILABLE', outcome: 'unknown' };
  expect(await pipe.send(fromHex('65'))).toMatchObject({ error });
  expect(await pipe.send(fromHex('65'))).toMatchObject({
    error: { ...error, outcome: 'not-sent' },
  });
  await pass();
  expect(said).toEqual(['READER_UNAVAILABLE unknown: NetworkError']);
  expect(usb.calls.filter((call) => call.startsWith('out'))).toHaveLength(1);
});

test('ABORT is a class request to the interface: bSeq above, bSlot below', async () => {
  const { usb, pipe } = piped('Watchdata_USB_Key3');
  expect(await pipe.abort!(2, 5)).toEqual({ ok: true, value: undefined });
  expect(usb.calls.pop()).toBe('control class interface 1 1282 1');
  usb.failing.set('control', ['NetworkError']);
  expect(await pipe.abort!(2, 5)).toMatchObject({ error: { code: 'COMM_ERROR' } });
});

test('closing is silent for waiting reads, reported to a waiting command, and done once', async () => {
  const { usb, pipe, said, pass, closed } = piped();
  await Promise.all([pipe.close(), pipe.close()]);
  await pass();
  expect(said).toEqual(['READER_UNAVAILABLE unknown: closed']);
  expect([closed(), usb.calls.slice(2)]).toEqual([1, ['release 0']]);
});

test('unplugged: reported once, however many calls fail', async () => {
  const { usb, pipe, said, pass } = piped();
  usb.unplug();
  await pass();
  expect(await pipe.send(fromHex('65'))).toMatchObject({ error: { outcome: 'not-sent' } });
  expect(said).toEqual(['READER_UNAVAILABLE unknown: NotFoundError']);
});
