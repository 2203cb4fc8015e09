import { expect, test } from 'vitest';
import { killableFetch, killableStore, type Life } from './killable.ts';
import { memoryStore } from './memoryStore.ts';

const answered = async () => new Response('{}');
const request = () => new Request('https://tsp.example/tsp/v1/orders');

test('a living process writes and answers', async () => {
  const life: Life = { isOver: false };
  const store = memoryStore();
  await killableStore(store, life).transaction(async (tx) => tx.put('a', 1));
  expect(await store.transaction((tx) => tx.get('a'))).toBe(1);
  expect((await killableFetch(answered, life)(request())).ok).toBe(true);
});

test('a transaction under way when the process dies is not written, and its caller gets no answer', async () => {
  const life: Life = { isOver: false };
  const store = memoryStore();
  let isTold = false;
  const dying = killableStore(store, life)
    .room('tsp')
    .transaction(async (tx) => {
      tx.put('a', 1);
      life.isOver = true;
    });
  void dying.then(() => {
    isTold = true;
  });
  expect(await store.transaction((tx) => tx.list(''))).toEqual([]);
  void killableStore(store, life).transaction(async (tx) => tx.put('b', 1));
  expect(await store.transaction((tx) => tx.list(''))).toEqual([]);
  expect(isTold).toBe(false);
});

test('an error of the work itself is still reported', async () => {
  const failing = killableStore(memoryStore(), { isOver: false }).transaction(async () => {
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
});

test('an answer under way when the process dies is lost', async () => {
  const life: Life = { isOver: false };
  const dying = async () => {
    life.isOver = true;
    return new Response('{}');
  };
  await expect(killableFetch(dying, life)(request())).rejects.toThrow('connection lost');
  await expect(killableFetch(answered, life)(request())).rejects.toThrow('connection lost');
});
