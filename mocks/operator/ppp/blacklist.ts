/** Cards and terminals that may not pay. */
import type { Instant } from '../../../src/shared/time.ts';
import { listRows } from '../../store/rowList.ts';
import type { Transaction } from '../../store/store.ts';
import type { PppParts } from './batches.ts';
import { type BlacklistKind, blacklistOf, isListed, putListed } from './pppStore.ts';
import type { PppAnswer, PppCall } from './pppTypes.ts';

async function listedSince(tx: Transaction, kind: BlacklistKind, since: Instant) {
  const rows = await listRows(tx, blacklistOf(kind));
  return rows.filter(({ value }) => value.at >= since).map(({ id }) => id);
}

/** `since`: only what was listed then or later. */
export async function getBlacklist(
  tx: Transaction,
  _parts: PppParts,
  { query }: PppCall<'getBlacklist'>,
): PppAnswer<'getBlacklist'> {
  const since = query?.since === undefined ? 0 : Date.parse(query.since);
  return {
    status: 200,
    body: {
      cards: await listedSince(tx, 'cards', since),
      terminals: await listedSince(tx, 'terminals', since),
    },
  };
}

/** Adds an entry. An entry that is listed already keeps its time. */
export async function addToBlacklist(
  tx: Transaction,
  kind: BlacklistKind,
  id: string,
  at: Instant,
): Promise<void> {
  if (!(await isListed(tx, kind, id))) putListed(tx, kind, id, { at });
}
