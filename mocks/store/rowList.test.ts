import { expect, test } from 'vitest';
import { memoryStore } from './memoryStore.ts';
import { clearRows, PIECE, pageThrough, rowList } from './rowList.ts';

const list = rowList<number>('row/');
const idOf = (number: number): string => String(number).padStart(5, '0');

async function storeOf(rows: number) {
  const store = memoryStore();
  await store.transaction(async (tx) => {
    tx.put('row', 'before');
    for (let number = 0; number < rows; number++) tx.put(list.prefix + idOf(number), number);
    tx.put('rows/0', 'behind');
  });
  return store;
}

test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 1])(
  'of %i rows each is read once, either way, and none is left once they are cleared',
  async (rows) => {
    const store = await storeOf(rows);
    const expected = Array.from({ length: rows }, (_, number) => ({
      id: idOf(number),
      value: number,
    }));
    const read = async (reverse: boolean) => {
      const found = [];
      for await (const row of pageThrough(store, list, { reverse })) found.push(row);
      return found;
    };
    expect(await read(false)).toEqual(expected);
    expect(await read(true)).toEqual(expected.reverse());
    await clearRows(store, list);
    const left = await store.transaction((tx) => tx.list(''));
    expect(left.map(({ key }) => key)).toEqual(['row', 'rows/0']);
  },
);
