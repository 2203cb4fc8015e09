/** Compares the page for reader makers with the code: its descriptor and every example in it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../../shared/bytes.ts';
import { parseCcidDescriptor } from '../ccid/ccidDescriptor.ts';
import { ccidOverHid, packetsOf, TAG } from './ccidOverHid.ts';
import type { Pushed } from './reportFraming.ts';
import { reportSizes } from './reportSizes.ts';

const page = readFileSync(
  new URL('../../../docs/integrate/ccid-over-hid.md', import.meta.url),
  'utf8',
);
const blocks = (kind: string): string[][] =>
  page
    .split(`\`\`\`${kind}\n`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('\n```')).split('\n'));

const CHANNEL = 0x7a31;
const SIZE = 64;
const padded = (bytes: Bytes): Bytes => concat(bytes, new Uint8Array(SIZE - bytes.length));
const TAGS: Record<string, number> = { C: TAG.command, D: TAG.descriptor, N: TAG.notification };
const STREAMS: Record<string, string> = { C: 'answer', D: 'descriptor', N: 'notification' };

/** What a push did, in the words of the page's examples. */
function inWords(pushed: Pushed): string[] {
  if (pushed.kind === 'message') return [`message ${pushed.stream} ${toHex(pushed.message)}`];
  return pushed.kind === 'fault' ? [`fault ${pushed.fault}`] : [];
}

const examples = blocks('packets').map((lines): [string, string[]] => [lines.at(-1)!, lines]);

test('the page has its examples', () => {
  expect(examples.length).toBe(7);
});

test.each(examples)('the example that ends in %s is what the code does', (_, lines) => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  const done: string[] = [];
  const expected: string[] = [];
  for (const line of lines) {
    const [word, first = '', ...rest] = line.split(' ');
    if (word === 'fault') expected.push(line);
    else if (word === '<=') {
      done.push(...inWords(framing.push(padded(fromHex(first + rest.join(''))))));
    } else if (word === '=>') {
      done.push(`report ${toHex(padded(fromHex(first + rest.join(''))))}`);
    } else if (lines.some((other) => other.startsWith('=>'))) {
      const sent = packetsOf(fromHex(rest.join('')), TAGS[first]!, CHANNEL, SIZE);
      expected.push(...sent.map((report) => `report ${toHex(report)}`));
    } else expected.push(`message ${STREAMS[first]} ${toHex(fromHex(rest.join('')))}`);
  }
  expect(done).toEqual(expected);
  expect(done.length).toBeGreaterThan(0);
});

test('the framing itself asks and commands as the examples do', () => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  expect(framing.askDescriptor!().map(toHex)).toEqual([
    toHex(padded(fromHex('7A31 44 0000 0001 01'))),
  ]);
  expect(framing.encode(fromHex('6500')).map(toHex)).toEqual([
    toHex(padded(fromHex('7A31 43 0000 0002 6500'))),
  ]);
});

test("the page's descriptor is a CCID descriptor, and says what the page says", () => {
  const [, block] = blocks('packets');
  const bytes = fromHex(block![0]!.split(' ').slice(2).join(''));
  expect(bytes.length).toBe(56);
  expect(parseCcidDescriptor(bytes.slice(2))).toMatchObject({
    features: 0x204fe,
    maxMessageLength: 271,
    protocols: 3,
  });
});

/** HID 1.11, 6.2.2: enough of it for the page's report descriptor, in WebHID's shape. */
function collectionsOf(bytes: Bytes): HIDCollectionInfo[] {
  const top: HIDCollectionInfo[] = [];
  let [usagePage, usage, reportSize, reportCount] = [0, 0, 0, 0];
  let open: HIDCollectionInfo | null = null;
  for (let at = 0, size: number; at < bytes.length; at += 1 + size) {
    size = [0, 1, 2, 4][bytes[at]! & 3]!;
    let value = 0;
    for (let i = size; i > 0; i--) value = value * 256 + bytes[at + i]!;
    const report = { reportId: 0, items: [{ reportSize, reportCount }] };
    if ((bytes[at]! & 0xfc) === 0x04) usagePage = value;
    if ((bytes[at]! & 0xfc) === 0x08) usage = value;
    if ((bytes[at]! & 0xfc) === 0x74) reportSize = value;
    if ((bytes[at]! & 0xfc) === 0x94) reportCount = value;
    if ((bytes[at]! & 0xfc) === 0xa0) {
      open = { usagePage, usage, inputReports: [], outputReports: [] };
      top.push(open);
    }
    if ((bytes[at]! & 0xfc) === 0x80) open!.inputReports!.push(report);
    if ((bytes[at]! & 0xfc) === 0x90) open!.outputReports!.push(report);
    if ((bytes[at]! & 0xfc) === 0xc0) open = null;
  }
  expect(open).toBe(null);
  return top;
}

test("the page's report descriptor is 34 bytes, and gives reports of 64 on FF00/43", () => {
  const hex = blocks('descriptor')[0]!.map((line) => line.split(/\s{2,}/)[0]);
  const bytes = fromHex(hex.join(''));
  expect(bytes.length).toBe(34);
  const collections = collectionsOf(bytes);
  expect(collections).toMatchObject([{ usagePage: 0xff00, usage: 0x43 }]);
  expect(reportSizes(collections)).toEqual({
    ok: true,
    value: { outputId: 0, outputSize: 64, inputId: 0, inputSize: 64 },
  });
});

const first = (hex: string): Bytes => padded(fromHex(`7A31 43 0000 ${hex}`));
const next = (seq: string, data: string): Bytes => padded(fromHex(`7A31 43 ${seq} ${data}`));

test.each([
  ['a foreign channel', padded(fromHex('7A32 43 0001'))],
  ['a foreign tag', padded(fromHex('7A31 05 0001'))],
  ['a report of four bytes', fromHex('7A314300')],
  ['no bytes at all', fromHex('')],
  ['the packet after the next', next('0002', '')],
  ['the same packet again', first('00C8')],
  ['a first packet without length', fromHex('7A31430000')],
  ['a packet without data', fromHex('7A31430001')],
])('%s in the middle of an answer drops it', (_, report) => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  expect(framing.push(first('00C8')).kind).toBe('more');
  expect(framing.push(report)).toMatchObject({ kind: 'fault', stream: 'answer' });
  // The rest of what was lost is passed over, the next answer is whole.
  expect(framing.push(next('0001', ''))).toEqual({ kind: 'more' });
  expect(framing.push(first('0002 BEEF'))).toMatchObject({ message: fromHex('BEEF') });
});

test('an answer whose first packet is lost is one fault, not one for each packet', () => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  expect(framing.push(next('0001', '')).kind).toBe('fault');
  expect(framing.push(next('0002', '')).kind).toBe('more');
});

test('a broken notification leaves the answer alone', () => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  framing.push(first('003B'));
  expect(framing.push(padded(fromHex('7A31 4E 0001')))).toMatchObject({
    kind: 'fault',
    stream: 'notification',
  });
  expect(framing.push(next('0001', 'AABB'))).toMatchObject({ kind: 'message', stream: 'answer' });
});

test('what is left of an answer that was given up is passed over, and joins nothing', () => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  framing.push(first('003B'));
  framing.reset();
  expect(framing.push(next('0001', '9000'))).toEqual({ kind: 'more' });
  expect(framing.push(first('0002 6985'))).toMatchObject({ message: fromHex('6985') });
});

test('more than 65535 bytes are no message', () => {
  const framing = ccidOverHid(SIZE, CHANNEL);
  expect(() => framing.encode(new Uint8Array(65536))).toThrow(RangeError);
});
