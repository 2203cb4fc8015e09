import { expect, test } from 'vitest';
import { memoryStore } from '../../store/memoryStore.ts';
import { clearRows } from '../../store/rowList.ts';
import { nodeHash } from './disk/nodeHash.ts';
import { layouts } from './layouts.ts';
import { openFile } from './openFile.ts';
import { type Published, publishFile } from './publishFile.ts';
import type { FileExchange, SettledRow } from './settlementTypes.ts';
import { filesIn, filesRoom, storeExchange } from './storeExchange.ts';

const NAME = 'QS0102000020261123';
const row = (index: number): SettledRow => ({
  batchId: 'TG-20261123-01',
  index,
  terminalNo: '010020000001',
  terminalSequence: '00000001',
  cardSerial: '00062226000000000018',
  cardSequence: '0001',
  amountFen: 100,
  orderId: 'A',
});

function writer() {
  const store = memoryStore();
  const plain = storeExchange(store);
  const state = {
    rows: [row(0)],
    remembered: undefined as Published | undefined,
    isRead: false,
    /** Fails at the next one of these, as if the process had ended. */
    failsAt: null as 'write' | 'written' | null,
  };
  const exchange: FileExchange = {
    ...plain,
    async write(folder, name, bytes, seal) {
      if (state.failsAt === 'write') throw new Error('dead');
      await plain.write(folder, name, bytes, seal);
      if (state.failsAt === 'written') throw new Error('dead');
    },
  };
  const publish = () =>
    publishFile<SettledRow>({
      exchange,
      folder: 'ppp/out',
      layout: layouts.QS,
      hash: nodeHash,
      sender: '01020000',
      date: '20261123',
      createdAt: '20261124000512',
      rows: async function* () {
        yield* state.rows;
      },
      remembered: state.remembered,
      isRead: state.isRead,
      remember: async (published) => {
        state.remembered = published;
      },
    });
  const take = (name: string, to: 'done' | 'error' = 'done') => plain.move('ppp/out', name, to);
  const lose = (name: string) =>
    clearRows(filesRoom(store), { prefix: filesIn('ppp/out', 'ready').prefix + name });
  const clear = (which: 'done' | 'error') => clearRows(filesRoom(store), filesIn('ppp/out', which));
  const list = () => plain.list('ppp/out');
  async function plant(name: string): Promise<void> {
    const seal = { size: 0, sha256: 'A'.repeat(64), count: 0, totalFen: 0 };
    await plain.write('ppp/out', name, (async function* () {})(), () => seal);
  }
  async function count(name: string) {
    const opened = await openFile(layouts.QS, {
      exchange,
      folder: 'ppp/out',
      name,
      hash: nodeHash,
    });
    return opened.ok ? opened.value.head.count : opened.error.kind;
  }
  return { state, publish, plant, take, lose, clear, list, count };
}

test('rows that have not changed are written once', async () => {
  const { publish, take, list } = writer();
  expect(await publish()).toMatchObject({ isNew: true, published: { batchNo: '01', count: 1 } });
  expect((await publish()).isNew).toBe(false);
  await take(`${NAME}.txt`);
  expect((await publish()).isNew).toBe(false);
  expect(await list()).toEqual([]);
});

test('changed rows replace a file that was not taken yet, and get the next number after a file that was', async () => {
  const { state, publish, take, list, count } = writer();
  await publish();
  state.rows = [row(0), row(1)];
  expect((await publish()).isNew).toBe(true);
  expect(await list()).toEqual([`${NAME}.txt`]);
  expect(await count(`${NAME}.txt`)).toBe(2);
  await take(`${NAME}.txt`);
  state.rows = [];
  expect((await publish()).published).toMatchObject({ batchNo: '02', count: 0 });
  expect(await list()).toEqual([`${NAME}-02.txt`]);
  expect(await count(`${NAME}-02.txt`)).toBe(0);
});

test('a refused file is written again under the next number, changed or not', async () => {
  const { publish, take, list } = writer();
  await publish();
  await take(`${NAME}.txt`, 'error');
  expect((await publish()).isNew).toBe(true);
  expect(await list()).toEqual([`${NAME}-02.txt`]);
});

test('a name under which a file of another hand was taken is left out', async () => {
  const { publish, plant, take, list } = writer();
  await plant(`${NAME}.txt`);
  await take(`${NAME}.txt`);
  expect((await publish()).isNew).toBe(true);
  expect(await list()).toEqual([`${NAME}-02.txt`]);
});

/** The first file and the second were refused, and what was refused first was cleared away. */
async function withGap() {
  const known = writer();
  await known.publish();
  await known.take(`${NAME}.txt`, 'error');
  await known.publish();
  await known.clear('error');
  await known.take(`${NAME}-02.txt`, 'error');
  return known;
}

