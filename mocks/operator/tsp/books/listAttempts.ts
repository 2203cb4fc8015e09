/**
 * Lists the attempts of an older store under their orders and under the last digits of their cards, once, at the first start; a
 * start that is cut does it again. A piece is one transaction: nobody pays meanwhile.
 */
import { pageThroughAs } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import {
  allAttempts,
  areAttemptsListed,
  listAttempt,
  noteAttemptsListed,
} from './store/attemptStore.ts';

export async function listAttempts({ store }: Pick<TspParts, 'store'>): Promise<void> {
  if (await store.transaction(areAttemptsListed)) return;
  const rows = pageThroughAs(store, allAttempts, async (tx, { value }) => listAttempt(tx, value));
  // Nothing is made of a row but its two entries.
  for await (const _ of rows);
  await store.transaction(async (tx) => noteAttemptsListed(tx));
}
