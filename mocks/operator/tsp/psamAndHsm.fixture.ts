/** Small fakes of PSAM pool, HSM and PPP, and the MAC2 that their card makes. */
import { createHash } from 'node:crypto';
import { fail, ok } from '../../../src/shared/result.ts';
import { type Fetch, steadyMs } from '../../environment/environment.ts';
import { LEASE_MS, type Lease } from '../psam/lease.ts';
import type { PsamFault } from '../psam/psamFault.ts';
import type { Mac2Verifier, PsamPool } from './base/ports.ts';
import type { VirtualTime } from './virtualTime.fixture.ts';

export const ISSUER = '1111222233330006';
export const TERMINALS = ['A00000000001', 'A00000000002'];

const digits8 = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8).toUpperCase();

export const rightMac2 = (subject: {
  random: string;
  cardSequence: number;
  terminalSequence: string;
  amountFen: number;
}): string =>
  // As PBOC: the session key takes the low 16 bits of the terminal's counter.
  digits8(
    subject.random,
    subject.cardSequence,
    subject.terminalSequence.slice(-4),
    subject.amountFen,
  );

interface FakePool extends PsamPool {
  busy: boolean;
  /** How the next purchase fails. */
  fault: PsamFault | 'throws' | null;
  /** Runs while the PSAM is at work. */
  meanwhile: () => Promise<void>;
  purchases: number;
  readonly asked: { attemptId: string; avoid: readonly string[]; keyVersion?: string }[];
  /** Whether the line is full. */
  full: boolean;
  leased(): number;
  restart(): void;
}

/** `sameCounter`: the low 16 bits of the counter, which MAC2 binds, stay the same. */
export function fakePool({ clock }: VirtualTime, sameCounter = false): FakePool {
  const leases = new Map<string, Lease>();
  let counter = 0;

  function grant(attemptId: string, terminalNo: string): Lease {
    const lease: Lease = {
      terminalNo,
      keyIndex: 1,
      until: clock.now() + LEASE_MS,
      endsAt: steadyMs(clock) + LEASE_MS,
      async purchase(input) {
        await pool.meanwhile();
        const { fault } = pool;
        pool.fault = null;
        if (fault === 'throws') throw new Error('bug');
        if (fault) return fail(fault);
        pool.purchases += 1;
        counter += 1;
        const number = sameCounter ? counter * 0x1_0000 + 1 : counter;
        const terminalSequence = number.toString(16).toUpperCase().padStart(8, '0');
        return ok({ terminalSequence, mac1: digits8('mac1', input, terminalSequence) });
      },
      answered() {},
      release() {
        if (leases.get(attemptId) === lease) leases.delete(attemptId);
      },
    };
    leases.set(attemptId, lease);
    return lease;
  }

  const pool: FakePool = {
    busy: false,
    full: false,
    fault: null,
    meanwhile: async () => {},
    purchases: 0,
    asked: [],
    accepts: ({ issuer }) => issuer === ISSUER,
    lease({ attemptId, avoid = [], keyVersion }) {
      pool.asked.push({ attemptId, avoid, ...(keyVersion === undefined ? {} : { keyVersion }) });
      const terminalNo = TERMINALS.find((name) => !avoid.includes(name));
      if (!terminalNo) return { ok: false, error: { kind: 'none-for-card' } };
      if (pool.full) return { ok: false, error: { kind: 'full' } };
      if (pool.busy) return { ok: false, error: { kind: 'busy', position: 3 } };
      return { ok: true, lease: leases.get(attemptId) ?? grant(attemptId, terminalNo) };
    },
    find: (attemptId) => leases.get(attemptId),
    leave: (attemptId) => leases.get(attemptId)?.release(),
    restrict: () => false,
    status: () => [],
    waiting: () => 0,
    leased: () => leases.size,
    restart: () => leases.clear(),
  };
  return pool;
}

interface FakeHsm extends Mac2Verifier {
  down: boolean;
  meanwhile: () => Promise<void>;
}

export function fakeHsm(): FakeHsm {
  const hsm: FakeHsm = {
    down: false,
    meanwhile: async () => {},
    async verifyMac2(subject) {
      await hsm.meanwhile();
      if (hsm.down) throw new Error('no HSM');
      return subject.mac2 === rightMac2(subject);
    },
  };
  return hsm;
}

type Verdict = { readonly index: number; readonly result: string };

interface FakePpp {
  readonly fetch: Fetch;
  readonly batches: Map<
    string,
    { count: number; records: { tac: string; amountFen: number }[]; sha256: string }
  >;
  blacklist: { cards: string[]; terminals: string[] };
  down: boolean;
  /** Indexes of the records that the PPP rejects. */
  rejects: number[];
  /** The only TACs that are right, if set. */
  rightTacs: string[] | null;
  /** How the next questions about a TAC are answered, instead of by `rightTacs`; each is used once. */
  readonly checks: (() => Promise<Response> | Response)[];
  /** The TACs that were asked about. */
  readonly checked: string[];
  /** What becomes of the list of verdicts on its way. */
  spoil: (verdicts: Verdict[]) => Verdict[];
  /** What becomes of the whole answer with the verdicts. */
  change: (answer: Record<string, unknown>) => unknown;
  puts: number;
}

export function fakePpp(): FakePpp {
  const json = (status: number, value: unknown) =>
    new Response(JSON.stringify(value), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });
  const ppp: FakePpp = {
    batches: new Map(),
    blacklist: { cards: [], terminals: [] },
    down: false,
    rejects: [],
    rightTacs: null,
    checks: [],
    checked: [],
    spoil: (verdicts) => verdicts,
    change: (answer) => answer,
    puts: 0,
    async fetch(request) {
      if (ppp.down) throw new Error('no wire');
      const [, , , resource, batchId, part] = new URL(request.url).pathname.split('/');
      if (resource === 'blacklist') return json(200, ppp.blacklist);
      const isWrong = (tac: string) => ppp.rightTacs?.includes(tac) === false;
      if (resource === 'tac-checks') {
        const { tac } = await request.json();
        ppp.checked.push(tac);
        const other = ppp.checks.shift();
        return other ? other() : json(200, { result: isWrong(tac) ? 'wrong' : 'right' });
      }
      if (!part) {
        ppp.puts += 1;
        const batch = await request.json();
        ppp.batches.set(batchId!, batch);
        return json(202, { batchId, count: batch.count, totalFen: batch.totalFen });
      }
      const { records } = ppp.batches.get(batchId!)!;
      const verdicts = records.map(({ tac }, index) => ({
        index,
        result: ppp.rejects.includes(index) || isWrong(tac) ? '01' : '00',
      }));
      const results = ppp.spoil(verdicts);
      const indexes = new Set(results.filter(({ result }) => result === '00').map((v) => v.index));
      const accepted = records.filter((_, index) => indexes.has(index));
      const acceptedFen = accepted.reduce((sum, { amountFen }) => sum + amountFen, 0);
      const about = { batchId, acceptedCount: accepted.length, acceptedFen, results };
      return json(200, ppp.change(about));
    },
  };
  return ppp;
}
