/** What a store knows of the demonstration in it: the only row that the demonstration adds. */
import type { Instant } from '../../../src/shared/time.ts';
import type { Store } from '../../store/store.ts';
import { type DemoHead, type DemoState, fillDemo } from './demoState.ts';

const keys = { begun: 'begun' };

export interface Begun {
  readonly head: DemoHead;
  /** By the real clock. */
  readonly begunAt: Instant;
}

const demoRoom = (store: Store): Store => store.room('demonstration');

/** Absent in a store without the demonstration, or with a part of it only. */
export const begunDemo = (store: Store): Promise<Begun | undefined> =>
  demoRoom(store).transaction((tx) => tx.get<Begun>(keys.begun));

/** Fills a store that has no other rows. One that was left half filled is filled again. */
export async function beginDemo(store: Store, demo: DemoState, realNow: Instant): Promise<void> {
  await fillDemo(store, demo);
  const begun: Begun = { head: demo.head, begunAt: realNow };
  await demoRoom(store).transaction(async (tx) => tx.put(keys.begun, begun));
}
