/**
 * The findings of another side about a day, stored row by row. Those of a new file are written beside those that count,
 * so that a file which is refused, or whose reading is cut, changes nothing.
 */

import { clearRows, pageThroughAs } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayWork, FindingPlace } from '../books/dayRows.ts';
import { type FindingParty, findingsOf, getDayWork, putFinding } from '../books/store/dayStore.ts';

const PAGE = 1_000;

type Stored = Pick<TspParts, 'store'>;

/** Where the findings are that count; `undefined`: no file of this party counts yet. */
export function countedPlace(work: DayWork | undefined, party: FindingParty) {
  const counted = work?.[party];
  return counted && (counted.findings ?? 'first');
}

const placeNow = ({ store }: Stored, date: string, party: FindingParty) =>
  store.transaction(async (tx) => countedPlace(await getDayWork(tx, date), party));

/**
 * Writes the findings where they do not count yet, and with each what `beside` writes. Returns the place; it counts once
 * `dayWork` says so.
 */
export async function saveFindings<T>(
  parts: Stored,
  date: string,
  party: FindingParty,
  findings: AsyncIterable<T>,
  beside: (tx: Transaction, finding: T, place: FindingPlace) => Promise<void>,
): Promise<FindingPlace> {
  const place = (await placeNow(parts, date, party)) === 'first' ? 'second' : 'first';
  const list = findingsOf(date, party, place);
  // What a refused file, a crash or the file before the last left there.
  await clearRows(parts.store, list);
  let number = 0;
  let page: T[] = [];
  const flush = () =>
    parts.store.transaction(async (tx) => {
      for (const finding of page) {
        putFinding(tx, list, number++, finding);
        await beside(tx, finding, place);
      }
      page = [];
    });
  for await (const finding of findings) {
    page.push(finding);
    if (page.length >= PAGE) await flush();
  }
  await flush();
  return place;
}

/** Reads the findings that count. */
export async function* readFindings<T>(
  parts: Stored,
  date: string,
  party: FindingParty,
): AsyncGenerator<T> {
  const place = await placeNow(parts, date, party);
  if (place === undefined) return;
  const list = findingsOf<T>(date, party, place);
  yield* pageThroughAs(parts.store, list, async (_tx, { value }) => value);
}
