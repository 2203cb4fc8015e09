/** `FUZZ_RUNS=1000000 npx vitest run src/reader/webhid` for the long run. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Bytes, fromHex, toHex, uintBytes } from '../../shared/bytes.ts';
import { buildCcid } from '../ccid/ccidMessage.ts';
import { ccidOverHid, packetsOf, TAG } from './ccidOverHid.ts';
import { ccidCodec, lengthByte } from './lengthByte.ts';
import { buildR6, R6_HEADER, r6Framing } from './r6.ts';
import { MAX_MESSAGE, type ReportFraming } from './reportFraming.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000);
const share = (part: number): number => Math.ceil(RUNS / part);
vi.setConfig({ testTimeout: 30_000 + RUNS });
const CHANNEL = 0x7a31;

const ccid = (data: Bytes): Bytes =>
  buildCcid({ type: 0x80, slot: 0, seq: 1, specific: [0, 0, 0], data });

/** Each framing, what its messages look like, and how long they may be. */
const FRAMINGS: [string, (size: number) => ReportFraming, (data: Bytes) => Bytes, number][] = [
  ['CCID over HID', (size) => ccidOverHid(size, CHANNEL), (data) => data, MAX_MESSAGE],
  ['length byte', (size) => lengthByte(size, ccidCodec), ccid, MAX_MESSAGE],
  ['R6', r6Framing, (data) => buildR6(0, data), MAX_MESSAGE + R6_HEADER],
];

/** Data that differs everywhere, so that a piece in the wrong place shows. */
function dataOf(length: number, seed = 1): Bytes {
  const data = new Uint8Array(length);
  for (let i = 0, state = seed; i < length; i++) {
    state = (state * 48271 + 11) % 2147483647;
    data[i] = state;
  }
  return data;
}

const whole = (framing: ReportFraming, reports: readonly Bytes[]): string[] =>
  reports.flatMap((report) => {
    const pushed = framing.push(report);
    return pushed.kind === 'message' ? [toHex(pushed.message)] : [];
  });

test.each(FRAMINGS)('%s: what is cut comes together again, whatever the sizes', (...args) => {
  const [, make, message] = args;
  const sizes = fc.integer({ min: 8, max: 1024 });
  const check = (size: number, length: number) => {
    const sent = message(dataOf(length, size));
    const reports = make(size).encode(sent);
    expect(reports.every((report) => report.length === size)).toBe(true);
    expect(whole(make(size), reports)).toEqual([toHex(sent)]);
  };
  fc.assert(fc.property(sizes, fc.integer({ min: 0, max: 300 }), check), { numRuns: share(10) });
  // One byte less, as much as, and one more than so many full packets.
  const edge = fc.tuple(sizes, fc.integer({ min: 1, max: 8 }), fc.integer({ min: -8, max: 1 }));
  const atEdge = ([size, packets, more]: [number, number, number]) =>
    check(size, Math.max(0, packets * (size - 5) + more));
  fc.assert(fc.property(edge, atEdge), { numRuns: share(20) });
  const long = fc.integer({ min: 0, max: 65535 - 10 });
  fc.assert(fc.property(sizes, long, check), { numRuns: share(400) });
});

test('every report size carries a message, and reports of eight bytes the longest there is', () => {
  for (let size = 8; size <= 1024; size++) {
    const sent = dataOf(3 * size + 1);
    const reports = packetsOf(sent, TAG.command, CHANNEL, size);
    expect(whole(ccidOverHid(size, CHANNEL), reports)).toEqual([toHex(sent)]);
  }
  const longest = dataOf(MAX_MESSAGE);
  const reports = packetsOf(longest, TAG.command, CHANNEL, 8);
  expect(reports.length).toBe(21846);
  expect(whole(ccidOverHid(8, CHANNEL), reports)).toEqual([toHex(longest)]);
});

const SIZE = 64;
const data = fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes));
const garbage = fc.uint8Array({ maxLength: 70 }).map((bytes) => new Uint8Array(bytes));
const flip = fc.tuple(fc.nat(SIZE - 1), fc.nat(255));

/** Reports that nearly make sense: those of real messages, some with a byte changed, some lost, some twice. */
function reportsOf(make: (size: number) => ReportFraming, message: (data: Bytes) => Bytes) {
  const real = data.map((bytes) => make(SIZE).encode(message(bytes)));
  const changed = fc.tuple(real, fc.array(flip, { maxLength: 2 }), fc.nat()).map((parts) => {
    const [reports, flips, which] = parts;
    flips.forEach(([at, value]) => {
      const report = reports[which % reports.length];
      if (report) report[at] = value;
    });
    return reports;
  });
  const tags = fc.constantFrom(0x43, 0x44, 0x4e, 0x05);
  const packet = fc.tuple(fc.constantFrom(CHANNEL, 0), tags, fc.nat(4), fc.nat(0xffff), garbage);
  const lying = packet.map(([channel, tag, seq, length, rest]) => {
    const head = [...uintBytes(channel, 2), tag, 0, seq, ...uintBytes(length, 2)];
    return [new Uint8Array([...head, ...rest])];
  });
  const some = fc.oneof(
    { weight: 4, arbitrary: changed },
    lying,
    garbage.map((report) => [report]),
  );
  const lossy = fc.tuple(some, fc.nat(9)).map(([reports, at]) => {
    return at < reports.length ? reports.filter((_, i) => i !== at) : reports;
  });
  return fc.array(lossy, { maxLength: 12 }).map((groups) => groups.flat());
}

