/**
 * Says which services are on which list, in the order of their numbers: all, those of a category, or those a search
 * finds. The catalogue never changes after it is seeded, so what was read once is kept in memory.
 */
import type { Transaction } from '../../../store/store.ts';
import { keys } from './bossStore.ts';
import type { ServiceRecord } from './bossTypes.ts';
import { initialsOf } from './initials.ts';

/** What a search needs of a service; the rows of all services are one record. */
export type IndexRow = readonly [
  number: number,
  category: string,
  chinese: string,
  english: string,
];

interface ListWanted {
  readonly category?: string | undefined;
  /** Digits a number begins with, or letters the initials of a title contain. */
  readonly q?: string | undefined;
}

export interface CatalogueIndex {
  /** Numbers, ascending. */
  numbers(tx: Transaction, wanted: ListWanted): Promise<readonly number[]>;
  service(tx: Transaction, serviceId: string): Promise<ServiceRecord | undefined>;
}

export function catalogueIndex(): CatalogueIndex {
  let rows: readonly IndexRow[] | undefined;
  let initials: Promise<readonly string[]> | undefined;
  let numberOf: Readonly<Record<string, number>> | undefined;
  const records = new Map<string, ServiceRecord>();
  const byCategory = new Map<string | undefined, readonly number[]>();
  /** Kept because the pages of one search are asked for one after another. */
  let found = { q: '', numbers: [] as readonly number[] };

  const inCategory = (category: string | undefined): readonly number[] => {
    const known = byCategory.get(category);
    if (known) return known;
    const some = (rows ?? []).filter((row) => category === undefined || row[1] === category);
    const numbers = some.map(([number]) => number);
    byCategory.set(category, numbers);
    return numbers;
  };

  async function search(q: string, all: readonly IndexRow[]): Promise<readonly number[]> {
    if (found.q === q) return found.numbers;
    let isWanted = ([number]: IndexRow, _at: number) => String(number).startsWith(q);
    if (!/\d/.test(q)) {
      initials ??= initialsOf(all.map(([, , chinese, english]) => [chinese, english]));
      const known = await initials;
      const letters = q.toLowerCase();
      isWanted = (_row, at) => known[at]!.includes(letters);
    }
    const numbers = all.filter(isWanted).map(([number]) => number);
    found = { q, numbers };
    return numbers;
  }

  return {
    async numbers(tx, { category, q }) {
      rows ??= await tx.get<IndexRow[]>(keys.index);
      if (!rows) throw new Error('BOSS has no catalogue');
      if (q === undefined) return inCategory(category);
      const numbers = await search(q, rows);
      if (category === undefined) return numbers;
      const inside = new Set(inCategory(category));
      return numbers.filter((number) => inside.has(number));
    },
    async service(tx, serviceId) {
      const known = records.get(serviceId);
      if (known) return known;
      numberOf ??= await tx.get<Record<string, number>>(keys.serviceNumbers);
      if (!numberOf || !Object.hasOwn(numberOf, serviceId)) return undefined;
      const record = await tx.get<ServiceRecord>(keys.service(numberOf[serviceId]!));
      if (record) records.set(serviceId, record);
      return record;
    },
  };
}

/** The index of the first number that is `least` or more; the length if there is none. */
export function indexFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
