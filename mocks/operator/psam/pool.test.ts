import { expect, test } from 'vitest';
import { CITY_CABLE, FAR_TOWN, ISSUERS } from '../../card/issuers.ts';
import { createHsm } from '../hsm/hsm.ts';
import type { Lease } from './lease.ts';
import { MAC1_INPUT } from './mac1Input.fixture.ts';
import { createPool, type LeaseOutcome, type LeaseRequest } from './pool.ts';
import { poolOf } from './pools.ts';
import { createPsam } from './psam.ts';
import { PsamDead } from './psamFault.ts';

const CARD = { issuer: CITY_CABLE.id, applicationType: '02' };
const [P1, P2] = ['010020000001', '010020000002'] as const;

function operator(count: number) {
  const clock = {
    at: 1_000,
    now() {
      return clock.at;
    },
  };
  const hsm = createHsm(ISSUERS);
  const psams = poolOf(CITY_CABLE, P1, count).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  const pool = createPool({ psams, hsm, clock });
  const ask = (attemptId: string, more: Partial<LeaseRequest> = {}): LeaseOutcome =>
    pool.lease({ attemptId, ...CARD, ...more });
  const lease = (attemptId: string, more: Partial<LeaseRequest> = {}): Lease => {
    const outcome = ask(attemptId, more);
    if (!outcome.ok) throw new Error(outcome.error.kind);
    return outcome.lease;
  };
  return { clock, hsm, psams, pool, ask, lease };
}
const busy = (position: number) => ({ ok: false, error: { kind: 'busy', position } });

test('cards without a PSAM are not accepted, even when a PSAM is free', () => {
  const { pool, ask } = operator(1);
  expect(pool.accepts(CARD)).toBe(true);
  for (const other of [{ issuer: FAR_TOWN.id }, { applicationType: '03' }]) {
    expect(pool.accepts({ ...CARD, ...other })).toBe(false);
    expect(ask('a', other)).toEqual({ ok: false, error: { kind: 'none-for-card' } });
  }
});

test('a PSAM that does not answer at the start is out, and the others work', () => {
  const psams = poolOf(CITY_CABLE, P1, 2).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  psams[0]!.psam.transmit = () => {
    throw new PsamDead(P1);
  };
  const clock = { now: () => 1_000 };
  const pool = createPool({ psams, hsm: createHsm(ISSUERS), clock });
  expect(pool.status().map(({ terminalNo, out }) => [terminalNo, out])).toEqual([
    [P1, 'dead'],
    [P2, null],
  ]);
  expect(pool.lease({ attemptId: 'a', ...CARD })).toMatchObject({ lease: { terminalNo: P2 } });
});

test('a lease is exclusive and found again, until it is released or its time is over', () => {
  const { clock, pool, ask, lease } = operator(1);
  const first = lease('a');
  expect(first).toMatchObject({ terminalNo: P1, keyIndex: 1, until: 31_000 });
  expect(lease('a')).toBe(first);
  expect(pool.find('a')).toBe(first);
  expect(pool.find('b')).toBeUndefined();
  expect(ask('b')).toEqual(busy(1));
  first.release();
  expect(pool.find('a')).toBeUndefined();
  const second = lease('b');
  first.release();
  expect(pool.find('b')).toBe(second);
  clock.at += 29_999;
  expect(pool.find('b')).toBe(second);
  clock.at += 1;
  expect(pool.find('b')).toBeUndefined();
  expect(lease('c').terminalNo).toBe(P1);
});

test('a PSAM that failed an attempt is avoided by it, not by others', () => {
  const { pool, ask, lease } = operator(2);
  expect(lease('a').terminalNo).toBe(P1);
  expect(lease('a', { avoid: [P1] }).terminalNo).toBe(P2);
  expect(pool.status().map(({ leasedTo }) => leasedTo)).toEqual([null, 'a']);
  expect(ask('b', { avoid: [P1] })).toEqual(busy(1));
  expect(lease('c').terminalNo).toBe(P1);
});

test('each MAC1 has a number of its own, debited or not', async () => {
  const { lease, psams } = operator(1);
  const first = await lease('a').purchase(MAC1_INPUT);
  expect(first).toEqual({ ok: true, value: { terminalSequence: '00000001', mac1: 'D1E93A5F' } });
  const again = await lease('a').purchase(MAC1_INPUT);
  expect(again.ok && again.value.terminalSequence).toBe('00000002');
  expect(psams[0]!.psam.state).toMatchObject({ counter: 3, macErrors: 0 });
});

test('a lease that is over gives no MAC1', async () => {
  const { clock, lease, psams } = operator(1);
  const released = lease('a');
  released.release();
  expect(await released.purchase(MAC1_INPUT)).toEqual({ ok: false, error: { kind: 'lease-over' } });
  const late = lease('b');
  clock.at += 30_000;
  expect(await late.purchase(MAC1_INPUT)).toEqual({ ok: false, error: { kind: 'lease-over' } });
  expect(psams[0]!.psam.state.counter).toBe(1);
});

