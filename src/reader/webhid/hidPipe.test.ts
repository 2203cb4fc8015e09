import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { FEATURE } from '../ccid/ccidDescriptor.ts';
import { nothingLearnt } from '../ccid/ccidPipe.ts';
import { ccidOverHid } from './ccidOverHid.ts';
import { DESCRIPTOR, nextTurn, padded, scriptedDevice, testTimers } from './hid.fixture.ts';
import { hidLink } from './hidLink.ts';
import { hidPipe } from './hidPipe.ts';
import { ccidCodec, lengthByte } from './lengthByte.ts';
import type { ReportFraming } from './reportFraming.ts';

const SIZES = { outputId: 0, outputSize: 64, inputId: 0, inputSize: 64 };
const ASK = '7A3144000000' + '0101';
const tell = (hex: string) => padded(`7A31 44 0000 0038 ${hex}`);

function fixture(framing: ReportFraming = ccidOverHid(64, 0x7a31), model = {}) {
  const device = scriptedDevice();
  const timers = testTimers();
  const link = hidLink(device, framing, SIZES, timers, silentLog);
  return {
    device,
    timers,
    link,
    opening: hidPipe('bench', link, framing, { model, learnt: nothingLearnt(), timers }),
  };
}

async function opened(description: string, framing?: ReportFraming, model = {}) {
  const parts = fixture(framing, model);
  await nextTurn();
  parts.device.say(tell(description));
  return { ...parts, pipe: await parts.opening };
}

test('the reader is asked for its 54 bytes before anything else', async () => {
  const { device, pipe } = await opened(`01 01 ${DESCRIPTOR}`);
  expect(device.sent).toEqual([ASK]);
  expect(pipe).toMatchObject({
    ok: true,
    value: {
      hasNotifications: true,
      descriptor: { features: 0x204fe, maxMessageLength: 271 },
      info: {
        name: 'bench',
        transport: 'webhid',
        slot: 0,
        exchangeLevel: 'short-apdu',
        protocols: ['T0', 'T1'],
        maxMessageLength: 271,
      },
    },
  });
});

test('a reader that sends no notifications says so, and so does one of T=0 alone at TPDU level', async () => {
  const features = DESCRIPTOR.replace('FE040200', '30000100').replace('03000000', '01000000');
  const { pipe } = await opened(`01 FE ${features}`);
  expect(pipe).toMatchObject({
    value: { hasNotifications: false, info: { exchangeLevel: 'tpdu', protocols: ['T0'] } },
  });
});

test('what is known of its model comes before what it says', async () => {
  const model = { level: 'tpdu', maxDataRateBps: 9600, noInterrupt: true };
  const { pipe } = await opened(`01 01 ${DESCRIPTOR}`, undefined, model);
  expect(pipe).toMatchObject({
    value: {
      hasNotifications: false,
      descriptor: { maxDataRateBps: 9600 },
      info: { exchangeLevel: 'tpdu' },
    },
  });
});

test.each([
  ['another version', `02 01 ${DESCRIPTOR}`, 'version 2'],
  ['version 0', `00 01 ${DESCRIPTOR}`, 'version 0'],
  ['no descriptor', `01 01 ${'00'.repeat(54)}`, 'no CCID descriptor'],
  ['messages too short', `01 01 ${DESCRIPTOR.replace('0F010000', '2A000000')}`, 'messages of 42'],
  ['messages too long', `01 01 ${DESCRIPTOR.replace('0F010000', '00000100')}`, 'messages of 65536'],
])('%s: not a reader for us', async (_, description, detail) => {
  const { device, timers, opening } = fixture();
  // Said three times, it is not garbled.
  device.onReport = () => queueMicrotask(() => device.say(tell(description)));
  await timers.pass(1_000);
  expect(await opening).toMatchObject({
    error: { code: 'READER_UNSUPPORTED', outcome: 'not-sent', detail },
  });
  expect(device.sent).toEqual([ASK, ASK, ASK]);
});

test('asks three times, and passes over what is left from before', async () => {
  const { device, timers, opening } = fixture();
  await nextTurn();
  device.say(padded('1111 43 0001'));
  device.say(padded('7A31 43 0000 0001 81'));
  await timers.pass(1_000);
  expect(device.sent).toEqual([ASK, ASK]);
  await timers.pass(2_000);
  expect(await opening).toMatchObject({
    error: { code: 'READER_UNSUPPORTED', outcome: 'not-sent' },
  });
  expect(device.sent.length).toBe(3);
});

test('pulled out while it is asked', async () => {
  const { link, opening } = fixture();
  await nextTurn();
  link.unplugged();
  expect(await opening).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
});

test('a request that can never be sent ends the opening, and nothing has been sent to a card', async () => {
  const { device, timers, opening } = fixture();
  device.onReport = () => Promise.reject(new Error('NotAllowedError'));
  await timers.pass(1_000);
  expect(await opening).toMatchObject({ error: { code: 'COMM_ERROR', outcome: 'not-sent' } });
});

test('a description with more bytes than known is of a later version, and read as far as known', async () => {
  const { device, opening } = fixture();
  await nextTurn();
  device.say(padded(`7A31 44 0000 0039 01 01 ${DESCRIPTOR} 77`));
  expect((await opening).ok).toBe(true);
});

test('messages go through as they are: answers, notifications, and no late description', async () => {
  const { device, pipe } = await opened(`01 01 ${DESCRIPTOR}`);
  if (!pipe.ok) throw new Error(pipe.error.detail);
  const heard: string[] = [];
  pipe.value.onMessage((message) => heard.push(toHex(message)));
  expect(await pipe.value.send(fromHex('65 00000000 00 07 000000'))).toEqual({ ok: true });
  expect(device.sent[1]).toBe('7A31430000000A65000000000007');
  device.say(tell(`01 01 ${DESCRIPTOR}`));
  device.say(padded('7A31 4E 0000 0002 5003'));
  device.say(padded('7A31 43 0000 000A 81 00000000 00 07 000000'));
  expect(heard).toEqual(['5003', '81000000000007000000']);
});

test('Abort does not throw away the answer it is about', async () => {
  const { device, pipe } = await opened(`01 01 ${DESCRIPTOR}`);
  if (!pipe.ok) throw new Error(pipe.error.detail);
  const heard: string[] = [];
  pipe.value.onMessage((message) => heard.push(toHex(message)));
  device.say(padded(`7A31 43 0000 003B 80 31000000 00 07 000000`));
  await pipe.value.send(fromHex('72 00000000 00 07 000000'));
  device.say(padded('7A31 43 0001 9000'));
  expect(heard).toEqual([`8031000000000700000000${'00'.repeat(46)}9000`]);
});

test('a message that no framing carries is not sent', async () => {
  const { device, pipe } = await opened(`01 01 ${DESCRIPTOR}`);
  const sent = pipe.ok && (await pipe.value.send(new Uint8Array(65536)));
  expect(sent).toMatchObject({ error: { code: 'NOT_TRANSACTED', outcome: 'not-sent' } });
  expect(device.sent.length).toBe(1);
});

test('a reader that cannot be asked has to do everything by itself', async () => {
  const { device, opening } = fixture(lengthByte(64, ccidCodec));
  const pipe = await opening;
  expect(device.sent).toEqual([]);
  expect(pipe).toMatchObject({
    value: { hasNotifications: false, info: { exchangeLevel: 'short-apdu' } },
  });
  const { autoParameterNegotiation, autoVoltage } = FEATURE;
  const wanted = autoParameterNegotiation | autoVoltage;
  expect(pipe.ok && pipe.value.descriptor.features & wanted).toBe(wanted);
});
