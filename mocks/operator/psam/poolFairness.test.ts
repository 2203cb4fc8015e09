import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CITY_CABLE, FAR_TOWN, ISSUERS } from '../../card/issuers.ts';
import { createHsm } from '../hsm/hsm.ts';
import { createPool } from './pool.ts';
import { poolOf } from './pools.ts';
import { createPsam } from './psam.ts';

const LEASE_MS = 30_000;
const FORGOTTEN_MS = 15_000;
const KEPT_BACK_MS = 2_500;
const LINES = [CITY_CABLE.id, FAR_TOWN.id];

type Act =
  | { readonly kind: 'ask'; readonly attempt: number }
  | { readonly kind: 'leave'; readonly attempt: number }
  | { readonly kind: 'pass'; readonly ms: number };

const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), attempt: fc.nat(11) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('leave' as const), attempt: fc.nat(11) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(16_000) }) },
  ),
  { minLength: 40, maxLength: 120, size: 'max' },
);

/** Even attempts have a card of the first issuer, odd ones of the second. */
const lineOf = (attempt: number): string => LINES[attempt % 2]!;

function run(all: readonly Act[]): { served: number; waited: number } {
  let now = 1_000;
  const psams = LINES.flatMap((id, at) =>
    poolOf(at === 0 ? CITY_CABLE : FAR_TOWN, `01002000000${at * 4 + 1}`, 2).map((slot) => ({
      ...slot,
      issuer: id,
      psam: createPsam(slot.state),
    })),
  );
  const pool = createPool({ psams, hsm: createHsm(ISSUERS), clock: { now: () => now } });
  const leases = new Map<number, { terminalNo: string; until: number }>();
  let line: { attempt: number; askedAt: number }[] = [];
  const seen = { served: 0, waited: 0 };

  for (const act of all) {
    if (act.kind === 'pass') now += act.ms;
    for (const [attempt, { until }] of leases) if (now >= until) leases.delete(attempt);
    if (act.kind === 'leave') {
      pool.leave(`A${act.attempt}`);
      leases.delete(act.attempt);
      line = line.filter(({ attempt }) => attempt !== act.attempt);
    }
    if (act.kind !== 'ask') continue;
    const { attempt } = act;
    const issuer = lineOf(attempt);
    line = line.filter(({ askedAt }) => now - askedAt < FORGOTTEN_MS);
    const mine = line.findIndex((entry) => entry.attempt === attempt);
    const before = line.filter(
      (entry, at) => lineOf(entry.attempt) === issuer && (mine < 0 || at < mine),
    );
    const earlier = before.length;
    const asking = before.filter(({ askedAt }) => now - askedAt < KEPT_BACK_MS).length;
    const leased = [...leases.keys()].filter((holder) => lineOf(holder) === issuer).length;
    const got = pool.lease({ attemptId: `A${attempt}`, issuer, applicationType: '02' });
    if (leases.has(attempt)) {
      expect(got).toMatchObject({ ok: true, lease: leases.get(attempt)! });
      continue;
    }
    // Served exactly when more PSAMs are free than earlier attempts still ask: none overtakes, no PSAM lies idle.
    expect(got.ok).toBe(2 - leased > asking);
    if (got.ok) {
      const { terminalNo, until } = got.lease;
      expect(until).toBe(now + LEASE_MS);
      expect([...leases.values()].map((lease) => lease.terminalNo)).not.toContain(terminalNo);
      leases.set(attempt, { terminalNo, until });
      line = line.filter((entry) => entry.attempt !== attempt);
      seen.served += 1;
    } else {
      expect(got.error).toEqual({ kind: 'busy', position: earlier + 1 });
      if (mine < 0) line.push({ attempt, askedAt: now });
      else line[mine] = { attempt, askedAt: now };
      seen.waited += 1;
    }
  }
  return seen;
}

test('no two live leases of one PSAM, first come first served within a line, no PSAM idle while an attempt asks', () => {
  const total = { served: 0, waited: 0 };
  fc.assert(
    fc.property(acts, (all) => {
      const { served, waited } = run(all);
      total.served += served;
      total.waited += waited;
    }),
    { numRuns: 300 },
  );
  expect(total.served).toBeGreaterThan(300);
  expect(total.waited).toBeGreaterThan(300);
});