test('two payments at once on one lease: the second is refused, the PSAM is not confused', async () => {
  const { lease, pool } = operator(1);
  const leased = lease('a');
  const [first, second] = await Promise.all([
    leased.purchase(MAC1_INPUT),
    leased.purchase(MAC1_INPUT),
  ]);
  expect(first.ok).toBe(true);
  expect(second).toEqual({ ok: false, error: { kind: 'lease-over' } });
  expect(pool.status()[0]!.out).toBeNull();
});

test('a payment under way keeps its PSAM from others even when the lease ends meanwhile', async () => {
  const { clock, ask, lease, pool } = operator(1);
  const working = lease('a').purchase(MAC1_INPUT);
  clock.at += 30_000;
  expect(pool.find('a')).toBeUndefined();
  expect(ask('b')).toEqual(busy(1));
  expect((await working).ok).toBe(true);
  expect(ask('b').ok).toBe(true);
});

test('a missing key version is a fault of this pair; the PSAM stays', async () => {
  const { lease, pool } = operator(1);
  const outcome = await lease('a').purchase({ ...MAC1_INPUT, keyVersion: '09' });
  expect(outcome).toEqual({ ok: false, error: { kind: 'key-version' } });
  expect(pool.status()[0]!.out).toBeNull();
});

test('an unknown algorithm and the reserved factor are rejected; the PSAM stays', async () => {
  const { lease, pool } = operator(1);
  for (const change of [{ algorithmId: '04' }, { factor: 'FFFFFFFFFFFFFFFF' }]) {
    const outcome = await lease('a').purchase({ ...MAC1_INPUT, ...change });
    expect(outcome).toEqual({ ok: false, error: { kind: 'refused', statusWord: 0x6a80 } });
  }
  expect(pool.status()[0]!.out).toBeNull();
});

test.each([
  ['dead', 'kill'],
  ['locked', 'lock'],
  ['taken-out', 'takeOut'],
] as const)(
  'a PSAM that is %s leaves the pool; the next attempt gets another',
  async (reason, act) => {
    const { ask, lease, pool, psams } = operator(2);
    const leased = lease('a');
    pool[act](P1);
    const outcome = await leased.purchase(MAC1_INPUT);
    expect(outcome).toEqual({ ok: false, error: { kind: 'out-of-service', reason } });
    expect(pool.status()[0]).toMatchObject({ out: reason, leasedTo: null });
    expect(psams[0]!.psam.state.locked).toBe(reason === 'locked');
    expect(lease('a', { avoid: [P1] }).terminalNo).toBe(P2);
    expect(ask('b')).toEqual(busy(1));
    pool.putBack(P1);
    expect(lease('b').terminalNo).toBe(P1);
  },
);

test('with every PSAM out of service the card is still accepted, and waits', () => {
  const { ask, pool } = operator(1);
  pool.takeOut(P1);
  expect(pool.accepts(CARD)).toBe(true);
  expect(ask('a')).toEqual(busy(1));
});

test('without the HSM no MAC1 comes out, no number is lost and the PSAM stays', async () => {
  const { hsm, lease, pool } = operator(1);
  hsm.setAvailable(false);
  const outcome = await lease('a').purchase(MAC1_INPUT);
  expect(outcome).toEqual({ ok: false, error: { kind: 'hsm-unavailable' } });
  expect(pool.status()[0]!.out).toBeNull();
  hsm.setAvailable(true);
  const next = await lease('a').purchase(MAC1_INPUT);
  expect(next.ok && next.value.terminalSequence).toBe('00000001');
});

test('waiting attempts are served in the order they came', () => {
  const { ask, lease } = operator(1);
  const leased = lease('a');
  expect([ask('b'), ask('c'), ask('b')]).toEqual([busy(1), busy(2), busy(1)]);
  leased.release();
  expect(ask('c')).toEqual(busy(2));
  expect(ask('b').ok).toBe(true);
  expect(ask('c')).toEqual(busy(1));
});

test('work is spread over the PSAMs', () => {
  const { clock, lease } = operator(3);
  const used = ['a', 'b', 'c', 'd'].map((attemptId) => {
    clock.at += 1;
    const given = lease(attemptId);
    given.release();
    return given.terminalNo.slice(-1);
  });
  expect(used).toEqual(['1', '2', '3', '1']);
});

test('two PSAMs with one terminal number cannot make a pool', () => {
  const { psams, hsm, clock } = operator(1);
  expect(() => createPool({ psams: [...psams, ...psams], hsm, clock })).toThrow('one terminal');
});

test('a lease ends after its time, whatever the wall clock is set to meanwhile', () => {
  const at = { wall: 1_000_000, steady: 0 };
  const clock = { now: () => at.wall, steady: () => at.steady };
  const psams = poolOf(CITY_CABLE, P1, 1).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  const pool = createPool({ psams, hsm: createHsm(ISSUERS), clock });
  const ask = (attemptId: string) => pool.lease({ attemptId, ...CARD });
  expect(ask('a').ok).toBe(true);
  at.wall -= 100_000_000;
  at.steady = 29_999;
  expect(ask('b')).toEqual(busy(1));
  at.wall += 500_000_000;
  expect(pool.find('a')).toBeDefined();
  at.steady = 30_000;
  expect(ask('b').ok).toBe(true);
});
