/** Who is signed in. Tokens are kept as their hash: the store gives nobody a way in. */
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
/** Use is written down this often: a restart may end a session so much early, never late. */
const SEEN_MS = 5 * 60_000;
const TOKEN_BYTES = 32;
/** Dead sessions are cleared away when somebody signs in. */
const SWEEP = 200;

export interface Session {
  readonly account: Account;
  /** Of its row. */
  readonly id: string;
}

const isOver = ({ openedAt, seenAt }: OperatorSessionRow, now: Instant): boolean =>
  now >= openedAt + SESSION_MS || now >= seenAt + IDLE_MS;

export interface Sessions {
  /** In the caller's transaction, with what else signing in writes. */
  open(tx: Transaction, account: Account): Promise<{ token: string; expiresAt: Instant }>;
  /** Whose token it is, while it counts. */
  find(token: string): Promise<Session | undefined>;
  close(session: Session): Promise<void>;
}

export function createSessions(
  parts: Pick<OpsParts, 'environment' | 'room' | 'accounts'>,
): Sessions {
  const { environment, room, accounts } = parts;
  const { clock, random, crypto } = environment;
  /** Later than what is written. */
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
