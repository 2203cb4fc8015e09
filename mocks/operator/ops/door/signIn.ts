/** Gives a session for user and password. One try at a time: a password hash is made to cost memory and time. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import { operationsFor } from '../base/matrix.ts';
import { notePerson } from '../base/notePerson.ts';
import { dropLock } from '../base/opsStore.ts';
import type { OpsAnswer, OpsParts, Schemas } from '../base/opsTypes.ts';
import { refuse } from '../base/refuse.ts';
import type { Sessions } from './sessions.ts';
import { countWrong, lockedMs, lockOwner } from './signInLock.ts';

/** Tries that may wait for their turn. */
const MOST_WAITING = 50;
const RETRY_MS = 2_000;
const DENIED = 'user or password: wrong; try again, or ask who manages the accounts';

export type SignIn = (credentials: Schemas['Credentials']) => OpsAnswer<'signIn'>;

export function createSignIn(
  parts: Pick<OpsParts, 'environment' | 'room' | 'accounts' | 'passwords' | 'demonstration'>,
  sessions: Sessions,
): SignIn {
  const { environment, room, accounts, passwords } = parts;
  const { clock, crypto } = environment;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** The hash that the password of an unknown user is checked against, at the same cost. */
  const unknownUserHash = passwords.hash('nobody has this password');
  unknownUserHash.catch(() => undefined);

  async function tryOnce({ user, password }: Schemas['Credentials']): OpsAnswer<'signIn'> {
    const account = accounts.find((known) => known.user === user);
    const owner = await lockOwner(crypto, user, account !== undefined);
    const retryAfterMs = await room.transaction((tx) => lockedMs(tx, owner, clock.now()));
    if (retryAfterMs > 0) {
      return refuse('auth.locked', 'user: locked after wrong passwords; wait', { retryAfterMs });
    }
    const isRight = await passwords.verify(
      password,
      account?.passwordHash ?? (await unknownUserHash),
    );
    return room.transaction(async (tx) => {
      // A password typed in place of a user name must not get into the audit.
      const who = account?.user ?? 'nobody';
      if (!account || !isRight) {
        await notePerson(parts, tx, who, 'person.refused');
        if (await countWrong(tx, owner, clock.now()))
          await notePerson(parts, tx, who, 'person.locked');
        return refuse('auth.refused', DENIED);
      }
      dropLock(tx, owner);
      const { token, expiresAt } = await sessions.open(tx, account);
      await notePerson(parts, tx, who, 'person.signedIn', account.role);
      const { name, role } = account;
      return {
        status: 201,
        body: {
          token,
          operator: { user, name, role },
          may: operationsFor(role),
          expiresAt: rfc3339(expiresAt),
          ...(parts.demonstration ? { demonstration: true as const } : {}),
        },
      };
    });
  }

  return async (credentials) => {
    if (waiting >= MOST_WAITING) {
      return refuse('unavailable', 'too many people sign in at once; try again', {
        retryAfterMs: RETRY_MS,
      });
    }
    waiting += 1;
    const turn = last.then(() => tryOnce(credentials));
    last = turn.catch(() => undefined);
    return turn.finally(() => {
      waiting -= 1;
    });
  };
}
