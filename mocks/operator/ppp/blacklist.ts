/** Cards and terminals that may not pay. */
import type { Instant } from '../../../src/shared/time.ts';
import type { Transaction } from '../../store/store.ts';
import type { PppParts } from './batches.ts';
import { type BlacklistKind, keys } from './pppStore.ts';
import type { PppAnswer, PppCall } from './pppTypes.ts';

interface Listed {
  readonly at: Instant;
}

async function listedSince(tx: Transaction, kind: BlacklistKind, since: Instant) {
  const prefix = keys.blacklist(kind);
  const rows = await tx.list<Listed>(prefix);
  return rows.filter(({ value }) => value.at >= since).map(({ key }) => key.slice(prefix.length));
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

/** What is listed already keeps its time. */
export async function addToBlacklist(
  tx: Transaction,
  kind: BlacklistKind,
  id: string,
  at: Instant,
): Promise<void> {
  const key = keys.blacklist(kind) + id;
  if ((await tx.get(key)) === undefined) tx.put(key, { at } satisfies Listed);
}
