/** Changes rows of the parties behind their backs, and undoes some of it as people would. */
import { bossRoom, findOrder, keys } from '../../mocks/operator/boss/base/bossStore.ts';
import type { OrderRecord } from '../../mocks/operator/boss/base/bossTypes.ts';
import {
  dropSettled,
  pppRoom,
  putSettled,
  putSettledCount,
  settledCount,
  settledOn,
} from '../../mocks/operator/ppp/pppStore.ts';
import type { AcceptedDebit } from '../../mocks/operator/ppp/pppTypes.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { FullDayWorld } from './fullDayWorld.ts';

const GROUP = 'CITYCABLE';

type Rows = FullDayWorld['store'];

async function change<T>(room: Rows, key: string, edit: (row: T) => T): Promise<T> {
  return room.transaction(async (tx) => {
    const row = await tx.get<T>(key);
    if (row === undefined) throw new Error(`no row to change at ${key}`);
    tx.put(key, edit(row));
    return row;
  });
}

/** Changes an order at BOSS; the answer puts it back. */
export async function changeBossOrder(
  { store }: FullDayWorld,
  orderId: string,
  edit: Partial<OrderRecord>,
): Promise<() => Promise<unknown>> {
  const boss = bossRoom(store);
  const key = keys.order(orderId);
  const before = await change<OrderRecord>(boss, key, (row) => ({ ...row, ...edit }));
  return () => change<OrderRecord>(boss, key, () => before);
}

/** Opens an order at BOSS that was never paid, as somebody at a counter might; the answer removes it. */
export async function openByHand(
  { store }: FullDayWorld,
  like: string,
  orderId: string,
  date: string,
): Promise<() => Promise<unknown>> {
  const boss = bossRoom(store);
  const [order, day] = [keys.order(orderId), keys.dayOrder(date, orderId)];
  await boss.transaction(async (tx) => {
    const row = (await findOrder(tx, like))!;
    tx.put(order, { ...row, orderId });
    tx.put(day, true);
    const books = keys.dayBooks(date);
    const { count, totalFen } = (await tx.get<{ count: number; totalFen: number }>(books))!;
    tx.put(books, { count: count + 1, totalFen: totalFen + row.amountFen });
  });
  return () =>
    boss.transaction(async (tx) => {
      tx.delete(order);
      tx.delete(day);
    });
}

/** Changes BOSS's running total of a day by `byFen`, but not its rows. */
export const changeBossTotal = ({ store }: FullDayWorld, date: string, byFen: number) =>
  change<{ count: number; totalFen: number }>(
    bossRoom(store),
    keys.dayBooks(date),
    ({ count, totalFen }) => ({ count, totalFen: totalFen + byFen }),
  );

const settledOf = async ({ store }: FullDayWorld, date: string, orderId: string) => {
  const [debit] = await pppRoom(store).transaction((tx) =>
    rowsIn(tx, settledOn(GROUP, date, orderId)),
  );
  if (!debit) throw new Error(`the PPP does not pay for ${orderId}`);
  return debit;
};

/** Removes an accepted debit from those that the PPP settles. */
export async function loseAtPpp(world: FullDayWorld, date: string, orderId: string): Promise<void> {
  const debit = await settledOf(world, date, orderId);
  await pppRoom(world.store).transaction(async (tx) => dropSettled(tx, GROUP, date, debit));
}

const plantSettled = ({ store }: FullDayWorld, date: string, debit: AcceptedDebit): Promise<void> =>
  pppRoom(store).transaction(async (tx) => {
    putSettled(tx, GROUP, date, debit);
    putSettledCount(tx, GROUP, date, (await settledCount(tx, GROUP, date)) + 1);
  });

/** Makes the PPP settle the same debit twice. */
export async function payTwice(world: FullDayWorld, date: string, orderId: string): Promise<void> {
  const debit = await settledOf(world, date, orderId);
  await plantSettled(world, date, { ...debit, index: debit.index + 5_000 });
}

/** Makes the PPP settle a debit unknown to the platform, with one of the platform's terminal numbers. Answers that. */
export async function payUnknown(
  world: FullDayWorld,
  date: string,
  like: string,
  orderId: string,
): Promise<string> {
  const debit = await settledOf(world, date, like);
  const unknown = {
    terminalSequence: 'FFFFFFF0',
    cardSequence: '7FF0',
    cardSerial: '9'.repeat(20),
  };
  await plantSettled(world, date, { ...debit, ...unknown, index: 6_000, orderId });
  return debit.terminalNo;
}
