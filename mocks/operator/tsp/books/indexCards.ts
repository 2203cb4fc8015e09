/**
 * Stores of older versions knew a card by its whole serial. Its attempts are indexed by the card's identity once, at the first
 * start; a start that is cut does it again.
 */
import { pageThrough } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import type { AttemptRow } from './rows.ts';
import {
  allAttempts,
  areCardsIndexed,
  markNumber,
  markUnsettled,
  noteCardsIndexed,
  notePaidNumber,
  putPayer,
  wasBlocked,
  wasPayer,
} from './store/attemptStore.ts';
import { putCardBlock } from './store/controlStore.ts';
import { isUnsettled } from './transitions/attemptTransitions.ts';

async function indexAttempt(tx: Transaction, attempt: AttemptRow): Promise<void> {
  const card = cardOf(attempt);
  const { sequence } = attempt.init!;
  markNumber(tx, attempt);
  markUnsettled(tx, attempt, isUnsettled(attempt.state));
  if (await wasPayer(tx, attempt)) {
    putPayer(tx, card, sequence, attempt.attemptId);
    if (attempt.mac2 !== undefined) await notePaidNumber(tx, card, sequence);
  }
  if (await wasBlocked(tx, attempt)) {
    putCardBlock(tx, card, { since: 0, who: 'tsp', reason: 'blocked by an older version' });
  }
}

export async function indexCards({ store }: Pick<TspParts, 'store'>): Promise<void> {
  if (await store.transaction(areCardsIndexed)) return;
  for await (const { value: attempt } of pageThrough(store, allAttempts)) {
    if (attempt.mac1) await store.transaction((tx) => indexAttempt(tx, attempt));
  }
  await store.transaction(async (tx) => noteCardsIndexed(tx));
}
