import { expect, test } from 'vitest';
import { CITY_CABLE } from '../../../card/issuers.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { listRows } from '../../../store/rowList.ts';
import { createHsm } from '../../hsm/hsm.ts';
import { createPool } from '../../psam/pool.ts';
import { poolOf } from '../../psam/pools.ts';
import { createPsam } from '../../psam/psam.ts';
import { defaultLimits } from '../base/limits.ts';
import { createHealthOfParties } from '../base/partyHealth.ts';
import type { TspParts } from '../base/ports.ts';
import { getAttempt, putAttempt } from '../books/store/attemptStore.ts';
import { exchangesOf } from '../books/store/historyStore.ts';
import type { Call } from '../door/call.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { report } from './report.ts';

const FORGERIES = 10_000;

/** An attempt with MAC1, and a platform with simulated PSAMs and HSM that answers reports about it. */
async function paying() {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { attemptId, orderId } = await fixture.paying(box);
  const real = createHsm([CITY_CABLE]);
  const verified: string[] = [];
  const hsm: typeof real = {
    ...real,
    verifyMac2(subject) {
      verified.push(subject.mac2);
      return real.verifyMac2(subject);
    },
  };
  const psams = poolOf(CITY_CABLE, '010020000001', 4).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  const pool = createPool({ psams, hsm, clock: fixture.time.clock });
  const store = memoryStore();
  await store.transaction(async (tx) => {
    for (const { key, value } of await fixture.room.transaction((from) => from.list('')))
      tx.put(key, value);
    const row = (await getAttempt(tx, attemptId))!;
    putAttempt(tx, { ...row, issuer: CITY_CABLE.id });
  });
  const parts = {
    ...fixture,
    store,
    pool,
    hsm,
    limits: defaultLimits,
    counters: new Map<string, number>(),
    health: createHealthOfParties(fixture.time.clock, defaultLimits),
    armDeadline: () => {},
    wakeOutbox: () => {},
  } as unknown as TspParts;
  return { parts, verified, psams, pool, store, attemptId, orderId };
}

test('10,000 forged reports: all are refused, the HSM sees five, no PSAM counts an error, the pool stays complete', async () => {
  const { parts, verified, psams, pool, store, attemptId, orderId } = await paying();
  const call = (mac2: string): Call => ({
    operationId: 'report',
    params: { attemptId },
    query: new URLSearchParams(),
    body: { statusWord: '9000', tac: 'AAAA0001', mac2 },
    session: { stbId: 'STB-1', subscriberId: 'sub-1' } as Call['session'],
    key: 'k',
    keep: (_unit, reply) => reply,
  });
  const codes = new Map<string, number>();
  for (let forged = 0; forged < FORGERIES; forged++) {
    const mac2 = ((forged * 2_654_435_761) >>> 0).toString(16).toUpperCase().padStart(8, '0');
    const { problem = 'none' } = await report(parts, call(mac2));
    codes.set(problem, (codes.get(problem) ?? 0) + 1);
  }
  expect(verified).toHaveLength(5);
  expect(codes).toEqual(
    new Map([
      ['mac2.invalid', 5],
      ['hsm.unavailable', FORGERIES - 5],
    ]),
  );
  expect(psams.map(({ psam }) => [psam.state.macErrors, psam.state.locked])).toEqual(
    Array(4).fill([0, false]),
  );
  const exchanges = await store.transaction((tx) => listRows(tx, exchangesOf(orderId)));
  expect(exchanges.length).toBeLessThanOrEqual(200);
  expect(pool.status().every(({ out, leasedTo }) => out === null && leasedTo === null)).toBe(true);
  expect((await store.transaction((tx) => getAttempt(tx, attemptId)))!.state).toBe('IN_DOUBT');
});
