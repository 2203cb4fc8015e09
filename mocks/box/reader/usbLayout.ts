/** The configuration of a reader (USB 2.0, 9.6; CCID 1.1, 5.1), as bytes and as a browser shows it. */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import type { ReaderModel } from './readerModel.ts';

interface LaidEndpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk' | 'interrupt';
  readonly packetSize: number;
}

export interface LaidInterface {
  readonly interfaceNumber: number;
  readonly interfaceClass: number;
  readonly interfaceSubclass: number;
  readonly interfaceProtocol: number;
  readonly endpoints: readonly LaidEndpoint[];
}

export const ENDPOINT = { bulkOut: 1, bulkIn: 2, interruptIn: 3 } as const;
export const CONFIGURATION_VALUE = 1;
const INTERRUPT_BYTES = 8;

const bulk = (direction: 'in' | 'out', endpointNumber: number, packetSize: number) =>
  ({ direction, endpointNumber, packetSize, type: 'bulk' }) as const;

export function readerInterface(model: ReaderModel): LaidInterface {
  const { interfaceNumber, interfaceClass, packetSize, hasInterrupt } = model;
  const interrupt = {
    endpointNumber: ENDPOINT.interruptIn,
    direction: 'in',
    type: 'interrupt',
    packetSize: INTERRUPT_BYTES,
  } as const;
  const endpoints = [
    bulk('out', ENDPOINT.bulkOut, packetSize),
    bulk('in', ENDPOINT.bulkIn, packetSize),
    ...(hasInterrupt ? [interrupt] : []),
  ];
  return { interfaceNumber, interfaceClass, interfaceSubclass: 0, interfaceProtocol: 0, endpoints };
}

/** Bulk-only SCSI, as on any stick; protected as well. */
const memoryStick = ({ packetSize }: ReaderModel): LaidInterface => ({
  interfaceNumber: 0,
  interfaceClass: 0x08,
  interfaceSubclass: 0x06,
  interfaceProtocol: 0x50,
  endpoints: [bulk('in', 4, packetSize), bulk('out', 5, packetSize)],
});

export const interfacesOf = (model: ReaderModel): readonly LaidInterface[] =>
  model.interfaceNumber === 1
    ? [memoryStick(model), readerInterface(model)]
    : [readerInterface(model)];

const word = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
const double = (value: number): number[] => [...word(value), ...word(value >>> 16)];

export function classDescriptor({ numbers }: ReaderModel): number[] {
  const fields = [
    [0x36, 0x21, ...word(numbers.bcdCcid), numbers.maxSlotIndex, numbers.voltageSupport],
    double(numbers.protocols),
    [...double(numbers.defaultClockKhz), ...double(numbers.maximumClockKhz), 0],
    [...double(numbers.dataRateBps), ...double(numbers.maxDataRateBps), 0],
    [...double(numbers.maxIfsd), ...double(0), ...double(0)],
    [...double(numbers.features), ...double(numbers.maxMessageLength)],
    [numbers.classGetResponse, numbers.classGetResponse, ...word(0)],
    [numbers.pinSupport, numbers.maxBusySlots],
  ];
  return fields.flat();
}

const endpointDescriptor = ({ endpointNumber, direction, type, packetSize }: LaidEndpoint) => [
  ...[0x07, 0x05, endpointNumber | (direction === 'in' ? 0x80 : 0), type === 'bulk' ? 2 : 3],
  ...[...word(packetSize), type === 'bulk' ? 0 : 16],
];

function interfaceDescriptors(model: ReaderModel, laid: LaidInterface): number[] {
  const isReader = laid.interfaceNumber === model.interfaceNumber;
  const own = isReader ? classDescriptor(model) : [];
  const endpoints = laid.endpoints.flatMap(endpointDescriptor);
  const { interfaceNumber, interfaceClass, interfaceSubclass, interfaceProtocol } = laid;
  return [
    ...[0x09, 0x04, interfaceNumber, 0, laid.endpoints.length],
    ...[interfaceClass, interfaceSubclass, interfaceProtocol, 0],
    ...(model.descriptorIsLast ? [...endpoints, ...own] : [...own, ...endpoints]),
  ];
}

/** The whole answer to GET_DESCRIPTOR(CONFIGURATION). */
export function configurationBytes(model: ReaderModel): Bytes {
  const interfaces = interfacesOf(model);
  const body = interfaces.flatMap((laid) => interfaceDescriptors(model, laid));
  const total = word(9 + body.length);
  return concat([9, 2, ...total, interfaces.length, CONFIGURATION_VALUE, 0, 0x80, 50], body);
}
