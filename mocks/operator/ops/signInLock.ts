/** Wrong passwords lock a user, for longer each time. Whether the user exists makes no difference. */
import { toHex, utf8 } from '../../../src/shared/bytes.ts';
import type { Crypto } from '../../../src/shared/crypto.ts';
import type { Instant } from '../../../src/shared/time.ts';
import type { Transaction } from '../../store/store.ts';

const FREE_TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 3_600_000;
/** So long after the last wrong password the count begins anew. */
const FORGET_MS = 24 * 3_600_000;

interface LockRow {
  readonly wrong: number;
  readonly lastAt: Instant;
  readonly until: Instant;
}

/** Names nobody has share 4096 rows: guessing names must not fill the store. */
export async function lockKey(crypto: Crypto, user: string, isKnown: boolean): Promise<string> {
  const hash = toHex(await crypto.sha256(utf8(user)));
  return isKnown ? `operatorLock/${hash}` : `operatorLock/unknown/${hash.slice(0, 3)}`;
}

async function current(tx: Transaction, key: string, now: Instant): Promise<LockRow | undefined> {
  const row = await tx.get<LockRow>(key);
  return row && now < row.lastAt + FORGET_MS ? row : undefined;
}

/** How long no password is looked at; 0: now. */
export async function lockedMs(tx: Transaction, key: string, now: Instant): Promise<number> {
  const row = await current(tx, key, now);
  return row ? Math.max(0, row.until - now) : 0;
}

/** Answers whether the user is locked from now on. */
export async function countWrong(tx: Transaction, key: string, now: Instant): Promise<boolean> {
  const wrong = ((await current(tx, key, now))?.wrong ?? 0) + 1;
  const over = wrong - FREE_TRIES;
  const lockMs = over < 0 ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** over);
  tx.put(key, { wrong, lastAt: now, until: now + lockMs } satisfies LockRow);
  return lockMs > 0;
}
