import { beforeEach, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../../../src/shared/bytes.ts';
import { type VirtualTime, virtualTime } from '../../environment/simulation.ts';
import { goodCard } from './ccid.fixture.ts';
import { createFakeHid, type FakeHid, type FakeHidParts } from './fakeHid.ts';
import { HID_MODELS } from './hidModels.ts';
import { createSlot, type SimulatedSlot } from './simulatedSlot.ts';

let time: VirtualTime;
let slot: SimulatedSlot;
let fake: FakeHid;
let device: HIDDevice;
/** Input reports without their padding. */
let heard: string[];

async function plugIn(parts: Partial<FakeHidParts> = {}) {
  time = virtualTime(0);
  slot = createSlot();
  slot.insert(goodCard());
  heard = [];
  fake = createFakeHid({ timers: time, slot, model: HID_MODELS.ccid, granted: 'policy', ...parts });
  [device] = (await fake.hid.getDevices()) as [HIDDevice];
  device?.addEventListener('inputreport', ({ data }) => {
    const report = toHex(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    heard.push(report.replace(/(00)+$/, ''));
  });
}
beforeEach(() => plugIn());

const wait = (forMs = 5_000) => time.runUntil(() => false, forMs);

/** How a call ended: its value, or the name of its error. */
async function ends<T>(call: Promise<T>): Promise<T | string> {
  const outcome = call.catch((cause: DOMException) => cause.name);
  let isDone = false;
  void outcome.then(() => {
    isDone = true;
  });
  await time.runUntil(() => isDone, 5_000);
  return outcome;
}
const padded = (hex: string, length = 64) =>
  concat(fromHex(hex), new Uint8Array(length - fromHex(hex).length));

/** Each `=>` sends one report; the `<=` lines are the reports that followed, without padding. */
async function talk(script: string) {
  const lines = script
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/ /g, ''));
  const said: string[] = [];
  for (const line of lines) {
    if (line.startsWith('<=')) continue;
    said.push(line);
    if (!line.startsWith('=>')) continue;
    heard = [];
    await ends(device.sendReport(0, padded(line.slice(2))));
    await wait();
    said.push(...heard.map((report) => `<=${report}`));
  }
  expect(said).toEqual(lines);
}
const DESCRIBE = `
  => 7A31 44 0000 0001 01
  <= 7A31 44 0000 0038 0101 36 21 1001 00 07 03000000 A00F0000 401F0000 00 012A0000 29400500 00 FE000000 00000000 00000000 FE040200 0F010000 FF FF 0000 00 01`;
const ATR = '3B6D000000908638981001000000000018';
const SELECT = '00A4040009A0000000038698070100';
const FCI =
  '6F2E8409A00000000386980701A5219F0C1E10400200000100010201000622260000000000182025010120351231556690';

test('CCID over HID: description, power, a chain of packets; a notification', async () => {
  await ends(device.open());
  await talk(`${DESCRIBE}
    => 7A31 43 0000 000A 62 00000000 00 00 00 0000
    <= 7A31 43 0000 001B 80 11000000 00 00 00 00 00 ${ATR}
    => 7A31 43 0000 0019 6F 0F000000 00 01 00 0000 ${SELECT}
    <= 7A31 43 0000 003C 80 32000000 00 01 00 00 00 ${FCI.slice(0, 94)}
    <= 7A31 43 0001 ${FCI.slice(94)}
  `);
  heard = [];
  slot.pull();
  await wait();
  expect(heard).toEqual(['7A314E000000025002']);
});

test('CCID over HID: packets on a wrong channel, out of sequence or before a description request are ignored', async () => {
  await ends(device.open());
  await talk(`
    => 7A31 43 0000 000A 65 00000000 00 00 00 0000
    ${DESCRIBE.trim()}
    => 7A32 43 0000 000A 65 00000000 00 00 00 0000
    => 7A31 4E 0000 000A 65 00000000 00 00 00 0000
    => 7A31 43 0001 65 00000000 00 00 00 0000
    => 7A31 43 0000 000A 65 00000000 00 00 00 0000
    <= 7A31 43 0000 000A 81 00000000 00 00 01 00 01
  `);
});

test('CCID over HID: a new conversation does not get answers of the last one', async () => {
  await plugIn({ faults: [{ on: 'powerOn', does: { kind: 'late', ms: 20_000 } }] });
  await ends(device.open());
  await talk(`${DESCRIBE}
    => 7A31 43 0000 000A 62 00000000 00 00 00 0000
    ${DESCRIBE.trim()}
    The reader is busy with what was asked before
    => 7A31 43 0000 000A 65 00000000 00 00 00 0000
    <= 7A31 43 0000 000A 81 00000000 00 00 40 E0
  `);
  heard = [];
  await wait(20_000);
  expect(heard).toEqual([]);
  await talk(`
    => 7A31 43 0000 000A 65 00000000 00 01 00 0000
    <= 7A31 43 0000 000A 81 00000000 00 01
  `);
});

