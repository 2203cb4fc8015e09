/** For the tests of this folder: rows of every layout, a head, and files in a store in memory. */
import fc from 'fast-check';
import { nodeHash } from './disk/nodeHash.ts';
import { fileName } from './fileNames.ts';
import type { Layout } from './layouts.ts';
import { layouts } from './layouts.ts';
import { type HeadParts, sealFile } from './sealedFile.ts';
import type { BossFinding, ClaimRow, PaidRow, SettledRow, VerdictRow } from './settlementTypes.ts';

const DATE = '20261123';

export const headOf = (layout: Layout<never>): HeadParts => ({
  sender: layout.senderLength === 4 ? '0105' : 'A0000105',
  date: DATE,
  createdAt: '20261124000512',
  batchNo: '01',
});

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9A-F]{${length}}$`));
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const ulid = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const fen = fc.nat({ max: 9_999_999 });
const words = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', maxLength })
    .filter((text) => text.length <= maxLength && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}|]/u.test(text));
const isoDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const day = isoDay.map((text) => text.replaceAll('-', ''));
const time = fc.stringMatching(/^([01]\d|2[0-3])[0-5]\d[0-5]\d$/);
const orEmpty = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant('' as const));

const paid: fc.Arbitrary<PaidRow> = fc.record({
  orderId: ulid,
  bossOrder: orEmpty(id),
  subscriberId: id,
  stbId: id,
  product: words(60),
  from: orEmpty(isoDay),
  to: orEmpty(isoDay),
  amountFen: fen,
  paidAt: fc.tuple(day, time).map((parts) => parts.join('')),
  cardMasked: fc.stringMatching(/^[0-9]{4} \*{4} [0-9]{4}$/),
  terminalNo: hex(12),
  terminalSequence: hex(8),
  cardSequence: hex(4),
  tac: orEmpty(hex(8)),
  state: fc.constantFrom('S', 'P', 'C', 'R'),
});

const finding: fc.Arbitrary<BossFinding> = fc.record({
  view: fc.constantFrom('MISSING_AT_BOSS', 'AMOUNT_DIFF', 'DUPLICATE', 'DAY_EDGE'),
  orderId: orEmpty(ulid),
  bossOrder: orEmpty(id),
  tspFen: fc.option(fen),
  bossFen: fc.option(fen),
  tspState: words(20),
  bossState: words(20),
  bossDate: orEmpty(day),
});

const claim: fc.Arbitrary<ClaimRow> = fc.record({
  terminalNo: hex(12),
  terminalSequence: hex(8),
  cardSerial: hex(20),
  issuer: hex(16),
  applicationType: hex(2),
  transactionType: hex(2),
  amountFen: fen,
  balanceBeforeFen: fen,
  balanceAfterFen: fen,
  cardSequence: hex(4),
  overdraftFen: fc.nat({ max: 0xffffff }),
  date: day,
  time,
  tac: hex(8),
  mac2Verified: fc.boolean(),
  keyVersion: hex(2),
  algorithmId: hex(2),
  keyIndex: hex(2),
  random: hex(8),
  merchant: words(20),
  orderId: ulid,
});

const verdict: fc.Arbitrary<VerdictRow> = fc.record({
  index: fc.constant(0),
  result: fc.constantFrom('00', '01', '02', '03', '04', '05'),
  reason: words(60),
});

const settled: fc.Arbitrary<SettledRow> = fc.record({
  batchId: fc.constant('A0000105-20261123-01'),
  index: fc.nat({ max: 20_000 }),
  terminalNo: hex(12),
  terminalSequence: hex(8),
  cardSerial: hex(20),
  cardSequence: hex(4),
  amountFen: fen,
  orderId: ulid,
});

const rowsOf = <Row>(row: fc.Arbitrary<Row>, maxLength = 8) => fc.array(row, { maxLength });

/** A layout with rows that fit it. The type of the rows is erased so that all five can be in one table. */
export interface Sample {
  readonly layout: Layout<never>;
  readonly rows: fc.Arbitrary<readonly never[]>;
}

const sample = <Row>(layout: Layout<Row>, rows: fc.Arbitrary<Row[]>): Sample =>
  ({ layout, rows }) as unknown as Sample;

export const samples: readonly Sample[] = [
  sample(layouts.DZ, rowsOf(paid)),
  sample(layouts.FH, rowsOf(finding)),
  sample(layouts.PP, rowsOf(claim)),
  sample(
    layouts.PR,
    rowsOf(verdict).map((rows) => rows.map((row, index) => ({ ...row, index }))),
  ),
  sample(layouts.QS, rowsOf(settled)),
];

/** Count and total of these rows, as the head has them. */
export const sumOf = (layout: Layout<never>, rows: readonly never[]) => ({
  count: rows.length,
  totalFen: rows.reduce((sum, row) => sum + (layout.amountOf?.(row) ?? 0), 0),
});

export const sealed = (layout: Layout<never>, rows: readonly never[]) =>
  sealFile(layout, headOf(layout), sumOf(layout, rows), rows, nodeHash);

export const nameOf = (layout: Layout<never>): string => fileName(layout.kind, headOf(layout));

export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const bytesOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await allOf(chunks));
