/** The signed-in person of this tab. It is kept over reloads, but not after the tab is closed. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { OperatorSession } from './opsTypes.ts';

interface SessionStorageLike {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface Session {
  readonly current: ReadonlySignal<OperatorSession | null>;
  /** The platform ended the session: after signing in again the person comes back to the same page. */
  readonly isExpired: ReadonlySignal<boolean>;
  enter(session: OperatorSession): void;
  leave(why: 'signed-out' | 'expired'): void;
  may(operation: string): boolean;
}

const NAME = 'console:session';

function kept(storage: SessionStorageLike, now: number): OperatorSession | null {
  try {
    const session = JSON.parse(storage.getItem(NAME) ?? 'null') as OperatorSession | null;
    return session && Date.parse(session.expiresAt) > now ? session : null;
  } catch {
    return null;
  }
}

export function createSession(storage: SessionStorageLike, now: () => number): Session {
  const current = signal(kept(storage, now()));
  const isExpired = signal(false);
  return {
    current,
    isExpired,
    enter(session) {
      storage.setItem(NAME, JSON.stringify(session));
      isExpired.value = false;
      current.value = session;
    },
    leave(why) {
      storage.removeItem(NAME);
      isExpired.value = why === 'expired' && current.value !== null;
      current.value = null;
    },
    may: (operation) => current.value?.may.includes(operation) ?? false,
  };
}
