/**
 * Stores of older versions had no index of orders by amount. It is written once, at the first start; a start that is cut does it
 * again.
 */
import { pageThroughAs } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import { allOrders, areOrdersIndexed, markAmount, noteOrdersIndexed } from './store/orderStore.ts';

export async function indexOrders({ store }: Pick<TspParts, 'store'>): Promise<void> {
  if (await store.transaction(areOrdersIndexed)) return;
  const pieces = pageThroughAs(store, allOrders, async (tx, { value: order }) => {
    markAmount(tx, order);
    return undefined;
  });
  for await (const _ of pieces);
  await store.transaction(async (tx) => noteOrdersIndexed(tx));
}