test('a number missing below a refused file is sent again, and after it the next free one', async () => {
  const { state, publish, take, list } = await withGap();
  expect((await publish()).published).toMatchObject({ batchNo: '01', isRewritten: true });
  expect(await list()).toEqual([`${NAME}.txt`]);
  expect((await publish()).isNew).toBe(false);
  await take(`${NAME}.txt`);
  state.rows = [];
  await publish();
  expect(await list()).toEqual([`${NAME}-03.txt`]);
});

test.each(['write', 'written'] as const)(
  'a missing number whose publication is cut at %s is sent under that number',
  async (at) => {
    const { state, publish, list } = await withGap();
    state.failsAt = at;
    await expect(publish()).rejects.toThrow('dead');
    state.failsAt = null;
    await publish();
    expect(await list()).toEqual([`${NAME}.txt`]);
  },
);

test('a missing number that is gone without a trace is followed by one above the refused file', async () => {
  const { state, publish, lose, list } = await withGap();
  await publish();
  await lose(`${NAME}.txt`);
  state.rows = [];
  await publish();
  expect(await list()).toEqual([`${NAME}-03.txt`]);
});

test('a number that was seen to be taken is not missing when the folder is cleared', async () => {
  const { state, publish, take, clear, list } = writer();
  await publish();
  await take(`${NAME}.txt`);
  await publish();
  await clear('done');
  state.rows = [];
  await publish();
  expect(await list()).toEqual([`${NAME}-02.txt`]);
  await take(`${NAME}-02.txt`, 'error');
  await publish();
  expect(await list()).toEqual([`${NAME}-03.txt`]);
});

test('rows that change after the file was read get another name, also before it is moved away', async () => {
  const { state, publish, list } = writer();
  await publish();
  state.isRead = true;
  expect((await publish()).isNew).toBe(false);
  state.rows = [];
  await publish();
  expect(await list()).toEqual([`${NAME}-02.txt`, `${NAME}.txt`]);
});

test('other rows after a file that is lost get its name: the reader waits for that number', async () => {
  const { state, publish, lose, list } = writer();
  await publish();
  await lose(`${NAME}.txt`);
  state.rows = [];
  expect((await publish()).published).toMatchObject({ batchNo: '01', isRewritten: true });
  expect(await list()).toEqual([`${NAME}.txt`]);
});

test('a file of another hand that was taken in place of ours has ours sent under the next number', async () => {
  const { publish, plant, take, list } = writer();
  await publish();
  await plant(`${NAME}.txt`);
  await take(`${NAME}.txt`);
  expect((await publish()).isNew).toBe(true);
  expect(await list()).toEqual([`${NAME}-02.txt`]);
});

test('a file of another hand that was taken while ours was cut is not counted as ours', async () => {
  const { state, publish, plant, take, list } = writer();
  state.failsAt = 'write';
  await expect(publish()).rejects.toThrow('dead');
  state.failsAt = null;
  await plant(`${NAME}.txt`);
  await take(`${NAME}.txt`);
  expect((await publish()).isNew).toBe(true);
  expect(await list()).toEqual([`${NAME}-02.txt`]);
});

test.each(['write', 'written'] as const)(
  'a publication cut at %s is written again under the same number',
  async (at) => {
    const { state, publish, list, count } = writer();
    state.failsAt = at;
    await expect(publish()).rejects.toThrow('dead');
    state.failsAt = null;
    await publish();
    expect(await list()).toEqual([`${NAME}.txt`]);
    expect(await count(`${NAME}.txt`)).toBe(1);
  },
);

test('a file that was written and taken, but not remembered because of a cut, counts as delivered', async () => {
  const { state, publish, take, list } = writer();
  state.failsAt = 'written';
  await expect(publish()).rejects.toThrow('dead');
  state.failsAt = null;
  await take(`${NAME}.txt`);
  expect(await publish()).toMatchObject({ isNew: false, published: { delivered: true } });
  expect(await list()).toEqual([]);
});

test('when a rewrite was cut and a file was taken, it is unknown which one, so it is sent under the next number', async () => {
  const { state, publish, take, list } = writer();
  await publish();
  state.rows = [row(0), row(1)];
  state.failsAt = 'write';
  await expect(publish()).rejects.toThrow('dead');
  state.failsAt = null;
  await take(`${NAME}.txt`);
  await publish();
  expect(await list()).toEqual([`${NAME}-02.txt`]);
});

test('books that change while they are written are read again', async () => {
  const { state, publish, count } = writer();
  let passes = 0;
  const rows = [row(0)];
  state.rows = {
    *[Symbol.iterator]() {
      passes += 1;
      yield* rows;
      if (passes === 2) rows.push(row(1));
      if (passes === 2) yield row(1);
    },
  } as unknown as SettledRow[];
  expect((await publish()).published.count).toBe(2);
  expect(await count(`${NAME}.txt`)).toBe(2);
});
