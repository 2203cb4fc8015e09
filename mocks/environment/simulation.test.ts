import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { SOME_EVENING, seededRandom, simulation, syncCrypto, virtualTime } from './simulation.ts';

test('timers run in the order of their time; those of the same time in the order they were set', async () => {
  const time = virtualTime(0);
  const run: string[] = [];
  const note = (name: string) => () => run.push(`${name} ${time.now()}`);
  time.after(200, note('late'));
  time.after(100, note('first'));
  time.after(100, note('second'));
  time.after(-5, note('now'));
  await time.runUntil(() => false, 1_000);
  expect(run).toEqual(['now 0', 'first 100', 'second 100', 'late 200']);
  expect(time.now()).toBe(1_000);
});

test('a timer that a timer sets waits from that moment on', async () => {
  const time = virtualTime(0);
  const run: number[] = [];
  time.after(100, () => time.after(50, () => run.push(time.now())));
  time.after(120, () => run.push(time.now()));
  await time.runUntil(() => false, 1_000);
  expect(run).toEqual([120, 150]);
});

test('a cancelled timer does not run, and cancelling late is no error', async () => {
  const time = virtualTime(0);
  let runs = 0;
  const cancel = time.after(100, () => runs++);
  const late = time.after(50, () => runs++);
  cancel();
  await time.runUntil(() => false, 1_000);
  late();
  expect(runs).toBe(1);
});

test('time stops at the limit, or when the condition is true; waiting timers stay', async () => {
  const time = virtualTime(0);
  let runs = 0;
  time.after(300, () => runs++);
  expect(await time.runUntil(() => runs > 0, 299)).toBe(false);
  expect([time.now(), runs]).toEqual([299, 0]);
  expect(await time.runUntil(() => runs > 0, 1_000)).toBe(true);
  expect(time.now()).toBe(300);
});

test('promises settle before time goes on', async () => {
  const time = virtualTime(0);
  const run: string[] = [];
  time.after(100, () => run.push('timer'));
  void (async () => {
    for (let turns = 0; turns < 30; turns++) await new Promise((resolve) => setImmediate(resolve));
    run.push('promise');
  })();
  await time.runUntil(() => false, 200);
  expect(run).toEqual(['promise', 'timer']);
});

test('it begins on an evening in China', () => {
  expect(new Date(virtualTime().now() + 8 * 3_600_000).toISOString()).toBe(
    '2026-11-23T20:36:00.000Z',
  );
  expect(simulation().time.now()).toBe(SOME_EVENING);
});

test('the same seed gives the same random numbers, another seed gives others', () => {
  const drawn = (seed: number) => {
    const random = seededRandom(seed);
    return [toHex(random.bytes(16)), toHex(random.bytes(4))];
  };
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
  const [long] = drawn(0);
  expect(new Set(fromHex(long!)).size).toBeGreaterThan(8);
  const random = seededRandom(1);
  expect(toHex(random.bytes(16))).not.toBe(toHex(random.bytes(16)));
});

test('a thousand draws repeat nothing', () => {
  const random = seededRandom(42);
  const drawn = new Set(Array.from({ length: 1_000 }, () => toHex(random.bytes(8))));
  expect(drawn.size).toBe(1_000);
});

test('hashing is done within the same turn of the event loop', async () => {
  let hashed = '';
  void syncCrypto.sha256(fromHex('')).then((hash) => {
    hashed = toHex(hash);
  });
  await Promise.resolve();
  await Promise.resolve();
  expect(hashed).toBe('E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855');
});

test('a sealed text that was changed does not open', async () => {
  const key = fromHex('11'.repeat(32));
  const nonce = fromHex('22'.repeat(12));
  const sealed = await syncCrypto.seal(key, nonce, fromHex('AABB'));
  sealed[0]! ^= 1;
  await expect(syncCrypto.open(key, nonce, sealed)).rejects.toThrow();
});
