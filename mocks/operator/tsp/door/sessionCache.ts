/**
 * Sessions and the nonces of signed messages, judged in memory and written behind.
 *
 * Nobody waits for a nonce to reach the disk. Its write is asked for before the first transaction of the request it
 * belongs to, and the store writes in the order asked for: whatever the request brought about is on disk only with its
 * nonce. A crash that loses the nonce has lost every effect of the message too; sent again, it is done for the first time.
 * What only reads can be repeated after a crash by whoever overheard the answer already.
 *
 * An opened session is on disk before it is answered. When it was used last is written now and then: after a restart it
 * may seem to have been idle for a little longer than it was.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { listRows, rowsIn } from '../../../store/rowList.ts';
import { count, type TspParts } from '../base/ports.ts';
import {
  allSeen,
  allSessions,
  dropSeen,
  dropSession,
  putSeen,
  putSession,
  type SessionRow,
  seenId,
} from '../books/store/doorStore.ts';

interface OpenSession {
  readonly row: SessionRow;
  usedAt: Instant;
  writtenAt: Instant;
}

export interface SessionBook {
  /** What an earlier run left; wait for it before anything else is asked. */
  ready(): Promise<void>;
  /** The session behind a token, unless it is over. */
  find(token: string): SessionRow | undefined;
  /** It is on disk. */
  opened(row: SessionRow): void;
  used(token: string): void;
  /** Notes a nonce whose signature is right; answers whether it was new. Ask before anything is done for the message. */
  isNew(stbId: string, nonce: string): boolean;
}

/** How stale the stored time of use may be. */
const USE_WRITTEN_MS = 60_000;

export function createSessionBook(parts: TspParts): SessionBook {
  const { store, limits, environment } = parts;
  const { clock } = environment;
  /** Oldest first. */
  const sessions = new Map<string, OpenSession>();
  const seen = new Map<string, Instant>();
  const rows: { readonly id: string; readonly at: Instant }[] = [];
  let nonces: string[] = [];
  const changed = new Set<string>();
  let isAsked = false;
  let number = 0;
  let loading: Promise<void> | null = null;

  const isOver = ({ row, usedAt }: OpenSession, now: Instant): boolean =>
    now >= usedAt + limits.sessionIdleMs || now >= row.openedAt + limits.sessionMs;
  const isForgotten = (at: Instant, now: Instant): boolean => at + limits.nonceMs <= now;

  async function load(): Promise<void> {
    const { kept, noted } = await store.transaction(async (tx) => ({
      kept: await rowsIn(tx, allSessions),
      noted: await listRows(tx, allSeen),
    }));
    for (const row of kept.sort((a, b) => a.openedAt - b.openedAt)) {
      sessions.set(row.token, { row, usedAt: row.usedAt, writtenAt: row.usedAt });
    }
    for (const { id, value } of noted) {
      rows.push({ id, at: value.at });
      for (const nonce of value.nonces) seen.set(nonce, value.at);
    }
    forget(clock.now());
  }

  /** Lets go of what is too old; sessions that ended by idleness wait for their last hour. */
  function forget(now: Instant): void {
    for (const [nonce, at] of seen) {
      if (!isForgotten(at, now)) break;
      seen.delete(nonce);
    }
    for (const [token, { row }] of sessions) {
      if (now < row.openedAt + limits.sessionMs) break;
      drop(token);
    }
  }

  function drop(token: string): void {
    sessions.delete(token);
    changed.add(token);
    writeBehind();
  }

  function writeBehind(): void {
    if (isAsked) return;
    isAsked = true;
    let taken: string[] = [];
    const written = store.transaction(async (tx) => {
      isAsked = false;
      const now = clock.now();
      taken = nonces;
      nonces = [];
      if (taken.length > 0) {
        const id = seenId(now, number++);
        putSeen(tx, id, { at: now, nonces: taken });
        rows.push({ id, at: now });
      }
      const young = rows.findIndex(({ at }) => !isForgotten(at, now));
      for (const { id } of rows.splice(0, young < 0 ? rows.length : young)) dropSeen(tx, id);
      for (const token of changed) {
        const session = sessions.get(token);
        if (session) putSession(tx, { ...session.row, usedAt: session.usedAt });
        else dropSession(tx, token);
      }
      changed.clear();
    });
    written.catch((error: unknown) => {
      count(parts, 'sessions.unwritten');
      environment.log('tsp', `sessions: ${String(error)}`);
      nonces = [...taken, ...nonces];
    });
  }

  return {
    ready() {
      loading ??= load().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return loading;
    },
    find(token) {
      const session = sessions.get(token);
      if (session && isOver(session, clock.now())) drop(token);
      return sessions.get(token)?.row;
    },
    opened(row) {
      sessions.set(row.token, { row, usedAt: row.usedAt, writtenAt: row.usedAt });
    },
    used(token) {
      const session = sessions.get(token);
      if (!session) return;
      session.usedAt = clock.now();
      if (session.usedAt < session.writtenAt + USE_WRITTEN_MS) return;
      session.writtenAt = session.usedAt;
      changed.add(token);
      writeBehind();
    },
    isNew(stbId, nonce) {
      const now = clock.now();
      forget(now);
      const name = `${stbId} ${nonce}`;
      if (seen.has(name)) return false;
      seen.set(name, now);
      nonces.push(name);
      writeBehind();
      return true;
    },
  };
}
