/** A clerk at a counter, or the night's billing, who changes what the household owes. */
import { bossRoom, keys } from '../../mocks/operator/boss/base/bossStore.ts';
import type { Due } from '../../mocks/operator/boss/base/bossTypes.ts';
import type { Store } from '../../mocks/store/store.ts';

const SUBSCRIBER = 'sub-20062107';

type Billing = (box: { readonly store: Store }) => Promise<void>;

const change =
  (to: (owed: Due[]) => Due[]): Billing =>
  ({ store }) =>
    bossRoom(store).transaction(async (tx) =>
      tx.put(keys.dues(SUBSCRIBER), to((await tx.get<Due[]>(keys.dues(SUBSCRIBER))) ?? [])),
    );

export const allPaidInHall = change(() => []);
export const onePaidInHall = change(([_, ...later]) => later);