test('CCID over HID: Abort needs no control pipe', async () => {
  await plugIn({ faults: [{ on: 'powerOn', does: { kind: 'lost-command' } }] });
  await ends(device.open());
  await talk(`${DESCRIBE}
    => 7A31 43 0000 000A 62 00000000 00 00 00 0000
    => 7A31 43 0000 000A 72 00000000 00 00 00 0000
    <= 7A31 43 0000 000A 81 00000000 00 00 01 00 01
  `);
});

test('length byte: each piece is sent when the other side asks for it', async () => {
  await plugIn({ model: HID_MODELS['length-byte'] });
  await ends(device.open());
  await talk(`
    => 0A 62 00000000 00 00 00 0000
    <= 1B 80 11000000 00 00 00 00 00 ${ATR}
    The command in two pieces
    => 0A 6F 0F000000 00 01 00 0000
    <= FF
    => 0F ${SELECT}
    <= 3C 80 32000000 00 01 00 00 00 ${FCI}
    => 09 65 00000000 00 02 00 00
    <= FF
    => 01 00
    <= 0A 81 00000000 00 02
  `);
});

test('R6: the ATR, and commands at TPDU level', async () => {
  await plugIn({ model: HID_MODELS.r6 });
  await ends(device.open());
  await talk(`
    => 5236 0001 0000
    <= 5236 0000 0011 ${ATR}
    => 5236 0002 000E ${SELECT.slice(0, -2)}
    <= 5236 0000 0002 6130
    => 5236 0002 0005 00C0000030
    <= 5236 0000 0032 ${FCI}
    => 5236 0009 0000
    <= 5236 0001
  `);
  slot.pull();
  await talk(`
    => 5236 0001 0000
    <= 5236 0001
  `);
});

test('reports are declared with their sizes and ids, and others are refused', async () => {
  await plugIn({ model: HID_MODELS['ccid-odd'] });
  const [collection] = device.collections;
  expect([collection?.usagePage, collection?.usage]).toEqual([0xff00, 0x43]);
  expect(collection?.outputReports?.[0]).toMatchObject({
    reportId: 5,
    items: [{ reportSize: 8, reportCount: 13 }],
  });
  expect(collection?.inputReports?.[0]?.items?.[0]?.reportCount).toBe(48);
  await ends(device.open());
  expect(await ends(device.sendReport(0, padded('00', 13)))).toBe('NotAllowedError');
  expect(await ends(device.sendReport(5, padded('00', 14)))).toBe('NotAllowedError');
  expect(await ends(device.sendReport(5, padded('00', 13)))).toBeUndefined();
});

test('calls that come too early, twice or too late are refused', async () => {
  expect(await ends(device.sendReport(0, padded('00')))).toBe('InvalidStateError');
  const opening = device.open();
  await expect(device.open()).rejects.toThrow('in progress');
  await ends(opening);
  expect(await ends(device.open())).toBe('InvalidStateError');
  expect(device.opened).toBe(true);
  const sending = device.sendReport(0, padded('00'));
  slot.unplug();
  expect(await ends(sending)).toBe('NotAllowedError');
  expect(device.opened).toBe(false);
  expect(await ends(device.open())).toBe('NotAllowedError');
});

test('a closed device delivers no reports', async () => {
  await ends(device.open());
  await talk(DESCRIBE);
  heard = [];
  await ends(device.close());
  slot.pull();
  await wait();
  expect(heard).toEqual([]);
});

test('cancelling the chooser gives an empty list; a grant by the viewer ends when the reader is unplugged', async () => {
  await plugIn({ granted: 'never-yet' });
  const ask = (filters: HIDDeviceFilter[]) => ends(fake.hid.requestDevice({ filters }));
  expect(await fake.hid.getDevices()).toEqual([]);
  fake.viewer.isGesturing = false;
  expect(await ask([])).toBe('SecurityError');
  fake.viewer.isGesturing = true;
  fake.viewer.chooses = false;
  expect(await ask([])).toEqual([]);
  fake.viewer.chooses = true;
  expect(await ask([{ usagePage: 0xf1d0 }])).toEqual([]);
  const chosen = await ask([{ usagePage: 0xff00, usage: 0x43 }]);
  expect(await fake.hid.getDevices()).toEqual(chosen);
  const changes: string[] = [];
  for (const type of ['connect', 'disconnect'] as const) {
    fake.hid.addEventListener(type, () => changes.push(type));
  }
  slot.unplug();
  slot.plug();
  await wait();
  expect([changes, await fake.hid.getDevices()]).toEqual([['disconnect'], []]);
});
