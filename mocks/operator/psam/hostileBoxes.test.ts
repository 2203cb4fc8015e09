/** Boxes that take PSAMs and never use them, among honest ones; in virtual time, by the second. */
import { expect, test } from 'vitest';
import { CITY_CABLE } from '../../card/issuers.ts';
import { createHsm } from '../hsm/hsm.ts';
import { MAC1_INPUT } from './mac1Input.fixture.ts';
import { createPool, type Pool } from './pool.ts';
import { poolOf } from './pools.ts';
import { createPsam } from './psam.ts';
import { behindMs, createUnfinishedLeases } from './unfinishedLeases.ts';

const KIND = { issuer: CITY_CABLE.id, applicationType: '02' };
const RETRY_MS = 1_000;

function operator(count: number) {
  const clock = { at: 1_000_000, now: () => clock.at };
  const psams = poolOf(CITY_CABLE, '010020000001', count).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  const pool = createPool({ psams, hsm: createHsm([CITY_CABLE]), clock });
  return { clock, pool };
}

/** Asks again and again, each time with a new attempt and a card that nobody has seen, and uses nothing. */
function hostile(pool: Pool, box: string) {
  let made = 0;
  return () => pool.lease({ attemptId: `${box}-${made++}`, box, ...KIND });
}

/** Asks once, then whenever the TSP lets it; keeps what it gets and sends nothing. */
function squatter(pool: Pool, box: string) {
  let made = 0;
  return () => {
    if (pool.find(`${box}-${made}`)) return;
    made += 1;
    pool.lease({ attemptId: `${box}-${made}`, box, ...KIND });
  };
}

/** The milliseconds until the box has a PSAM, while the others do what they do in each tenth of a second. */
function waitOf({ clock, pool }: ReturnType<typeof operator>, box: string, others: (() => void)[]) {
  const began = clock.at;
  for (let tick = 0; tick < 600; tick++) {
    if (tick % (RETRY_MS / 100) === 0 && pool.lease({ attemptId: `${box}-own`, box, ...KIND }).ok) {
      return clock.at - began;
    }
    for (const other of others) other();
    clock.at += 100;
  }
  return Number.POSITIVE_INFINITY;
}

