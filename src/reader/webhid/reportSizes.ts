/** HID 1.11, 6.2.2: which reports a device has and how long they are, as WebHID tells it. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { type ReaderError, readerError } from '../readerError.ts';

export interface ReportSizes {
  readonly outputId: number;
  /** Bytes, without the report id. */
  readonly outputSize: number;
  readonly inputId: number;
  readonly inputSize: number;
}

type Kind = 'inputReports' | 'outputReports';

/** Longer is no report: a descriptor that lies must not make us allocate. */
const MAX_REPORT_BYTES = 8192;

/** Bits by report id. A browser may count a child's items in its parents too, or not: the larger sum is right. */
function bitsOf(collection: HIDCollectionInfo, kind: Kind): Map<number, number> {
  const bits = new Map<number, number>();
  for (const { reportId = 0, items = [] } of collection[kind] ?? []) {
    let sum = bits.get(reportId) ?? 0;
    for (const { reportSize = 0, reportCount = 0 } of items) sum += reportSize * reportCount;
    bits.set(reportId, sum);
  }
  const below = new Map<number, number>();
  for (const child of collection.children ?? []) {
    bitsOf(child, kind).forEach((sum, id) => {
      below.set(id, (below.get(id) ?? 0) + sum);
    });
  }
  below.forEach((sum, id) => {
    bits.set(id, Math.max(sum, bits.get(id) ?? 0));
  });
  return bits;
}

/** The longest report of a kind, if there is one that can be used. */
function longest(collection: HIDCollectionInfo, kind: Kind): { id: number; size: number } | null {
  let found: { id: number; size: number } | null = null;
  bitsOf(collection, kind).forEach((bits, id) => {
    const size = Math.ceil(bits / 8);
    if (size > 0 && size <= MAX_REPORT_BYTES && size > (found?.size ?? 0)) found = { id, size };
  });
  return found;
}

/** Vendor-defined usage pages (HID Usage Tables, 3): nothing else can be a reader's. */
export const isVendorPage = (usagePage: number | undefined): boolean =>
  usagePage !== undefined && usagePage >= 0xff00 && usagePage <= 0xffff;

/**
 * The longest output and the longest input report of the first vendor-defined collection (`anyPage`: of any) that has
 * both; sizes may differ. READER_UNSUPPORTED when there is none.
 */
export function reportSizes(
  collections: readonly HIDCollectionInfo[],
  anyPage = false,
): Result<ReportSizes, ReaderError> {
  for (const collection of collections) {
    if (!anyPage && !isVendorPage(collection.usagePage)) continue;
    const output = longest(collection, 'outputReports');
    const input = longest(collection, 'inputReports');
    if (!output || !input) continue;
    return ok({
      outputId: output.id,
      outputSize: output.size,
      inputId: input.id,
      inputSize: input.size,
    });
  }
  return fail(readerError('READER_UNSUPPORTED', 'not-sent', 'no input and output report'));
}
