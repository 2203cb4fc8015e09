/** The findings of another side about a day, stored row by row; a newer answer replaces them. */

import { clearRows, pageThroughAs } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import { type FindingParty, findingsOf, putFinding } from '../books/store/dayStore.ts';

const PAGE = 1_000;

/** Replaces the stored findings. After a crash it runs again from the start: the file is still there. */
export async function saveFindings<T>(
  parts: Pick<TspParts, 'store'>,
  date: string,
  party: FindingParty,
  findings: AsyncIterable<T>,
): Promise<void> {
  await clearRows(parts.store, findingsOf(date, party));
  let number = 0;
  let page: T[] = [];
  const flush = () =>
    parts.store.transaction(async (tx) => {
      for (const finding of page) putFinding(tx, date, party, number++, finding);
      page = [];
    });
  for await (const finding of findings) {
    page.push(finding);
    if (page.length >= PAGE) await flush();
  }
  await flush();
}

export const readFindings = <T>(
  parts: Pick<TspParts, 'store'>,
  date: string,
  party: FindingParty,
): AsyncGenerator<T> =>
  pageThroughAs(parts.store, findingsOf<T>(date, party), async (_tx, { value }) => value);
