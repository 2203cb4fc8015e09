import { expect, test } from 'vitest';
import { isVendorPage, reportSizes } from './reportSizes.ts';

const report = (reportId: number, ...items: [size: number, count: number][]): HIDReportInfo => ({
  reportId,
  items: items.map(([reportSize, reportCount]) => ({ reportSize, reportCount })),
});
const vendor = (inputReports: HIDReportInfo[], outputReports: HIDReportInfo[]) => ({
  usagePage: 0xff00,
  usage: 0x43,
  inputReports,
  outputReports,
});
const plain = vendor([report(0, [8, 64])], [report(0, [8, 64])]);
const keyboard = { ...plain, usagePage: 0x01, usage: 0x06 };
const sizes = (outputId: number, outputSize: number, inputId: number, inputSize: number) => ({
  ok: true,
  value: { outputId, outputSize, inputId, inputSize },
});

test.each([
  ['one report each way', [plain], sizes(0, 64, 0, 64)],
  [
    'input and output differ',
    [vendor([report(0, [8, 64])], [report(0, [8, 8])])],
    sizes(0, 8, 0, 64),
  ],
  [
    'numbered reports, the longest of several',
    [vendor([report(1, [8, 7]), report(2, [8, 63])], [report(1, [8, 31]), report(3, [8, 15])])],
    sizes(1, 31, 2, 63),
  ],
  [
    'fields of odd bits',
    [vendor([report(0, [1, 3], [1, 5], [16, 4])], [report(0, [7, 9])])],
    sizes(0, 8, 0, 9),
  ],
  [
    'reports that stand in a child only',
    [{ ...vendor([], []), children: [plain] }],
    sizes(0, 64, 0, 64),
  ],
  [
    'reports that a browser counts in parent and child',
    [{ ...plain, children: [{ ...plain, children: [plain] }] }],
    sizes(0, 64, 0, 64),
  ],
  [
    'one report spread over two children',
    [
      {
        ...vendor([report(0, [8, 64])], []),
        children: [vendor([], [report(0, [8, 32])]), vendor([], [report(0, [8, 16])])],
      },
    ],
    sizes(0, 48, 0, 64),
  ],
  ['a reader beside a keyboard', [keyboard, plain], sizes(0, 64, 0, 64)],
  [
    'a collection without output before the right one',
    [vendor([report(0, [8, 3])], []), plain],
    sizes(0, 64, 0, 64),
  ],
])('%s', (_, collections, expected) => {
  expect(reportSizes(collections)).toEqual(expected);
});

test.each([
  ['no collections', []],
  ['no reports', [vendor([], [])]],
  ['no output', [vendor([report(0, [8, 64])], [])]],
  ['nothing vendor-defined', [keyboard]],
  ['empty reports', [vendor([report(0)], [report(0)])]],
  ['fields without sizes', [vendor([{ items: [{}] }], [{ items: [{}] }])]],
  ['a size that cannot be', [vendor([report(0, [8, 64])], [report(0, [2 ** 32, 2 ** 32])])]],
  ['an invalid size', [vendor([report(0, [Number.NaN, 1])], [report(0, [-8, 64])])]],
  ['bare', [{}]],
])('%s: not a reader', (_, collections) => {
  expect(reportSizes(collections)).toMatchObject({
    ok: false,
    error: { code: 'READER_UNSUPPORTED', outcome: 'not-sent' },
  });
});

test('a reader known by its ids may stand on any page', () => {
  expect(reportSizes([keyboard], true)).toEqual(sizes(0, 64, 0, 64));
});

test.each([
  [0xff00, true],
  [0xffff, true],
  [0xfeff, false],
  [0xf1d0, false],
  [undefined, false],
])('page %s vendor-defined: %s', (usagePage, expected) => {
  expect(isVendorPage(usagePage)).toBe(expected);
});
