/**
 * A write-behind cache of sessions and of the nonces of signed messages: checked in memory, written to the store later.
 *
 * A request does not wait until its nonce is on disk. The write of the nonce is queued before the request's first
 * transaction, and the store keeps the order of its transactions: the effects of a request are on disk only if its nonce
 * is. A crash that loses the nonce has lost every effect of the message too: sent again, it has its effect once.
 * After a crash a request that only reads may be replayed; an attacker who has recorded it has its answer already.
 *
 * A new session is on disk before its opening is answered. The time of its last use is written at intervals, so after a
 * restart it may seem to have been idle a little longer than it was.
 */
import { steadyMs } from '../../../environment/environment.ts';
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

/** All moments in memory are of the steady clock; rows have wall times, and say how old a thing was at the start. */
interface OpenSession {
  readonly row: SessionRow;
  readonly openedAt: number;
  usedAt: number;
  writtenAt: number;
}

export interface SessionCache {
  /** Loads what an earlier run stored. Wait for it before calling anything else. */
  ready(): Promise<void>;
  /** Returns the session of a token, unless it is over. */
  find(token: string): SessionRow | undefined;
  /** Adds a session that is on disk already. When its box has too many, the oldest of them end. */
  opened(row: SessionRow): void;
  /** Notes that the session is used now. */
  used(token: string): void;
  /** Notes the nonce of a message whose signature is right; returns whether it was new. Call it before any effect. */
  isNew(stbId: string, nonce: string): boolean;
}

/** How far the stored time of last use may lag behind. */
const USE_WRITTEN_MS = 60_000;

export function createSessionCache(parts: TspParts): SessionCache {
  const { store, limits, environment } = parts;
  const { clock } = environment;
  /** Oldest first. */
  const sessions = new Map<string, OpenSession>();
  /** By box, oldest first. */
  const tokensOf = new Map<string, Set<string>>();
  const seen = new Map<string, number>();
  const rows: { readonly id: string; readonly at: number }[] = [];
  let nonces: string[] = [];
  const changed = new Set<string>();
  let isQueued = false;
  let number = 0;
  let loading: Promise<void> | null = null;

  const nowMs = (): number => steadyMs(clock);
  /** The steady moment of a wall time. What lies in the future was written before the clock was set back. */
  const momentOf = (at: number): number => nowMs() - Math.max(0, clock.now() - at);
  const wallOf = (moment: number): number => clock.now() - (nowMs() - moment);
  const isOver = ({ openedAt, usedAt }: OpenSession, now: number): boolean =>
    now >= usedAt + limits.sessionIdleMs || now >= openedAt + limits.sessionMs;
  const isForgotten = (at: number, now: number): boolean => at + limits.nonceMs <= now;

  function keep(row: SessionRow): void {
    const usedAt = momentOf(row.usedAt);
    const openedAt = momentOf(row.openedAt);
    sessions.set(row.token, { row, openedAt, usedAt, writtenAt: usedAt });
    const own = tokensOf.get(row.stbId) ?? new Set();
    tokensOf.set(row.stbId, own.add(row.token));
  }

  /** Ends the oldest sessions of a box that has more than it may have. */
  function endOldest(stbId: string): void {
    const own = [...(tokensOf.get(stbId) ?? [])];
    for (const token of own.slice(0, -limits.sessionsPerBox)) drop(token);
  }

  async function load(): Promise<void> {
    const { kept, noted } = await store.transaction(async (tx) => ({
      kept: await rowsIn(tx, allSessions),
      noted: await listRows(tx, allSeen),
    }));
    for (const row of kept.sort((a, b) => a.openedAt - b.openedAt)) keep(row);
    for (const { id, value } of noted) {
      const at = momentOf(value.at);
      rows.push({ id, at });
      for (const nonce of value.nonces) seen.set(nonce, at);
    }
    forget(nowMs());
    for (const stbId of new Set(kept.map((row) => row.stbId))) endOldest(stbId);
  }

  /** Forgets what is too old. A session that ended by being idle stays until its maximum time is over. */
  function forget(now: number): void {
    for (const [nonce, at] of seen) {
      if (!isForgotten(at, now)) break;
      seen.delete(nonce);
    }
    for (const [token, { openedAt }] of sessions) {
      if (now < openedAt + limits.sessionMs) break;
      drop(token);
    }
  }

  function drop(token: string): void {
    const stbId = sessions.get(token)?.row.stbId ?? '';
    const own = tokensOf.get(stbId);
    own?.delete(token);
    if (own?.size === 0) tokensOf.delete(stbId);
    sessions.delete(token);
    changed.add(token);
    writeBehind();
  }

  function writeBehind(): void {
    if (isQueued) return;
    isQueued = true;
    let taken: string[] = [];
    let told: string[] = [];
    const written = store.transaction(async (tx) => {
      isQueued = false;
      const now = nowMs();
      taken = nonces;
      nonces = [];
      if (taken.length > 0) {
        const at = clock.now();
        const id = seenId(at, number++);
        putSeen(tx, id, { at, nonces: taken });
        rows.push({ id, at: now });
      }
      const firstFresh = rows.findIndex(({ at }) => !isForgotten(at, now));
      for (const { id } of rows.splice(0, firstFresh < 0 ? rows.length : firstFresh)) {
        dropSeen(tx, id);
      }
      told = [...changed];
      changed.clear();
      for (const token of told) {
        const session = sessions.get(token);
        if (session) putSession(tx, { ...session.row, usedAt: wallOf(session.usedAt) });
        else dropSession(tx, token);
      }
    });
    written.catch((error: unknown) => {
      // While the disk fails, a transaction is refused before it begins.
      isQueued = false;
      count(parts, 'sessions.unwritten');
      environment.log('tsp', `sessions: ${String(error)}`);
      nonces = [...taken, ...nonces];
      for (const token of told) changed.add(token);
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
      if (session && isOver(session, nowMs())) drop(token);
      return sessions.get(token)?.row;
    },
    opened(row) {
      keep(row);
      endOldest(row.stbId);
    },
    used(token) {
      const session = sessions.get(token);
      if (!session) return;
      session.usedAt = nowMs();
      if (session.usedAt < session.writtenAt + USE_WRITTEN_MS) return;
      session.writtenAt = session.usedAt;
      changed.add(token);
      writeBehind();
    },
    isNew(stbId, nonce) {
      const now = nowMs();
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
