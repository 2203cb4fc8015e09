import { expect, test } from 'vitest';
import { concat, fromHex } from '../../shared/bytes.ts';
import { levelOf, parseCcidDescriptor } from './ccidDescriptor.ts';
import { parseConfiguration } from './parseConfiguration.ts';
import {
  ccidDescriptorBytes,
  configurationBytes,
  endpointBytes,
  interfaceBytes,
  type RealReader,
  readerConfiguration,
  realReaders,
} from './realReaders.fixture.ts';

const interfacesOf = (bytes: ReturnType<typeof fromHex>) => {
  const parsed = parseConfiguration(bytes);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const expectedDescriptor = (row: RealReader['interfaces'][number]) => ({
  bcdCcid: row.bcd,
  maxSlotIndex: row.maxSlot,
  voltageSupport: row.voltage,
  protocols: row.protocols,
  defaultClockKhz: row.clock,
  maximumClockKhz: row.maxClock,
  dataRateBps: row.rate,
  maxDataRateBps: row.maxRate,
  maxIfsd: row.ifsd,
  features: row.features,
  maxMessageLength: row.maxMessage,
  classGetResponse: row.getResponse,
  pinSupport: row.pin,
  maxBusySlots: row.busy,
});

/** hw/usb/dev-smartcard-reader.c of QEMU, byte by byte as compiled: not of our own builder. */
const QEMU = fromHex(`
  36 21 1001 00 07 01000000 A00F0000 00000100 00 80250000 00C20100 00 FE000000 00000000 00000000
  FE040100 12000100 FF FF 0000 01 01`);

test('the descriptor of the emulated reader of QEMU', () => {
  expect(parseCcidDescriptor(QEMU)).toEqual({
    bcdCcid: 0x110,
    maxSlotIndex: 0,
    voltageSupport: 7,
    protocols: 1,
    defaultClockKhz: 4000,
    maximumClockKhz: 65_536,
    dataRateBps: 9600,
    maxDataRateBps: 115_200,
    maxIfsd: 254,
    features: 0x104fe,
    maxMessageLength: 65_554,
    classGetResponse: 0xff,
    pinSupport: 1,
    maxBusySlots: 1,
  });
});

test('27 readers, 36 interfaces', () => {
  expect(realReaders).toHaveLength(27);
  expect(realReaders.flatMap(({ interfaces }) => interfaces)).toHaveLength(36);
});

test.each(realReaders)('$name $ids', (reader) => {
  const expected = reader.interfaces.map((row, i) => ({
    configurationValue: 1,
    interfaceNumber: row.number,
    alternateSetting: 0,
    interfaceClass: row.class,
    interfaceProtocol: 0,
    bulkIn: { endpointNumber: 1 + i, packetSize: 64 },
    bulkOut: { endpointNumber: 1 + i, packetSize: 32 },
    ...(row.endpoints === 3 ? { interruptIn: { endpointNumber: 9 + i, packetSize: 8 } } : {}),
    descriptor: expectedDescriptor(row),
  }));
  expect(interfacesOf(readerConfiguration(reader))).toEqual(expected);
  expect(interfacesOf(readerConfiguration(reader, true))).toEqual(expected);
});

test.each([
  ['ACS_ACR39U_ICC_Reader', ['tpdu']],
  ['ACS_ACR3901U_ICC_Reader', ['short-apdu']],
  ['AU9540', ['extended-apdu']],
  ['HSIC_CCID-Reader', ['tpdu']],
  ['OMNIKEY_AG_3121', ['extended-apdu']],
  ['Feitian_R502', ['extended-apdu', 'tpdu', 'tpdu', 'tpdu']],
  ['Watchdata_W5181', ['short-apdu', 'short-apdu', 'tpdu']],
  ['SCR331-DI', ['tpdu']],
])('%s exchanges by %j', (name, levels) => {
  const reader = realReaders.find((candidate) => candidate.name === name)!;
  const found = interfacesOf(readerConfiguration(reader));
  expect(found.map(({ descriptor }) => levelOf(descriptor))).toEqual(levels);
});

test('without a bit of its level a reader passes characters', () => {
  expect(levelOf({ ...parseCcidDescriptor(QEMU)!, features: 0x4fe })).toBe('character');
});

const bulk = [endpointBytes(0x82, 2, 64), endpointBytes(0x02, 2, 64)];
const find = (...parts: ReturnType<typeof fromHex>[]) =>
  interfacesOf(configurationBytes(3, parts)).map(({ interfaceNumber }) => interfaceNumber);

test('only what is a reader is found', () => {
  const reader = [interfaceBytes(0, 0, 2, 0xff), QEMU, ...bulk];
  expect(find(...reader)).toEqual([0]);
  expect(interfacesOf(configurationBytes(3, reader))[0]!.configurationValue).toBe(3);
  expect(find(interfaceBytes(0, 0, 2, 0x0b), ...bulk), 'no class descriptor').toEqual([]);
  expect(find(interfaceBytes(0, 0, 0, 0xff), QEMU), 'no endpoints (ICCD)').toEqual([]);
  expect(find(interfaceBytes(0, 0, 1, 0xff), QEMU, bulk[0]!), 'no bulk-OUT').toEqual([]);
  expect(find(interfaceBytes(0, 0, 2, 3), QEMU, ...bulk), 'HID with as long a descriptor').toEqual(
    [],
  );
  expect(find(interfaceBytes(0, 1, 2, 0xff), QEMU, ...bulk), 'alternate setting').toEqual([]);
  expect(find(QEMU, ...bulk), 'before any interface').toEqual([]);
  const nowhere = [endpointBytes(0x80, 2, 64), endpointBytes(0x00, 2, 64)];
  expect(find(interfaceBytes(0, 0, 2, 0xff), QEMU, ...nowhere), 'endpoint 0').toEqual([]);
  const empty = [endpointBytes(0x82, 2, 0), endpointBytes(0x02, 2, 64)];
  expect(find(interfaceBytes(0, 0, 2, 0xff), QEMU, ...empty), 'packets of 0 bytes').toEqual([]);
});

test('endpoints of an alternate setting do not become those of the first', () => {
  const found = interfacesOf(
    configurationBytes(1, [
      interfaceBytes(0, 0, 2, 0xff),
      QEMU,
      ...bulk,
      interfaceBytes(0, 1, 3, 0xff),
      endpointBytes(0x87, 3, 8),
    ]),
  );
  expect(found).toHaveLength(1);
  expect(found[0]!.interruptIn).toBeUndefined();
});

test('the first pipe of a kind and the first descriptor count; an interrupt-OUT pipe is ignored', () => {
  const other = ccidDescriptorBytes(realReaders[0]!.interfaces[0]!);
  const found = interfacesOf(
    configurationBytes(1, [
      ...[interfaceBytes(0, 0, 5, 0xff), QEMU, other, ...bulk, endpointBytes(0x07, 3, 8)],
      ...[endpointBytes(0x83, 2, 64), endpointBytes(0x03, 2, 64)],
    ]),
  );
  expect(found).toMatchObject([
    {
      bulkIn: { endpointNumber: 2 },
      bulkOut: { endpointNumber: 2 },
      descriptor: { features: 0x104fe },
    },
  ]);
  expect(found[0]!.interruptIn).toBeUndefined();
});

test('descriptors that are too short for their kind are passed over', () => {
  const reader = [interfaceBytes(0, 0, 2, 0xff), QEMU, ...bulk];
  const cut = (bytes: (typeof bulk)[number], length: number) =>
    concat([length], bytes.subarray(1, length));
  expect(find(cut(reader[0]!, 8), ...reader.slice(1))).toEqual([]);
  expect(find(...reader.slice(0, 3), cut(bulk[1]!, 6))).toEqual([]);
});

test('high bandwidth bits are no part of the packet size', () => {
  const found = interfacesOf(
    configurationBytes(1, [
      interfaceBytes(0, 0, 2, 0x0b),
      QEMU,
      endpointBytes(0x82, 2, 0x1a00),
      endpointBytes(0x02, 2, 512),
    ]),
  );
  expect(found[0]!.bulkIn.packetSize).toBe(512);
});

const whole = readerConfiguration(realReaders[0]!);

test('bytes behind wTotalLength are not looked at', () => {
  expect(parseConfiguration(concat(whole, [0, 0, 0]))).toEqual(parseConfiguration(whole));
});

test.each([
  ['nothing', fromHex(''), 'no configuration descriptor'],
  ['a device descriptor', fromHex('12010002000000400000000000000001'), 'no configuration'],
  ['too few bytes', whole.slice(0, whole.length - 1), 'wTotalLength 126, received 125'],
  ['a length of zero', configurationBytes(1, [fromHex('0004')]), '0 bytes at 9'],
  ['a length of one', configurationBytes(1, [fromHex('0104')]), '1 bytes at 9'],
  ['a descriptor beyond the end', configurationBytes(1, [fromHex('0904')]), '9 bytes at 9'],
  ['a configuration of no length', fromHex('000209000101008032'), '0 bytes at 0'],
])('%s is rejected', (_, bytes, reason) => {
  const parsed = parseConfiguration(bytes);
  expect(parsed.ok ? '' : parsed.error).toContain(reason);
});

test('the class descriptor must have its length, type and 54 bytes, wherever they lie in a buffer', () => {
  expect(parseCcidDescriptor(QEMU.slice(0, 53))).toBeNull();
  expect(parseCcidDescriptor(concat(QEMU, [0]))).toBeNull();
  expect(parseCcidDescriptor(concat([0x36, 0x22], QEMU.subarray(2)))).toBeNull();
  expect(parseCcidDescriptor(concat([0x35], QEMU.subarray(1)))).toBeNull();
  const inside = concat([1, 2, 3], ccidDescriptorBytes(realReaders[0]!.interfaces[0]!)).subarray(3);
  expect(parseCcidDescriptor(inside)?.features).toBe(0x10030);
});
