/** Who is signed in. Only hashes of tokens are stored, so reading the store is not enough to sign in. */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import type { Instant } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { notePerson } from '../base/notePerson.ts';
import {
  allOperatorSessions,
  dropOperatorSession,
  getOperatorSession,
  type OperatorSessionRow,
  putOperatorSession,
} from '../base/opsStore.ts';
import type { Account, OpsParts } from '../base/opsTypes.ts';

const SESSION_MS = 12 * 3_600_000;
const IDLE_MS = 30 * 60_000;
/** How often the last use is written. After a restart a session may end earlier by this much, never later. */
const SEEN_MS = 5 * 60_000;
const TOKEN_BYTES = 32;
/** Sessions looked at, when somebody signs in, to remove those that are over. */
const SWEEP = 200;

export interface Session {
  readonly account: Account;
  /** The id of its row. */
  readonly id: string;
}

/** One that was used far in the future was used before the clock was set back: it may not stay open until then. */
const isOver = ({ openedAt, seenAt }: OperatorSessionRow, now: Instant): boolean =>
  Math.abs(now - openedAt) >= SESSION_MS || Math.abs(now - seenAt) >= IDLE_MS;

export interface Sessions {
  /** Writes in the caller's transaction, together with what else signing in writes. */
  open(tx: Transaction, account: Account): Promise<{ token: string; expiresAt: Instant }>;
  /** The session of this token, unless it is over. */
  find(token: string): Promise<Session | undefined>;
  close(session: Session): Promise<void>;
}

export function createSessions(
  parts: Pick<OpsParts, 'environment' | 'room' | 'accounts'>,
): Sessions {
  const { environment, room, accounts } = parts;
  const { clock, random, crypto } = environment;
  /** Last uses that are newer than the written ones. */
  const seen = new Map<string, Instant>();

  const idOf = async (token: string) => toHex(await crypto.sha256(utf8(token)));

  async function sweep(tx: Transaction): Promise<void> {
    const now = clock.now();
    for (const { id, value } of await listRows(tx, allOperatorSessions, { limit: SWEEP })) {
      const seenAt = Math.max(value.seenAt, seen.get(id) ?? 0);
      if (!isOver({ ...value, seenAt }, now)) continue;
      dropOperatorSession(tx, id);
      seen.delete(id);
    }
  }

  return {
    async open(tx, { user }) {
      await sweep(tx);
      const now = clock.now();
      const token = toHex(random.bytes(TOKEN_BYTES)).toLowerCase();
      putOperatorSession(tx, await idOf(token), { user, openedAt: now, seenAt: now });
      return { token, expiresAt: now + SESSION_MS };
    },
    async find(token) {
      const id = await idOf(token);
      const now = clock.now();
      return room.transaction(async (tx) => {
        const row = await getOperatorSession(tx, id);
        if (!row) return undefined;
        const seenAt = Math.max(row.seenAt, seen.get(id) ?? 0);
        const account = accounts.find(({ user }) => user === row.user);
        if (!account || isOver({ ...row, seenAt }, now)) {
          dropOperatorSession(tx, id);
          seen.delete(id);
          return undefined;
        }
        seen.set(id, now);
        if (now - row.seenAt >= SEEN_MS) putOperatorSession(tx, id, { ...row, seenAt: now });
        return { account, id };
      });
    },
    async close({ id, account }) {
      await room.transaction(async (tx) => {
        dropOperatorSession(tx, id);
        await notePerson(parts, tx, account.user, 'person.signedOut');
      });
      seen.delete(id);
    },
  };
}
