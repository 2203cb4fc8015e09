/** Finds subscribers for people who answer the telephone: by a part of the name, or the end of a number. */
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import {
  findSubscriber,
  keys,
  namesWith,
  numbersEnding,
  type SearchRow,
} from '../base/bossStore.ts';
import type { BossAnswer, BossCall, BoxRecord } from '../base/bossTypes.ts';
import { refuse } from '../base/refuse.ts';
import { nameLetters } from './searchIndex.ts';
import { masked } from './subscribers.ts';

const MOST = 20;
/** Rows read: one subscriber may have several, as a name may have its part twice. */
const SCAN = 100;

/** One row for each subscriber, or box of one. */
function withoutRepeats(rows: readonly SearchRow[]): SearchRow[] {
  const named = rows.map((row) => [`${row.by}/${row.subscriberId}/${row.stbId}`, row] as const);
  return [...new Map(named).values()];
}

export async function findSubscribers(
  tx: Transaction,
  _parts: BossParts,
  { query }: BossCall<'findSubscribers'>,
): BossAnswer<'findSubscribers'> {
  const { name, tail } = query ?? {};
  const letters = nameLetters(name ?? '');
  if ((name === undefined) === (tail === undefined) || (name !== undefined && letters === '')) {
    return refuse('request.invalid', { field: 'name', detail: 'name: either name or tail' });
  }
  const list = tail === undefined ? namesWith(letters) : numbersEnding(tail);
  const rows = await listRows(tx, list, { limit: SCAN });
  const different = withoutRepeats(rows.map(({ value }) => value));
  const found = [];
  for (const { by, subscriberId, stbId } of different.slice(0, MOST)) {
    // A box that moved is at another household now.
    const box = stbId === undefined ? undefined : await tx.get<BoxRecord>(keys.box(stbId));
    const record = await findSubscriber(tx, box?.subscriberId ?? subscriberId);
    if (!record) continue;
    found.push({ by, subscriber: masked(record), ...(stbId === undefined ? {} : { stbId }) });
  }
  return {
    status: 200,
    body: { found, isMore: different.length > MOST || rows.length === SCAN },
  };
}
