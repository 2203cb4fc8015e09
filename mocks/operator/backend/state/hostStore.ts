/** What the host itself keeps: how its state began, which days it has settled, and how many boxes it has given out. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Store, Transaction } from '../../../store/store.ts';

const keys = {
  beginning: 'beginning',
  boot: 'boot',
  firstDate: 'firstDate',
  settled: (date: string) => `settled/${date}`,
  boxesGiven: 'boxesGiven',
};

export const hostRoom = (store: Store): Store => store.room('host');

/** How a state began; this never changes. */
export interface Beginning {
  readonly version: 1;
  /** Tells one state from another. */
  readonly id: string;
  readonly scenario: string;
  readonly households: number;
  /** All rows are a demonstration. */
  readonly demonstration?: true;
}

export const getBeginning = (tx: Transaction) => tx.get<Beginning>(keys.beginning);
export const putBeginning = (tx: Transaction, beginning: Beginning): void =>
  tx.put(keys.beginning, beginning);

/** Which start of the machine the state was opened under; absent when it was closed in order. */
export const getBoot = (tx: Transaction) => tx.get<string>(keys.boot);
export const putBoot = (tx: Transaction, boot: string): void => tx.put(keys.boot, boot);
export const dropBoot = (tx: Transaction): void => tx.delete(keys.boot);

/** The first business day on which this host ran. */
export const getFirstDate = (tx: Transaction) => tx.get<string>(keys.firstDate);
export const putFirstDate = (tx: Transaction, date: string): void => tx.put(keys.firstDate, date);

export const isSettledDay = async (tx: Transaction, date: string): Promise<boolean> =>
  (await tx.get(keys.settled(date))) !== undefined;
export const markSettledDay = (tx: Transaction, date: string, at: Instant): void =>
  tx.put(keys.settled(date), at);

export const boxesGiven = async (tx: Transaction): Promise<number> =>
  (await tx.get<number>(keys.boxesGiven)) ?? 0;
export const putBoxesGiven = (tx: Transaction, count: number): void =>
  tx.put(keys.boxesGiven, count);
