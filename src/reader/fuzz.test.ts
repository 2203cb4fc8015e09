import fc from 'fast-check';
import { expect } from 'vitest';
import { type Bytes, concat, equalBytes, toHex } from '../shared/bytes.ts';
import { type Atr, exchangeTimeMs, parseAtr } from './atr.ts';
import { levelOf, parseCcidDescriptor } from './ccid/ccidDescriptor.ts';
import { buildCcid, parseCcid } from './ccid/ccidMessage.ts';
import { setParametersFor } from './ccid/parameters.ts';
import { parseConfiguration } from './ccid/parseConfiguration.ts';
import {
  ccidDescriptorBytes,
  configurationBytes,
  endpointBytes,
  interfaceBytes,
  readerConfiguration,
  realReaders,
} from './ccid/realReaders.fixture.ts';
import { bytesOf, damaged, fuzz } from './fuzz.fixture.ts';
import { chooseProtocol, fasterFiDi, ppsAccepted, ppsRequest } from './pps.ts';

const noise = bytesOf({ maxLength: 80 });
const xor = (bytes: Bytes) => bytes.reduce((all, byte) => all ^ byte, 0);

const message = fc
  .record({
    type: fc.constantFrom(0x50, 0x51, 0x62, 0x6f, 0x80, 0x81, 0x82, 0x83, 0xff),
    slot: fc.nat(3),
    seq: fc.nat(255),
    specific: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
    data: bytesOf({ maxLength: 300 }),
  })
  .map(buildCcid);

fuzz(
  'bytes are parsed as a CCID message only if they are one, to the last byte',
  fc.oneof(damaged(message), noise),
  (bytes) => {
    const parsed = parseCcid(bytes);
    if (parsed.ok) expect(equalBytes(buildCcid(parsed.value), bytes)).toBe(true);
    else expect(parsed.error).toMatch(/^\d+ bytes|^dwLength/);
  },
);

const row = fc.constantFrom(...realReaders.flatMap(({ interfaces }) => interfaces));

fuzz(
  '54 bytes are a descriptor when they say so, with numbers in range',
  damaged(row.map(ccidDescriptorBytes)),
  (bytes) => {
    const descriptor = parseCcidDescriptor(bytes);
    expect(descriptor !== null).toBe(bytes.length === 54 && bytes[0] === 54 && bytes[1] === 33);
    if (descriptor === null) return;
    for (const value of Object.values(descriptor)) {
      if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 32)) throw new Error(`${value}`);
    }
    expect(['character', 'tpdu', 'short-apdu', 'extended-apdu']).toContain(levelOf(descriptor));
  },
);

const part = fc.oneof(
  row.map(ccidDescriptorBytes),
  fc.tuple(fc.nat(255), fc.nat(3), fc.nat(1100)).map(([a, b, c]) => endpointBytes(a, b, c)),
  fc
    .tuple(fc.nat(4), fc.nat(1), fc.nat(3), fc.constantFrom(0x0b, 0xff, 3, 8))
    .map(([a, b, c, d]) => interfaceBytes(a, b, c, d)),
);
const configuration = fc.oneof(
  fc
    .tuple(fc.constantFrom(...realReaders), fc.boolean())
    .map(([reader, isBehind]) => readerConfiguration(reader, isBehind)),
  fc.array(part, { maxLength: 12 }).map((parts) => configurationBytes(1, parts)),
);

/** The same rules once more, by cutting first and looking afterwards. */
function interfacesByHand(bytes: Bytes): number[] | null {
  const total = bytes[2]! | (bytes[3]! << 8);
  if (bytes.length < 9 || bytes[1] !== 2 || total > bytes.length) return null;
  const pieces: Bytes[] = [];
  for (let rest = bytes.slice(0, total); rest.length > 0; rest = rest.slice(rest[0]!)) {
    if (rest[0]! < 2 || rest[0]! > rest.length) return null;
    pieces.push(rest.slice(0, rest[0]!));
  }
  const starts = pieces.flatMap((piece, i) => (piece[1] === 4 && piece.length >= 9 ? [i] : []));
  return starts.flatMap((start, i) => {
    const head = pieces[start]!;
    const own = pieces.slice(start + 1, starts[i + 1]);
    const bulk = own.filter(
      (p) => p[1] === 5 && p.length >= 7 && p[2]! & 15 && (p[3]! & 3) === 2 && (p[4]! || p[5]! & 7),
    );
    const isReader =
      (head[5] === 0x0b || head[5] === 0xff) &&
      head[3] === 0 &&
      own.some((p) => p[1] === 33 && p.length === 54) &&
      bulk.some((p) => p[2]! & 128) &&
      bulk.some((p) => !(p[2]! & 128));
    return isReader ? [head[2]!] : [];
  });
}

fuzz(
  'a configuration has the readers that stand in it, and no others',
  fc.oneof(damaged(configuration), noise),
  (bytes) => {
    const parsed = parseConfiguration(bytes);
    expect(parsed.ok ? parsed.value.map(({ interfaceNumber }) => interfaceNumber) : null).toEqual(
      interfacesByHand(bytes),
    );
    if (!parsed.ok) return;
    for (const { bulkIn, bulkOut, interruptIn = bulkIn } of parsed.value) {
      for (const { endpointNumber, packetSize } of [bulkIn, bulkOut, interruptIn]) {
        expect(endpointNumber > 0 && endpointNumber < 16).toBe(true);
        expect(packetSize > 0 && packetSize < 2048).toBe(true);
      }
    }
  },
);