test.each(FRAMINGS)('%s: nothing a reader sends makes it throw or grow', (...args) => {
  const [, make, message, longest] = args;
  const framing = make(SIZE);
  const check = (reports: Bytes[]) => {
    for (const report of reports) {
      const pushed = framing.push(report);
      if (pushed.kind === 'message' && pushed.message.length > longest) return false;
      if (pushed.kind === 'more' && pushed.reply && pushed.reply.length !== SIZE) return false;
    }
    return true;
  };
  fc.assert(fc.property(reportsOf(make, message), check), { numRuns: RUNS });
});

test.each([
  ['CCID over HID', ccidOverHid(SIZE, CHANNEL), '7A3143 0000 FFFF', 1111],
  ['length byte', lengthByte(SIZE, ccidCodec), '3F 80 F5FF0000 0001000000', 1041],
  ['R6', r6Framing(SIZE), '5236 0000 FFFF', 1025],
])('%s: a reader that never ends is heard up to the longest message', (_, framing, hex, last) => {
  const first = dataOf(SIZE);
  first.set(fromHex(hex));
  const next = dataOf(SIZE);
  next.set(fromHex(hex));
  let reports = 1;
  for (let pushed = framing.push(first); pushed.kind === 'more'; reports++) {
    if (hex.startsWith('7A')) next.set(uintBytes(reports, 2), 3);
    pushed = framing.push(next);
    if (reports > 2000) break;
  }
  expect(reports).toBe(last);
});

type Damage = ['drop' | 'twice' | 'swap' | 'foreign', number];
const damage: fc.Arbitrary<Damage> = fc.tuple(
  fc.constantFrom('drop' as const, 'twice' as const, 'swap' as const, 'foreign' as const),
  fc.nat(7),
);

function damaged(reports: Bytes[], damages: Damage[]): Bytes[] {
  const left = reports.slice();
  for (const [kind, where] of damages) {
    const at = where % (left.length || 1);
    const [first, second] = [left[at], left[at + 1]];
    if (!first) continue;
    if (kind === 'drop') left.splice(at, 1);
    else if (kind === 'twice') left.splice(at, 0, first);
    else if (kind === 'foreign') left.splice(at, 0, dataOf(SIZE));
    else if (second) left.splice(at, 2, second, first);
  }
  return left;
}

test('CCID over HID: reports lost, doubled, swapped: no message that was not sent whole', () => {
  const exchange = fc.tuple(data, fc.array(damage, { maxLength: 3 }));
  const check = (exchanges: [Bytes, Damage[]][]) => {
    const framing = ccidOverHid(SIZE, CHANNEL);
    exchanges.forEach(([answer, damages]) => {
      framing.reset();
      const came = whole(framing, damaged(framing.encode(answer), damages));
      const isWhole = (hex: string) => hex === toHex(answer);
      expect(came.every(isWhole)).toBe(true);
      if (damages.length === 0) expect(came).toEqual([toHex(answer)]);
    });
  };
  fc.assert(fc.property(fc.array(exchange, { maxLength: 5 }), check), { numRuns: share(4) });
});

test.each(FRAMINGS)('%s: an answer that breaks off joins nothing of the next', (...args) => {
  const [, make, message] = args;
  const check = (first: Bytes, second: Bytes, cut: number) => {
    const framing = make(SIZE);
    const broken = framing.encode(message(first));
    expect(whole(framing, broken.slice(0, cut % broken.length))).toEqual([]);
    framing.reset();
    expect(whole(framing, framing.encode(message(second)))).toEqual([toHex(message(second))]);
  };
  fc.assert(fc.property(data, data, fc.nat(9), check), { numRuns: share(4) });
});

test('CCID over HID: notifications between any two packets of an answer', () => {
  const notices = fc.array(fc.tuple(data, fc.nat(9)), { maxLength: 4 });
  const check = (answer: Bytes, said: [Bytes, number][]) => {
    const framing = ccidOverHid(SIZE, CHANNEL);
    const reports = framing.encode(answer);
    said.forEach(([notice, at]) => {
      reports.splice(at, 0, ...packetsOf(notice, TAG.notification, CHANNEL, SIZE));
    });
    // No reader may send a notification inside another.
    const inside = said.some(([, at], i) =>
      said.some(
        ([notice, other], j) => j < i && at > other && notice.length > 57 && at < other + 5,
      ),
    );
    fc.pre(!inside);
    const came = { answer: [] as string[], notification: [] as string[] };
    reports.forEach((report) => {
      const pushed = framing.push(report);
      expect(pushed.kind).not.toBe('fault');
      if (pushed.kind === 'message' && pushed.stream !== 'descriptor') {
        came[pushed.stream].push(toHex(pushed.message));
      }
    });
    expect(came.answer).toEqual([toHex(answer)]);
    expect(came.notification.sort()).toEqual(said.map(([notice]) => toHex(notice)).sort());
  };
  fc.assert(fc.property(data, notices, check), { numRuns: share(4) });
});
