/** What the console itself keeps in the platform's room: who is signed in, and who is locked after wrong passwords. */
import type { Instant } from '../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';

const keys = {
  sessions: 'operatorSession/',
  session: (id: string) => `operatorSession/${id}`,
  lock: (hash: string) => `operatorLock/${hash}`,
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
