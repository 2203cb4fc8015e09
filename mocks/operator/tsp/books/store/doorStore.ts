/**
 * The door's rows: sessions, nonces of signed messages, answers that are sent again for a repeated request, and what a box may
 * still have to say.
 */
import type { Instant } from '../../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { Reply } from '../../base/reply.ts';
import { keys } from './tspKeys.ts';

export interface SessionRow {
  readonly token: string;
  readonly stbId: string;
  readonly subscriberId: string;
  /** Base64. */
  readonly sessionKey: string;
  readonly portalVersion: string;
  readonly openedAt: Instant;
  readonly usedAt: Instant;
}

export const allSessions: RowList<SessionRow> = rowList(keys.sessions);
export const putSession = (tx: Transaction, row: SessionRow): void =>
  tx.put(keys.session(row.token), row);
export const dropSession = (tx: Transaction, token: string): void => tx.delete(keys.session(token));

/** Nonces that were seen one after the other, in one row. */
interface SeenRow {
  readonly at: Instant;
  readonly nonces: readonly string[];
}

/** Rows of nonces, oldest first. */
export const allSeen: RowList<SeenRow> = rowList(keys.nonces);
/** `number` tells rows of one moment apart. */
export const seenId = keys.nonce;
export const putSeen = (tx: Transaction, id: string, row: SeenRow): void =>
  tx.put(keys.nonces + id, row);
export const dropSeen = (tx: Transaction, id: string): void => tx.delete(keys.nonces + id);

interface KeptAnswer {
  readonly fingerprint: string;
  readonly reply: Reply;
}

/** The answer to the box's request with this idempotency key. */
export const getAnswer = (tx: Transaction, stbId: string, key: string) =>
  tx.get<KeptAnswer>(keys.keptAnswer(stbId, key));
export const putAnswer = (tx: Transaction, stbId: string, key: string, answer: KeptAnswer): void =>
  tx.put(keys.keptAnswer(stbId, key), answer);

type OfBox = { readonly stbId: string; readonly subscriberId: string };

/** Ids of the attempts that the box began for this household, and of which only the card's own word is missing. */
export const awaitedOf = ({ stbId, subscriberId }: OfBox): RowList<true> =>
  rowList(keys.awaited(stbId, subscriberId));
export function markAwaited(
  tx: Transaction,
  attempt: OfBox & { readonly attemptId: string },
  isAwaited: boolean,
): void {
  const key = awaitedOf(attempt).prefix + attempt.attemptId;
  if (isAwaited) tx.put(key, true);
  else tx.delete(key);
}
