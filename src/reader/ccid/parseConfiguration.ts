/** USB 2.0, 9.6, and CCID 1.1, 5: which interfaces of a device are readers, from its raw configuration descriptor. */
import type { Bytes } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  CCID_DESCRIPTOR_BYTES,
  CCID_DESCRIPTOR_TYPE,
  type CcidDescriptor,
  parseCcidDescriptor,
} from './ccidDescriptor.ts';

export interface CcidEndpoint {
  readonly endpointNumber: number;
  /** Bytes. */
  readonly packetSize: number;
}

export interface CcidInterface {
  readonly configurationValue: number;
  readonly interfaceNumber: number;
  /** Always 0: readers have no other. */
  readonly alternateSetting: number;
  /** 0x0B, or 0xFF of a vendor whose interface speaks CCID all the same. */
  readonly interfaceClass: number;
  /** 0: bulk pipes. */
  readonly interfaceProtocol: number;
  readonly bulkIn: CcidEndpoint;
  readonly bulkOut: CcidEndpoint;
  /** Absent: slot changes are not notified. */
  readonly interruptIn?: CcidEndpoint;
  readonly descriptor: CcidDescriptor;
}

const CONFIGURATION_BYTES = 9;
const TYPE = { configuration: 2, interface: 4, endpoint: 5 };
const SMART_CARD_CLASS = 0x0b;
const VENDOR_CLASS = 0xff;
const TRANSFER = { bulk: 2, interrupt: 3 };

type Draft = { -readonly [K in keyof CcidInterface]?: CcidInterface[K] };

const isWhole = (draft: Draft): draft is CcidInterface =>
  draft.descriptor !== undefined && draft.bulkIn !== undefined && draft.bulkOut !== undefined;

function addEndpoint(draft: Draft, address: number, attributes: number, packetSize: number): void {
  const endpoint = { endpointNumber: address & 0x0f, packetSize: packetSize & 0x7ff };
  if (endpoint.endpointNumber === 0 || endpoint.packetSize === 0) return;
  const isIn = address >= 0x80;
  const transfer = attributes & 3;
  if (transfer === TRANSFER.bulk && isIn) draft.bulkIn ||= endpoint;
  else if (transfer === TRANSFER.bulk) draft.bulkOut ||= endpoint;
  else if (transfer === TRANSFER.interrupt && isIn) draft.interruptIn ||= endpoint;
}

/**
 * Every interface that carries the CCID class descriptor (by itself or behind one of its endpoints) and has both bulk
 * pipes, in the order of the bytes. The error names what does not fit: a device that lies about one length may lie
 * about all. Never throws.
 */
export function parseConfiguration(bytes: Bytes): Result<CcidInterface[], string> {
  if (bytes.length < CONFIGURATION_BYTES || bytes[1] !== TYPE.configuration) {
    return fail('no configuration descriptor');
  }
  const total = bytes[2]! + bytes[3]! * 0x100;
  if (total > bytes.length) return fail(`wTotalLength ${total}, received ${bytes.length}`);
  const drafts: Draft[] = [];
  // Endpoints and class descriptors belong to the interface before them; those of what is no reader go nowhere.
  let current: Draft = {};
  for (let at = 0, length: number; at < total; at += length) {
    length = bytes[at]!;
    if (length < 2 || at + length > total) return fail(`descriptor of ${length} bytes at ${at}`);
    const type = bytes[at + 1];
    if (type === TYPE.interface && length >= 9) {
      const alternateSetting = bytes[at + 3]!;
      const interfaceClass = bytes[at + 5]!;
      current = {
        configurationValue: bytes[5]!,
        interfaceNumber: bytes[at + 2]!,
        alternateSetting,
        interfaceClass,
        interfaceProtocol: bytes[at + 7]!,
      };
      const mayBeReader = interfaceClass === SMART_CARD_CLASS || interfaceClass === VENDOR_CLASS;
      if (alternateSetting === 0 && mayBeReader) drafts.push(current);
    } else if (type === TYPE.endpoint && length >= 7) {
      addEndpoint(current, bytes[at + 2]!, bytes[at + 3]!, bytes[at + 4]! + bytes[at + 5]! * 0x100);
    } else if (type === CCID_DESCRIPTOR_TYPE && length === CCID_DESCRIPTOR_BYTES) {
      const descriptor = parseCcidDescriptor(bytes.slice(at, at + length));
      if (descriptor !== null) current.descriptor ||= descriptor;
    }
  }
  return ok(drafts.filter(isWhole));
}
