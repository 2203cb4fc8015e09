/** What goes wrong behind the parties' backs, one row each, and what people put right there afterwards. */
import type { OrderRecord } from '../../mocks/operator/boss/bossTypes.ts';
import type { AcceptedDebit } from '../../mocks/operator/ppp/pppTypes.ts';
import type { FullDayWorld } from './fullDayWorld.ts';

const GROUP = 'CITYCABLE';

type Rows = FullDayWorld['store'];

async function change<T>(room: Rows, key: string, edit: (row: T) => T): Promise<T> {
  return room.transaction(async (tx) => {
    const row = await tx.get<T>(key);
    if (row === undefined) throw new Error(`nothing to spoil at ${key}`);
    tx.put(key, edit(row));
    return row;
  });
}

/** The row of an order at BOSS is another one from now on; the answer puts it back. */
export async function spoilBossOrder(
  { store }: FullDayWorld,
  orderId: string,
  edit: Partial<OrderRecord>,
): Promise<() => Promise<unknown>> {
  const boss = store.room('boss');
  const key = `orders/${orderId}`;
  const before = await change<OrderRecord>(boss, key, (row) => ({ ...row, ...edit }));
  return () => change<OrderRecord>(boss, key, () => before);
}

/** Somebody at a counter opened an order that was never paid; the answer takes it away again. */
export async function openByHand(
  { store }: FullDayWorld,
  like: string,
  orderId: string,
  date: string,
): Promise<() => Promise<unknown>> {
  const boss = store.room('boss');
  const [order, day] = [`orders/${orderId}`, `days/${date}/${orderId}`];
  await boss.transaction(async (tx) => {
    const row = (await tx.get<OrderRecord>(`orders/${like}`))!;
    tx.put(order, { ...row, orderId });
    tx.put(day, true);
    const books = `day-books/${date}`;
    const { count, totalFen } = (await tx.get<{ count: number; totalFen: number }>(books))!;
    tx.put(books, { count: count + 1, totalFen: totalFen + row.amountFen });
  });
  return () =>
    boss.transaction(async (tx) => {
      tx.delete(order);
      tx.delete(day);
    });
}

/** BOSS's running total of a day is off by so much, its rows are not. */
export const spoilBossTotal = ({ store }: FullDayWorld, date: string, byFen: number) =>
  change<{ count: number; totalFen: number }>(
    store.room('boss'),
    `day-books/${date}`,
    ({ count, totalFen }) => ({ count, totalFen: totalFen + byFen }),
  );

const settledOf = async ({ store }: FullDayWorld, date: string, orderId: string) => {
  const found = await store
    .room('ppp')
    .transaction((tx) => tx.list<AcceptedDebit>(`settled/${GROUP}/${date}/${orderId}/`));
  const [row] = found;
  if (!row) throw new Error(`the PPP does not pay for ${orderId}`);
  return row;
};

/** Accepted, and then not among what the PPP pays. */
export async function loseAtPpp(world: FullDayWorld, date: string, orderId: string): Promise<void> {
  const { key } = await settledOf(world, date, orderId);
  await world.store.room('ppp').transaction(async (tx) => tx.delete(key));
}

const putSettled = async (world: FullDayWorld, date: string, row: AcceptedDebit): Promise<void> => {
  const { batchId, index, orderId, terminalNo, terminalSequence } = row;
  const unique = `${terminalNo}/${terminalSequence}/${batchId}/${index}`;
  await world.store.room('ppp').transaction(async (tx) => {
    tx.put(`settled/${GROUP}/${date}/${orderId}/${unique}`, row);
    const counted = `settled-count/${GROUP}/${date}`;
    tx.put(counted, ((await tx.get<number>(counted)) ?? 0) + 1);
  });
};

/** The same debit is paid twice. */
export async function payTwice(world: FullDayWorld, date: string, orderId: string): Promise<void> {
  const { value } = await settledOf(world, date, orderId);
  await putSettled(world, date, { ...value, index: value.index + 5_000 });
}

/** A debit nobody here knows, from one of our own terminal numbers. */
export async function payUnknown(
  world: FullDayWorld,
  date: string,
  like: string,
  orderId: string,
): Promise<string> {
  const { value } = await settledOf(world, date, like);
  const unknown = {
    terminalSequence: 'FFFFFFF0',
    cardSequence: '7FF0',
    cardSerial: '9'.repeat(20),
  };
  await putSettled(world, date, { ...value, ...unknown, index: 6_000, orderId });
  return value.terminalNo;
}
