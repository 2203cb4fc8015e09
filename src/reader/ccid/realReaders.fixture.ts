/**
 * Readers as their owners dumped them: github.com/LudovicRousseau/CCID, readers/<name>.txt at 5de6a966; the numbers as they
 * stand there. Not in the dumps, so made up: addresses and packet sizes of the endpoints, other interfaces.
 */
import { type Bytes, concat, fromHex } from '../../shared/bytes.ts';

/**
 * Name and VID:PID; then for each interface: number, class, protocol, endpoints, bcdCCID, bMaxSlotIndex, bVoltageSupport,
 * dwProtocols, clocks in kHz (default, maximum, how many), data rates in bps (the same), dwMaxIFSD, dwSynchProtocols,
 * dwFeatures, dwMaxCCIDMessageLength, bClassGetResponse, bClassEnvelope, bPINSupport, bMaxCCIDBusySlots.
 */
const TABLE = `
ACR38U-CCID 072F:90CC
  0 0B 0 3 0100 0 1 3 4000 4000 0 10752 129032 0 254 0 00010030 271 00 00 0 1
ACS_ACR38_plugin 072F:90CC
  0 0B 0 3 0100 0 7 3 4000 4000 0 10752 344100 0 247 0 00010030 271 00 00 0 1
ACS_ACR3901U_ICC_Reader 072F:B000
  0 0B 0 3 0110 0 7 3 4800 4800 0 12903 600000 0 247 0 000200BA 271 00 00 0 1
ACS_ACR39U_ICC_Reader 072F:B100
  0 0B 0 3 0110 0 7 3 4800 16000 0 12903 826000 0 247 0 000100B2 271 FF FF 0 1
AU9540 058F:9540
  0 0B 0 3 0110 0 7 3 3700 3700 1 9946 318280 53 254 7 000404BE 272 FF FF 0 1
CREATOR_CRT-603_CZ1_CCR 23D8:0603
  0 0B 0 3 0210 0 7 3 3700 3700 0 9946 318280 0 254 0 000204FE 271 00 00 0 1
  1 0B 0 3 0210 0 7 3 3700 3700 0 9946 318280 0 254 0 000204BE 271 00 00 0 1
DC_DC4_5CCID_READER 257B:C305
  2 0B 0 3 0110 0 7 3 4800 4800 0 12903 412903 0 3266 0 000204B2 3266 00 00 0 1
  0 0B 0 3 0110 0 7 2 4800 4800 0 12903 412903 0 3266 0 000204B2 3266 00 00 0 1
  3 0B 0 2 0110 0 7 3 4800 4800 0 12903 412903 0 3266 0 000204B2 3266 00 00 0 1
  1 0B 0 2 0110 0 7 3 4800 4800 0 12903 412903 0 3266 0 000204B2 3266 00 00 0 1
Excelsecu_Card_reader 1EA8:8013
  0 0B 0 3 0110 0 7 3 3580 6000 0 9600 230400 0 4098 0 000404BE 4108 FF FF 0 1
Feitian_R502 096E:060D
  0 0B 0 3 0100 0 1 2 4000 4000 0 10752 688172 44 252 7 000404BE 271 FF FF 0 1
  1 0B 0 3 0100 0 7 3 4000 4000 0 10752 688172 44 252 7 000102B8 271 FF FF 0 1
  2 0B 0 2 0100 0 7 3 4000 4000 0 10752 688172 44 252 7 000102B8 271 FF FF 0 1
  3 0B 0 2 0100 0 7 3 4000 4000 0 10752 688172 44 252 7 000102B8 271 FF FF 0 1
Feitian_SCR301 096E:0503
  0 0B 0 3 0110 0 7 3 4000 12000 4 10752 500000 44 252 0 00010238 271 FF FF 0 1
Feitian_SCR310 096E:0505
  0 0B 0 3 0100 0 7 3 4000 8000 0 10752 600000 0 248 0 00010230 271 00 00 0 0
Feitian_bR301 096E:061A
  0 0B 0 3 0100 0 7 3 3700 3700 0 9946 318280 0 272 7 000404BE 272 FF FF 0 1
GemPCTwin 08E6:3437
  0 0B 0 3 0100 0 7 3 4000 4000 0 10752 344086 0 254 0 00010230 271 00 00 0 1
Gemalto_IDBridge_CT30 08E6:3437
  0 0B 0 3 0101 0 7 3 4800 4800 0 12903 825806 53 254 0 00010230 271 00 00 0 1
HID_Global_OMNIKEY_3x21_Smart_Card_Reader 076B:3031
  0 0B 0 3 0110 0 7 3 4800 4800 1 10752 412903 106 254 7 000407BA 271 FF FF 0 1
HSIC_CCID-Reader 1D99:0016
  0 0B 0 3 0110 0 3 3 4000 4000 1 10752 250000 6 254 0 00010000 271 00 00 0 1
LDU_LANDI 0925:900A
  0 0B 0 2 0100 0 7 3 4000 4000 0 10752 344086 0 254 0 00010230 271 00 00 0 1
OMNIKEY_AG_3121 076B:3022
  0 0B 0 3 0100 0 7 3 4800 8000 4 10752 412903 106 492 7 000407B2 502 FF FF 0 1
SCR331-DI 04E6:5111
  0 FF 0 3 0100 1 1 3 4000 12000 0 10753 344105 0 252 0 000100BA 263 FF FF 0 1
SCR331 04E6:E001
  0 0B 0 3 0110 0 1 3 4000 8000 0 10753 344105 0 252 0 000100BA 271 FF FF 0 1
SCR3310 04E6:5116
  0 0B 0 3 0110 0 1 3 4000 8000 0 10753 344105 0 252 0 000100BA 271 FF FF 0 1
SCR3310_2 04E6:511F
  0 0B 0 3 0100 0 1 3 4000 8000 0 10753 344105 0 252 0 000100BA 263 FF FF 0 1
SDI010 04E6:5121
  0 FF 0 3 0110 1 1 3 4000 8000 0 10753 344105 0 252 0 000100BA 271 FF FF 0 1
SPR532 04E6:E003
  0 FF 0 3 0100 0 1 3 4000 8000 0 10753 344105 0 254 0 000100BA 270 FF FF 3 1
Tianyu_Smart_Card_Reader A625:0810
  0 0B 0 3 0100 0 7 3 4000 4000 0 10752 344086 0 254 0 00010230 271 00 00 0 1
Watchdata_USB_Key3 163C:0418
  1 0B 0 2 0110 0 1 1 3580 14320 0 9600 115200 0 254 0 00010030 271 00 00 0 1
Watchdata_W5181 163C:0A03
  0 0B 0 3 0110 0 7 3 4800 8000 0 10752 412903 0 254 7 000207B2 271 FF FF 0 1
  1 0B 0 3 0100 0 7 2 4000 4000 0 10752 250000 0 256 0 00020040 271 00 00 0 1
  2 0B 0 2 0110 0 1 3 3580 14320 0 9600 2703401 0 252 0 000100BA 271 FF FF 0 1
`;

