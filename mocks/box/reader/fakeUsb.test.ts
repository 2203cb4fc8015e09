import { beforeEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { type VirtualTime, virtualTime } from '../../environment/simulation.ts';
import { goodCard } from './ccid.fixture.ts';
import { createFakeUsb, type FakeUsb, type FakeUsbParts } from './fakeUsb.ts';
import { READER_MODELS } from './readerModels.ts';
import { createSlot, type SimulatedSlot } from './simulatedSlot.ts';
import { ENDPOINT } from './usbLayout.ts';

let time: VirtualTime;
let slot: SimulatedSlot;
let fake: FakeUsb;
let device: USBDevice;

async function plugIn(parts: Partial<FakeUsbParts> = {}) {
  time = virtualTime(0);
  slot = createSlot();
  slot.insert(goodCard());
  fake = createFakeUsb({
    timers: time,
    slot,
    model: READER_MODELS.tpdu,
    granted: 'policy',
    ...parts,
  });
  [device] = (await fake.usb.getDevices()) as [USBDevice];
}
beforeEach(() => plugIn());

const wait = (forMs = 5_000) => time.runUntil(() => false, forMs);

/** How a call ended within `forMs`: its value, the name of its error, or `pending`. */
async function ends<T>(call: Promise<T>, forMs = 5_000): Promise<T | string> {
  let outcome: T | string = 'pending';
  let isDone = false;
  call
    .then(
      (value) => {
        outcome = value;
      },
      (cause: DOMException) => {
        outcome = cause.name;
      },
    )
    .then(() => {
      isDone = true;
    });
  await time.runUntil(() => isDone, forMs);
  return outcome;
}
const read = (length: number, endpoint: number = ENDPOINT.bulkIn) =>
  device.transferIn(endpoint, length).then(({ status, data }) => {
    const { buffer, byteOffset, byteLength } = data!;
    return `${status} ${toHex(new Uint8Array(buffer, byteOffset, byteLength))}`;
  });
const write = (hex: string) => device.transferOut(ENDPOINT.bulkOut, fromHex(hex));
async function claimed() {
  await ends(device.open());
  await ends(device.claimInterface(0));
}
const STATUS = '65 00000000 00 01 00 0000';
const POWER_ON = '62 00000000 00 02 01 0000';
const ATR = '3B6D000000908638981001000000000018';

test('a granted reader is listed without asking, and another one has to be chosen', async () => {
  expect([device.vendorId, device.productName, device.opened]).toEqual([
    0x04e6,
    'SPRx32 USB Smart Card Reader',
    false,
  ]);
  await plugIn({ granted: 'never-yet' });
  expect(await fake.usb.getDevices()).toEqual([]);
  const ask = (filters: USBDeviceFilter[]) => ends(fake.usb.requestDevice({ filters }));
  fake.viewer.isGesturing = false;
  expect(await ask([])).toBe('SecurityError');
  fake.viewer.isGesturing = true;
  expect(await ask([{ classCode: 0x0b }])).toBe('NotFoundError');
  fake.viewer.chooses = false;
  expect(await ask([{ classCode: 0xff }])).toBe('NotFoundError');
  fake.viewer.chooses = true;
  const chosen = await ask([{ vendorId: 0x04e6 }]);
  expect(await fake.usb.getDevices()).toEqual([chosen]);
});

test('only granted readers get events; a grant by the viewer ends when the reader is unplugged', async () => {
  const heard: string[] = [];
  const listen = () => {
    for (const type of ['connect', 'disconnect'] as const) {
      fake.usb.addEventListener(type, (event) => heard.push(`${type} ${event.device === device}`));
    }
  };
  listen();
  slot.unplug();
  slot.plug();
  await wait();
  expect(heard).toEqual(['disconnect true', 'connect false']);
  await plugIn({ granted: 'never-yet' });
  listen();
  heard.length = 0;
  slot.unplug();
  slot.plug();
  await wait();
  expect(heard).toEqual([]);
  device = await fake.usb.requestDevice({ filters: [] });
  slot.unplug();
  slot.plug();
  await wait();
  expect(heard).toEqual(['disconnect true']);
  expect(await fake.usb.getDevices()).toEqual([]);
});

test('the configuration as bytes: the 54 bytes follow the interface, or its last endpoint', async () => {
  const configuration = async (length: number) => {
    await ends(device.open());
    const setup = {
      requestType: 'standard',
      recipient: 'device',
      request: 6,
      value: 0x200,
      index: 0,
    };
    const { data } = await device.controlTransferIn(setup as USBControlTransferParameters, length);
    return toHex(new Uint8Array(data!.buffer, data!.byteOffset, data!.byteLength));
  };
  const inOrder = (...parts: string[]) => parts.join(' ').replace(/ /g, '');
  expect(await configuration(9)).toBe('09025D000101008032');
  expect(await configuration(4096)).toBe(
    inOrder(
      '09025D00 01 01 00 80 32',
      '0904 00 00 03 FF 00 00 00',
      '3621 0001 00 01 03000000 A00F0000 401F0000 00 012A0000 29400500 00 FE000000 00000000 00000000',
      'BA000100 0E010000 FF FF 0000 03 01',
      '0705 01 02 4000 00',
      '0705 82 02 4000 00',
      '0705 83 03 0800 10',
    ),
  );
  await plugIn({ model: READER_MODELS.bare });
  expect((await configuration(4096)).slice(36, 40)).toBe('0705');
  await plugIn({ model: READER_MODELS.polled });
  const composite = await configuration(4096);
  expect(composite.slice(18, 36)).toBe('090400000208065000');
  expect(composite.slice(64, 86)).toBe('0904010002FF0000003621');
});

test('a reader of a protected class is visible, but cannot be claimed unless the shell allows it', async () => {
  await plugIn({ model: READER_MODELS.protected });
  await ends(device.open());
  expect(device.configuration?.interfaces[0]?.alternates[0]?.interfaceClass).toBe(0x0b);
  expect(await ends(device.claimInterface(0))).toBe('SecurityError');
  await plugIn({ model: READER_MODELS.protected, allowsProtected: true });
  await claimed();
  expect(device.configuration?.interfaces[0]?.claimed).toBe(true);
});

test('a read is pending until there is data, and ends with a short packet', async () => {
  await claimed();
  const reading = read(320);
  expect(await ends(reading, 1_000)).toBe('pending');
  expect(await ends(write(STATUS))).toEqual({ status: 'ok', bytesWritten: 10 });
  expect(await ends(reading)).toBe('ok 81000000000001010001');
  await write(POWER_ON);
  await wait();
  const [first, second] = [read(320), read(320)];
  expect(await ends(first)).toBe(`ok 80110000000002000000${ATR}`);
  expect(await ends(second)).toBe('pending');
  expect(await ends(read(8, ENDPOINT.interruptIn))).toBe('ok 5003');
});

test('a read of less than a packet is babble, and a message of whole packets ends with an empty one', async () => {
  const model = { ...READER_MODELS['short-apdu'], packetSize: 16 };
  await plugIn({ model });
  await claimed();
  await write(POWER_ON);
  expect(await ends(read(17))).toBe(`babble 80110000000002000000${ATR.slice(0, 12)}`);
  await plugIn({ model });
  await claimed();
  await write(POWER_ON);
  expect(await ends(read(16))).toBe(`ok 80110000000002000000${ATR.slice(0, 12)}`);
  expect(await ends(read(320))).toBe(`ok ${ATR.slice(12)}`);
  // Ten bytes of header and six of balance fill a packet.
  await write('6F 0E000000 00 03 00 0000 00A4040009A00000000386980701');
  await ends(read(320));
  await write('6F 05000000 00 04 00 0000 805C000204');
  expect(await ends(read(320))).toBe('ok 80060000000004000000000186A09000');
});

test('a message of whole packets without an end stays pending', async () => {
  const model = { ...READER_MODELS.tpdu, packetSize: 10 };
  await plugIn({ model, faults: [{ does: { kind: 'no-terminator' } }] });
  await claimed();
  await write(STATUS);
  expect(await ends(read(100))).toBe('pending');
});

test.each([
  ['stall-in', 'in', ENDPOINT.bulkIn],
  ['stall-out', 'out', ENDPOINT.bulkOut],
] as const)('%s lasts until it is cleared', async (kind, direction, endpoint) => {
  await plugIn({ faults: [{ does: { kind } }] });
  await claimed();
  const again = async () =>
    direction === 'in' ? await ends(read(320)) : (await write(STATUS)).status;
  const first = await write(STATUS);
  expect(first.status).toBe(kind === 'stall-in' ? 'ok' : 'stall');
  expect(await again()).toMatch(/^stall/);
  expect(await again()).toMatch(/^stall/);
  await device.clearHalt(direction, endpoint);
  expect(await again()).toBe(direction === 'in' ? 'pending' : 'ok');
});

test('when the device goes, every transfer fails', async () => {
  await claimed();
  const reading = read(320);
  slot.unplug();
  expect(await ends(reading)).toBe('NetworkError');
  expect(await ends(read(320))).toBe('NotFoundError');
  expect(await ends(write(STATUS))).toBe('NotFoundError');
  expect(await ends(device.close())).toBe('NotFoundError');
  expect(device.opened).toBe(false);
});

test.each([
  ['closed', () => device.close()],
  ['released', () => device.releaseInterface(0)],
])('a read that is pending when the device is %s is aborted', async (_, act) => {
  await claimed();
  const reading = ends(read(320));
  expect(await ends(act())).toBeUndefined();
  expect(await reading).toBe('AbortError');
  expect(await ends(read(320))).toMatch(/^(InvalidState|NotFound)Error$/);
});

test('calls that overlap or come too early are refused', async () => {
  expect(await ends(device.claimInterface(0))).toBe('InvalidStateError');
  expect(await ends(read(64))).toBe('InvalidStateError');
  const opening = device.open();
  expect(await ends(device.open(), 0)).toBe('InvalidStateError');
  expect(await ends(device.claimInterface(0), 0)).toBe('InvalidStateError');
  await ends(opening);
  expect(await ends(read(64))).toBe('NotFoundError');
  expect(await ends(device.claimInterface(7))).toBe('NotFoundError');
  const claiming = device.claimInterface(0);
  expect(await ends(device.claimInterface(0), 0)).toBe('InvalidStateError');
  expect(await ends(device.close(), 0)).toBe('InvalidStateError');
  await ends(claiming);
  expect(await ends(read(64, 0))).toBe('IndexSizeError');
  expect(await ends(read(64, 9))).toBe('NotFoundError');
  expect(await ends(device.selectConfiguration(2))).toBe('NotFoundError');
});

test('an interface that another program has cannot be claimed at first', async () => {
  await plugIn({ failingClaims: 2 });
  await ends(device.open());
  expect(await ends(device.claimInterface(0))).toBe('NetworkError');
  expect(await ends(device.claimInterface(0))).toBe('NetworkError');
  expect(await ends(device.claimInterface(0))).toBeUndefined();
});

test('only ABORT is sent by the control pipe to the interface', async () => {
  await plugIn({ faults: [{ on: 'powerOn', does: { kind: 'lost-answer' } }] });
  await claimed();
  await write(POWER_ON);
  const setup = {
    requestType: 'class',
    recipient: 'interface',
    request: 1,
    value: 0x0200,
    index: 0,
  } as const;
  const control = async (changes: Partial<USBControlTransferParameters>) =>
    (await device.controlTransferOut({ ...setup, ...changes })).status;
  expect(await control({ request: 2 })).toBe('stall');
  expect(await control({})).toBe('ok');
  await write('72 00000000 00 02 00 0000');
  expect(await ends(read(320))).toBe('ok 81000000000002010001');
});

test('faults strike once, even when the reader is plugged in again', async () => {
  await plugIn({ faults: [{ on: 'slotStatus', does: { kind: 'unplug-at', byte: 4 } }] });
  await claimed();
  await write(STATUS);
  expect(await ends(read(320))).toBe('NetworkError');
  slot.plug();
  await wait();
  [device] = (await fake.usb.getDevices()) as [USBDevice];
  await claimed();
  await write(STATUS);
  expect(await ends(read(320))).toBe('ok 81000000000001010001');
});