test.each([
  [2, hostile],
  [2, squatter],
  [3, hostile],
  [3, squatter],
] as const)(
  'with %i PSAMs, two boxes that invent cards keep an honest box waiting for 5 s at most, at any moment',
  async (count, kindOfBox) => {
    const { clock, pool } = operator(count);
    const others = [kindOfBox(pool, 'EVIL-1'), kindOfBox(pool, 'EVIL-2')];
    const waits: number[] = [];
    for (let payment = 0; payment < 40; payment++) {
      const box = `HONEST-${payment}`;
      waits.push(waitOf({ clock, pool }, box, others));
      expect((await pool.find(`${box}-own`)!.purchase(MAC1_INPUT)).ok).toBe(true);
      pool.leave(`${box}-own`);
      for (let tick = 0; tick < (payment * 7) % 45; tick++) {
        for (const other of others) other();
        clock.at += 100;
      }
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
  },
);

test('with one PSAM, two boxes that have shown what they are keep an honest box waiting for 5 s at most', async () => {
  const { clock, pool } = operator(1);
  const others = [squatter(pool, 'EVIL-1'), squatter(pool, 'EVIL-2')];
  waitOf({ clock, pool }, 'HONEST-0', others);
  pool.leave('HONEST-0-own');
  for (let payment = 1; payment < 20; payment++) {
    expect(waitOf({ clock, pool }, `HONEST-${payment}`, others)).toBeLessThanOrEqual(5_000);
    await pool.find(`HONEST-${payment}-own`)!.purchase(MAC1_INPUT);
    pool.leave(`HONEST-${payment}-own`);
  }
});

test('where half of all clients go away, with a PSAM or in the line, nobody waits longer than 5 s for them', async () => {
  const { clock, pool } = operator(4);
  const waits: number[] = [];
  for (let client = 0; client < 200; client++) {
    const box = `BOX-${client}`;
    // A client that goes away asks once, and does nothing with what it got.
    if (client % 2 === 0) pool.lease({ attemptId: `${box}-own`, box, ...KIND });
    else {
      waits.push(waitOf({ clock, pool }, box, []));
      await pool.find(`${box}-own`)!.purchase(MAC1_INPUT);
      pool.leave(`${box}-own`);
    }
    clock.at += 500;
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
});

test('a box has one PSAM and one place in the line: those of its newest attempt', () => {
  const { pool } = operator(2);
  const ask = (attemptId: string, box: string) => pool.lease({ attemptId, box, ...KIND });
  expect(ask('a1', 'A').ok).toBe(true);
  expect(ask('a2', 'A').ok).toBe(true);
  expect(pool.find('a1')).toBeUndefined();
  expect(ask('b1', 'B').ok).toBe(true);
  expect(ask('c1', 'C')).toMatchObject({ error: { position: 1 } });
  expect(ask('c2', 'C')).toMatchObject({ error: { position: 1 } });
  expect(pool.waiting()).toBe(1);
});

test('a lease whose INIT answer has come is not given to others while BOSS is asked, and one of a better box neither', () => {
  const { clock, pool } = operator(1);
  const ask = (attemptId: string, box: string) => pool.lease({ attemptId, box, ...KIND }).ok;
  for (const attempt of ['e1', 'e2', 'e3']) ask(attempt, 'EVIL');
  pool.leave('e3');
  expect(ask('a', 'A')).toBe(true);
  clock.at += 4_000;
  expect(ask('e4', 'EVIL')).toBe(false);
  pool.find('a')!.answered();
  clock.at += 20_000;
  expect(ask('b', 'B')).toBe(false);
  clock.at += 6_000;
  expect(ask('b', 'B')).toBe(true);
});

test('an unused lease is not forgotten before ten minutes, and a used one makes up for it', async () => {
  const { clock, pool } = operator(1);
  const ask = (attemptId: string, box: string) => pool.lease({ attemptId, box, ...KIND }).ok;
  const abandons = (attemptId: string) => {
    ask(attemptId, 'A');
    pool.leave(attemptId);
  };
  abandons('a1');
  ask('a2', 'A');
  // Now 2 s are enough; at the first time it was 4.
  clock.at += 2_000;
  expect(ask('b1', 'B')).toBe(true);
  await pool.find('b1')!.purchase(MAC1_INPUT);
  pool.leave('b1');
  for (const attempt of ['a3', 'a4']) {
    ask(attempt, 'A');
    await pool.find(attempt)!.purchase(MAC1_INPUT);
    pool.leave(attempt);
  }
  ask('a5', 'A');
  clock.at += 3_999;
  expect(ask('b2', 'B')).toBe(false);
  pool.leave('a5');
  pool.leave('b2');
  clock.at += 600_000;
  ask('a6', 'A');
  clock.at += 3_999;
  expect(ask('b3', 'B')).toBe(false);
  clock.at += 1;
  expect(ask('b3', 'B')).toBe(true);
});

test('of two PSAMs that nobody uses, the one of the box that left more of them unused is given away', () => {
  const { clock, pool } = operator(2);
  const ask = (attemptId: string, box: string) => pool.lease({ attemptId, box, ...KIND }).ok;
  // An honest subscriber who is slow with the card, and a box that only takes.
  expect(ask('a', 'A')).toBe(true);
  for (const attempt of ['e1', 'e2', 'e3']) ask(attempt, 'EVIL');
  clock.at += 4_000;
  expect(ask('b', 'B')).toBe(true);
  expect([pool.find('a') !== undefined, pool.find('e3') !== undefined]).toEqual([true, false]);
});

test('a box that left PSAMs unused waits behind one that comes later', () => {
  const { clock, pool } = operator(1);
  const ask = (attemptId: string, box: string) => pool.lease({ attemptId, box, ...KIND });
  for (const attempt of ['e1', 'e2', 'e3']) ask(attempt, 'EVIL');
  pool.leave('e3');
  ask('x', 'X');
  pool.find('x')!.answered();
  expect(ask('e4', 'EVIL')).toMatchObject({ error: { position: 1 } });
  clock.at += 1_000;
  expect(ask('b', 'B')).toMatchObject({ error: { position: 1 } });
  expect(ask('e4', 'EVIL')).toMatchObject({ error: { position: 2 } });
});

test('no box stands more than half a minute behind, whatever it did', () => {
  const unfinished = createUnfinishedLeases({ now: () => 0 });
  for (let times = 0; times < 100; times++) unfinished.add('EVIL');
  expect(behindMs(unfinished.of('EVIL'))).toBe(30_000);
});

test('an INIT answer that no PSAM has a key for makes up for no unused lease', async () => {
  const { clock, pool } = operator(1);
  const ask = (attemptId: string, box: string) => pool.lease({ attemptId, box, ...KIND }).ok;
  for (const attempt of ['a1', 'a2', 'a3']) ask(attempt, 'A');
  const made = await pool.find('a3')!.purchase({ ...MAC1_INPUT, keyVersion: '77' });
  expect(made.ok).toBe(false);
  pool.leave('a3');
  ask('a4', 'A');
  // With two unused ones a lease is left to it for one second.
  clock.at += 1_000;
  expect(ask('b', 'B')).toBe(true);
});