const HEX = ['class', 'bcd', 'features', 'getResponse', 'envelope'];
const COLUMNS =
  'number class protocol endpoints bcd maxSlot voltage protocols clock maxClock clocks rate maxRate rates ifsd synch features maxMessage getResponse envelope pin busy'.split(
    ' ',
  );

export interface RealReader {
  readonly name: string;
  readonly ids: string;
  /** By the names of the columns above. */
  readonly interfaces: readonly Readonly<Record<string, number>>[];
}

export const realReaders: readonly RealReader[] = TABLE.trim()
  .split(/\n(?=\S)/)
  .map((text) => {
    const [head, ...rows] = text.split('\n');
    const [name, ids] = head!.split(' ');
    const interfaces = rows.map((row) => {
      const cells = row.trim().split(' ');
      return Object.fromEntries(
        COLUMNS.map((column, i) => [column, parseInt(cells[i]!, HEX.includes(column) ? 16 : 10)]),
      );
    });
    return { name: name!, ids: ids!, interfaces };
  });

/** CCID 1.1, table 5.1-1. */
export function ccidDescriptorBytes(row: Readonly<Record<string, number>>): Bytes {
  const of = (column: string, bytes: number) =>
    Array.from({ length: bytes }, (_, i) => Math.floor(row[column]! / 256 ** i) % 256);
  return concat(
    [0x36, 0x21],
    ...[of('bcd', 2), of('maxSlot', 1), of('voltage', 1), of('protocols', 4)],
    ...[of('clock', 4), of('maxClock', 4), of('clocks', 1)],
    ...[of('rate', 4), of('maxRate', 4), of('rates', 1)],
    ...[of('ifsd', 4), of('synch', 4), [0, 0, 0, 0], of('features', 4), of('maxMessage', 4)],
    ...[of('getResponse', 1), of('envelope', 1), [0, 0], of('pin', 1), of('busy', 1)],
  );
}

export const endpointBytes = (address: number, attributes: number, size: number): Bytes =>
  new Uint8Array([7, 5, address, attributes, size % 256, size >> 8, 0]);

export const interfaceBytes = (
  number: number,
  alternate: number,
  endpoints: number,
  classCode: number,
): Bytes => new Uint8Array([9, 4, number, alternate, endpoints, classCode, 0, 0, 0]);

/** A whole configuration with `value`, its wTotalLength right. */
export function configurationBytes(value: number, parts: readonly Bytes[]): Bytes {
  const length = 9 + parts.reduce((sum, part) => sum + part.length, 0);
  return concat([9, 2, length % 256, length >> 8, 1, value, 0, 0x80, 50], ...parts);
}

/** Puts between the interfaces what a reader may also have: an association, a HID interface with its descriptor. */
export function readerConfiguration(reader: RealReader, isBehindEndpoint = false): Bytes {
  const hid = [
    interfaceBytes(9, 0, 1, 3),
    fromHex('092111010001223F00'),
    endpointBytes(0x8f, 3, 8),
  ];
  const parts = reader.interfaces.map((row, i) => {
    const descriptor = ccidDescriptorBytes(row);
    const pipes = [
      endpointBytes(0x81 + i, 2, 64),
      endpointBytes(0x01 + i, 2, 32),
      ...(row.endpoints === 3 ? [endpointBytes(0x89 + i, 3, 8)] : []),
    ];
    return concat(
      interfaceBytes(row.number!, 0, row.endpoints!, row.class!),
      ...(isBehindEndpoint ? [...pipes, descriptor] : [descriptor, ...pipes]),
    );
  });
  return configurationBytes(1, [fromHex('080B00020B000000'), ...parts, ...hid]);
}
