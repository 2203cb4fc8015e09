/** What the other side said of a day, kept row by row until it says something newer. */

import type { TspParts } from '../base/ports.ts';
import { findingsPrefix } from '../books/dayRows.ts';
import { pages } from './ownDay.ts';

const PAGE = 1_000;
const DIGITS = 9;

export type FindingParty = 'boss' | 'ppp';

async function clear({ store }: Pick<TspParts, 'store'>, prefix: string): Promise<void> {
  for (;;) {
    const isEmpty = await store.transaction(async (tx) => {
      const rows = await tx.list(prefix, { limit: PAGE });
      for (const { key } of rows) tx.delete(key);
      return rows.length === 0;
    });
    if (isEmpty) return;
  }
}

/** Takes the place of what was there; a cut run is begun anew, the file it came from is still there. */
export async function saveFindings<T>(
  parts: Pick<TspParts, 'store'>,
  date: string,
  party: FindingParty,
  findings: AsyncIterable<T>,
): Promise<void> {
  const prefix = findingsPrefix(date, party);
  await clear(parts, prefix);
  let number = 0;
  let page: T[] = [];
  const flush = () =>
    parts.store.transaction(async (tx) => {
      for (const finding of page) tx.put(prefix + String(number++).padStart(DIGITS, '0'), finding);
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
  pages<T, T>(parts, findingsPrefix(date, party), async (_tx, { value }) => value);
