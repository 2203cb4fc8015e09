import { expect, test } from 'vitest';
import { CITY_CABLE, FAR_TOWN, ISSUERS, type Issuer } from '../../card/issuers.ts';
import { createHsm } from '../hsm/hsm.ts';
import { issuePsam } from './issuePsam.ts';
import { MAC1_INPUT } from './mac1Input.fixture.ts';
import { createPool, type LeaseRequest } from './pool.ts';
import { createPsam } from './psam.ts';

const [P1, P2, P3] = ['010020000001', '010020000002', '010020000003'] as const;

function psam(terminalNo: string, issuer: Issuer, keyVersions?: readonly string[]) {
  const order = { issuer, terminalNo, ...(keyVersions === undefined ? {} : { keyVersions }) };
  const kind = { issuer: issuer.id, applicationType: '02', keyIndex: 1 };
  return { ...kind, psam: createPsam(issuePsam(order)) };
}

function operator(psams: readonly ReturnType<typeof psam>[]) {
  const clock = { at: 1_000, now: () => clock.at };
  const pool = createPool({ psams, hsm: createHsm(ISSUERS), clock });
  const ask = (attemptId: string, more: Partial<LeaseRequest> = {}) => {
    const kind = { issuer: CITY_CABLE.id, applicationType: '02' };
    const outcome = pool.lease({ attemptId, ...kind, ...more });
    return outcome.ok ? outcome.lease.terminalNo : outcome.error.kind;
  };
  return { clock, pool, ask };
}

const versions = Object.keys(CITY_CABLE.masterKeys.purchase);
const [OLD, NEW] = [versions[0]!, versions.at(-1)!];

test('the issuer of these tests has two key versions', () => {
  expect(OLD).not.toBe(NEW);
});

test('a PSAM without the key of the card is never chosen once that key is known', () => {
  const { pool, ask } = operator([psam(P1, CITY_CABLE, [OLD]), psam(P2, CITY_CABLE, [OLD, NEW])]);
  expect(ask('a')).toBe(P1);
  expect(ask('a', { keyVersion: NEW })).toBe(P2);
  expect(pool.find('a')?.terminalNo).toBe(P2);
  expect(ask('b', { keyVersion: NEW })).toBe('busy');
  expect(ask('c', { keyVersion: OLD })).toBe(P1);
});

test('with that key nowhere in the pool, the card is not accepted at all', () => {
  const { ask } = operator([psam(P1, CITY_CABLE, [OLD]), psam(P2, FAR_TOWN)]);
  expect(ask('a', { keyVersion: NEW })).toBe('none-for-card');
  expect(ask('b', { keyVersion: OLD })).toBe(P1);
});

const FREE = { drained: false, frozen: false };
const INPUT = { ...MAC1_INPUT, keyVersion: NEW };

test('a PSAM that is drained gets no new lease; the current one ends by itself', () => {
  const { pool, ask } = operator([psam(P1, CITY_CABLE), psam(P2, CITY_CABLE)]);
  expect(ask('a')).toBe(P1);
  expect(pool.restrict(P1, { ...FREE, drained: true })).toBe(true);
  expect(pool.find('a')?.terminalNo).toBe(P1);
  expect(ask('a')).toBe(P1);
  pool.leave('a');
  expect([ask('b'), ask('c')]).toEqual([P2, 'busy']);
  expect(pool.status()[0]).toMatchObject({ drained: true, leasedTo: null });
  pool.restrict(P1, FREE);
  expect(ask('c')).toBe(P1);
});

test('a PSAM that is frozen loses its lease at once, and thawing does not give that lease back', async () => {
  const { pool, ask } = operator([psam(P1, CITY_CABLE), psam(P2, CITY_CABLE)]);
  expect(ask('a')).toBe(P1);
  const lease = pool.find('a')!;
  pool.restrict(P1, { ...FREE, frozen: true });
  expect(await lease.purchase(INPUT)).toEqual({ ok: false, error: { kind: 'lease-over' } });
  expect(pool.find('a')).toBeUndefined();
  expect([ask('b'), ask('c')]).toEqual([P2, 'busy']);
  expect(pool.status()[0]).toMatchObject({ frozen: true, leasedTo: null });
  pool.restrict(P1, FREE);
  expect(await lease.purchase(INPUT)).toMatchObject({ error: { kind: 'lease-over' } });
  expect(pool.find('a')).toBeUndefined();
  expect(ask('c')).toBe(P1);
});

test('a PSAM that is frozen while it makes a MAC1 gives none', async () => {
  const { pool, ask } = operator([psam(P1, CITY_CABLE)]);
  ask('a');
  const made = pool.find('a')!.purchase(INPUT);
  pool.restrict(P1, { ...FREE, frozen: true });
  expect(await made).toEqual({ ok: false, error: { kind: 'lease-over' } });
});

test('a terminal that is not in the pool cannot be restricted', () => {
  expect(operator([psam(P1, CITY_CABLE)]).pool.restrict(P3, { drained: true, frozen: false })).toBe(
    false,
  );
});

test('the status tells what people look at', () => {
  const { clock, pool, ask } = operator([psam(P1, CITY_CABLE, [NEW]), psam(P2, FAR_TOWN)]);
  ask('a');
  ask('b');
  expect(pool.waiting()).toBe(1);
  expect(pool.status()[0]).toEqual({
    terminalNo: P1,
    issuer: CITY_CABLE.id,
    applicationType: '02',
    keyVersions: [NEW],
    out: null,
    drained: false,
    frozen: false,
    leasedTo: 'a',
    leaseUntil: 31_000,
    lastUsedAt: 1_000,
  });
  expect(pool.status()[1]).toMatchObject({ leasedTo: null, leaseUntil: null, lastUsedAt: null });
  clock.at += 30_000;
  expect(pool.status()[0]).toMatchObject({ leasedTo: null, leaseUntil: null, lastUsedAt: 1_000 });
});

test('a PSAM that is frozen and thawed at once has lost its lease all the same', async () => {
  const { pool, ask } = operator([psam(P1, CITY_CABLE)]);
  ask('a');
  const lease = pool.find('a')!;
  pool.restrict(P1, { ...FREE, frozen: true });
  pool.restrict(P1, FREE);
  expect(pool.find('a')).toBeUndefined();
  expect(await lease.purchase(INPUT)).toMatchObject({ error: { kind: 'lease-over' } });
});
