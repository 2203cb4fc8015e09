/** Wrong passwords lock a user, for longer each time. Whether the user exists makes no difference. */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import type { Crypto } from '../../../../src/shared/crypto.ts';
import { DAY_MS, type Instant } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import { getLock, type LockOwner, putLock } from '../base/opsStore.ts';

const FREE_TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 3_600_000;
/** After this time without a wrong password the count begins again. */
const FORGET_MS = DAY_MS;

export const lockOwner = async (
  crypto: Crypto,
  user: string,
  isKnown: boolean,
): Promise<LockOwner> => ({ hash: toHex(await crypto.sha256(utf8(user))), isKnown });

/** What was counted in the future was counted before the clock was set back: nobody is locked out for that. */
async function current(tx: Transaction, owner: LockOwner, now: Instant) {
  const row = await getLock(tx, owner);
  return row && row.lastAt <= now && now < row.lastAt + FORGET_MS ? row : undefined;
}

/** How long the user is still locked; 0: not locked. */
export async function lockedMs(tx: Transaction, owner: LockOwner, now: Instant): Promise<number> {
  const row = await current(tx, owner, now);
  return row ? Math.max(0, row.until - now) : 0;
}

/** Counts a wrong password. Returns whether the user is locked from now on. */
export async function countWrong(
  tx: Transaction,
  owner: LockOwner,
  now: Instant,
): Promise<boolean> {
  const wrong = ((await current(tx, owner, now))?.wrong ?? 0) + 1;
  const over = wrong - FREE_TRIES;
  const lockMs = over < 0 ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** over);
  putLock(tx, owner, { wrong, lastAt: now, until: now + lockMs });
  return lockMs > 0;
}