const someByte = fc.option(fc.nat(255), { nil: undefined });
const group = fc.record({ a: someByte, b: someByte, c: someByte, t: fc.nat(15) });

/** ATRs as cards make them: any interface bytes, protocols and historical bytes, TCK where it must be. */
const atr = fc
  .record({
    ts: fc.constantFrom(0x3b, 0x3f),
    groups: fc.array(group, { minLength: 1, maxLength: 5 }),
    historical: bytesOf({ maxLength: 15 }),
  })
  .map(({ ts, groups, historical }) => {
    const y = (i: number): number => {
      const own = groups[i];
      if (own === undefined) return 0;
      const bits = [own.a, own.b, own.c].map((value, bit) => (value === undefined ? 0 : 1 << bit));
      return (bits.reduce((all, bit) => all | bit, 0) | (i + 1 < groups.length ? 8 : 0)) << 4;
    };
    const body = groups.flatMap((own, i) => [
      ...[own.a, own.b, own.c].filter((value) => value !== undefined),
      ...(i + 1 < groups.length ? [own.t | y(i + 1)] : []),
    ]);
    const bytes = concat([ts, historical.length | y(0)], body, historical);
    const hasTck = groups.slice(0, -1).some(({ t }) => t !== 0);
    const tck = xor(bytes.slice(1));
    return { bytes: hasTck ? concat(bytes, [tck]) : bytes, groups, historical };
  });

fuzz('an ATR means what the card put into it', atr, ({ bytes, groups, historical }) => {
  const parsed = parseAtr(bytes);
  expect(parsed.ok).toBe(bytes.length <= 33);
  if (!parsed.ok) return;
  const { value } = parsed;
  const offered = groups.slice(0, -1).map(({ t }) => t);
  const ofT1 = (name: 'a' | 'b' | 'c') =>
    groups.find((own, i) => i >= 2 && groups[i - 1]!.t === 1 && own[name] !== undefined)?.[name];
  const protocols = Array.from(new Set(offered.filter((t) => t !== 15)));
  expect({ ...value, historicalBytes: toHex(value.historicalBytes) }).toEqual({
    inverseConvention: bytes[0] === 0x3f,
    protocols: protocols.length > 0 ? protocols : [0],
    fiDi: groups[0]!.a ?? 0x11,
    ...(groups[1]?.a === undefined
      ? {}
      : {
          specificMode: {
            protocol: groups[1].a % 16,
            implicitParameters: (groups[1].a & 16) > 0,
          },
        }),
    extraGuardTime: groups[0]!.c ?? 0,
    waitingInteger: groups[1]?.c || 10,
    ifsc: Math.min(ofT1('a') || 32, 254),
    bwiCwi: ofT1('b') ?? 0x4d,
    usesCrc: ((ofT1('c') ?? 0) & 1) === 1,
    historicalBytes: toHex(historical),
    wrongChecksum: false,
  });
});

function expectUsable(value: Atr): void {
  for (const protocol of ['T0', 'T1'] as const) {
    const ms = exchangeTimeMs(value, protocol, value.fiDi, 4000);
    expect(Number.isInteger(ms) && ms > 0 && ms < 86_400_000).toBe(true);
    const fiDi = fasterFiDi(value, { defaultClockKhz: 4000, maxDataRateBps: 344_086 });
    expect(fiDi === 0x11 || fiDi === value.fiDi).toBe(true);
    const length = setParametersFor(value, protocol, fiDi).length;
    expect(length).toBe(protocol === 'T0' ? 5 : 7);
  }
  const chosen = chooseProtocol(value, 3);
  const wanted = value.specificMode ? [value.specificMode.protocol] : value.protocols;
  if (chosen.ok) expect(wanted).toContain(chosen.value === 'T0' ? 0 : 1);
  expect(value.ifsc > 0 && value.ifsc < 255 && value.waitingInteger > 0).toBe(true);
}

fuzz(
  'whatever is taken for an ATR can be worked with',
  fc.oneof(damaged(atr.map(({ bytes }) => bytes)), noise),
  (bytes) => {
    const parsed = parseAtr(bytes);
    if (!parsed.ok) return;
    expect(bytes.length).toBeLessThanOrEqual(33);
    expectUsable(parsed.value);
  },
);

const pps = fc
  .record({ protocol: fc.constantFrom('T0' as const, 'T1' as const), fiDi: fc.nat(255) })
  .map(({ protocol, fiDi }) => ({ protocol, fiDi, request: ppsRequest(protocol, fiDi) }));

fuzz(
  'PPS is accepted by two answers and no other',
  pps.chain((asked) =>
    fc.tuple(fc.constant(asked), fc.oneof(damaged(fc.constant(asked.request)), noise)),
  ),
  ([{ protocol, fiDi, request }, answer]) => {
    expect(xor(request)).toBe(0);
    const withoutSpeed = ppsRequest(protocol, 0x11);
    const expected = equalBytes(answer, request)
      ? fiDi
      : equalBytes(answer, withoutSpeed)
        ? 0x11
        : null;
    expect(ppsAccepted(request, answer)).toBe(expected);
  },
);
