/** What the console itself keeps in the platform's room: who is signed in, who is locked, and measures by hour. */
import type { Instant } from '../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { CallCounts } from './opsTypes.ts';

const keys = {
  sessions: 'operatorSession/',
  session: (id: string) => `operatorSession/${id}`,
  lock: (hash: string) => `operatorLock/${hash}`,
  callHours: (date: string) => `callHour/${date}/`,
  /** Unknown user names share 4096 rows: guessing names must not fill the store. */
  lockOfUnknown: (hash: string) => `operatorLock/unknown/${hash.slice(0, 3)}`,
};

export interface OperatorSessionRow {
  readonly user: string;
  readonly openedAt: Instant;
  readonly seenAt: Instant;
}

/** By the hash of the token. */
export const allOperatorSessions: RowList<OperatorSessionRow> = rowList(keys.sessions);
export const getOperatorSession = (tx: Transaction, id: string) =>
  tx.get<OperatorSessionRow>(keys.session(id));
export const putOperatorSession = (tx: Transaction, id: string, row: OperatorSessionRow): void =>
  tx.put(keys.session(id), row);
export const dropOperatorSession = (tx: Transaction, id: string): void =>
  tx.delete(keys.session(id));

interface LockRow {
  readonly wrong: number;
  readonly lastAt: Instant;
  readonly until: Instant;
}

/** The user whose wrong passwords are counted. `hash`: of the user name. */
export interface LockOwner {
  readonly hash: string;
  readonly isKnown: boolean;
}

const lockKey = ({ hash, isKnown }: LockOwner) =>
  isKnown ? keys.lock(hash) : keys.lockOfUnknown(hash);

export const getLock = (tx: Transaction, owner: LockOwner) => tx.get<LockRow>(lockKey(owner));
export const putLock = (tx: Transaction, owner: LockOwner, row: LockRow): void =>
  tx.put(lockKey(owner), row);
export const dropLock = (tx: Transaction, owner: LockOwner): void => tx.delete(lockKey(owner));

const NO_CALLS: CallCounts = { took: {}, refused: {} };

/** By hour (`HH` in China) of one business day. */
export const callHoursOf = (date: string): RowList<CallCounts> => rowList(keys.callHours(date));

export async function addCallHour(
  tx: Transaction,
  date: string,
  hour: string,
  add: (before: CallCounts) => CallCounts,
): Promise<void> {
  const key = keys.callHours(date) + hour;
  tx.put(key, add((await tx.get<CallCounts>(key)) ?? NO_CALLS));
}
