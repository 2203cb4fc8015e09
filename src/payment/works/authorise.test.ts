import { expect, test } from 'vitest';
import { order, payable } from '../../app/gallery/sampleOrders.ts';
import { readerError } from '../../reader/readerError.ts';
import { fromHex } from '../../shared/bytes.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Money, Problem } from '../../tsp/tspTypes.ts';
import { authoriseWork } from './authorise.ts';
import { entry, problem, TERMINAL, unreachable, type WorkBench, workBench } from './workBench.ts';

const step = { kind: 'authorising', payable } as const;
const mac1 = { terminalSequence: '0000002A', date: '20261123', time: '203912', mac1: 'A1B2C3D4' };
const run = (bench: WorkBench) => bench.run(authoriseWork(bench.parts, bench.holder), step);

/** Nothing was taken, the TSP was told so, and no MAC1 is left in the page. */
function expectDropped(bench: WorkBench, failure: object, reason: string): void {
  expect(bench.events).toMatchObject([{ kind: 'refused', failure: { money: 'untouched' } }]);
  expect(bench.events).toMatchObject([{ failure }]);
  const statement = bench.told[bench.told.length - 1];
  expect(statement).toEqual({
    call: 'abandon',
    parameters: ['A1', { debitSent: false, reason }],
  });
  expect(bench.talk.debit).toBeUndefined();
  expect(bench.trail).not.toContain('card 54');
}

test('INIT names exactly the confirmed amount, then the journal is written, then MAC1 asked for', async () => {
  const bench = workBench();
  bench.answers.authorise = () => ok(mac1);
  await run(bench);
  expect(bench.apdus).toEqual([`805001020B0100006FB8${TERMINAL}0F`]);
  expect(bench.trail).toEqual(['card 50', 'written mac1', 'tsp authorise', 'event authorised']);
  expect(bench.entries.get('A1')).toEqual(entry);
  expect(bench.talk.debit).toEqual(mac1);
  expect(bench.told[0]?.parameters.slice(0, 2)).toEqual([
    'A1',
    {
      balanceFen: 100_000,
      sequence: 7,
      overdraftFen: 0,
      keyVersion: '01',
      algorithmId: '00',
      random: 'A1A2A3A4',
    },
  ]);
});

test('without a journal no MAC1 is asked for', async () => {
  const bench = workBench();
  bench.beforeWrite = () => {
    throw new Error('disk full');
  };
  await run(bench);
  expectDropped(bench, { kind: 'internal' }, 'guard');
  expect(bench.trail).not.toContain('tsp authorise');
});

test('an order that costs another amount than the quote goes no further', async () => {
  const bench = workBench();
  const changed = { ...payable, quote: { ...payable.quote, amountFen: 28_500 } };
  const work = authoriseWork(bench.parts, bench.holder);
  await bench.run(work, { kind: 'authorising', payable: changed });
  expectDropped(bench, { kind: 'quote-changed' }, 'guard');
  expect(bench.trail).not.toContain('tsp authorise');
});

test.each([
  ['9401', 'balance-too-small'],
  ['9403', 'card-not-accepted'],
  ['6F00', 'card-unreadable'],
])('an INIT refused with %s drops the attempt as %s', async (sw, kind) => {
  const bench = workBench();
  bench.card[80] = () => ok(fromHex(sw));
  await run(bench);
  expectDropped(bench, { kind }, 'card-error');
  expect(bench.trail).not.toContain('written mac1');
});

test('a card that goes before INIT drops the attempt', async () => {
  const bench = workBench();
  bench.card[80] = () => fail(readerError('REMOVED_CARD', 'unknown'));
  await run(bench);
  expectDropped(bench, { kind: 'card-removed' }, 'card-error');
});

test.each([
  ['gone', false],
  ['back, or another one', true],
])('a card that left while MAC1 was on its way is never given it: %s', async (_, isBack) => {
  const bench = workBench();
  bench.answers.authorise = () => {
    bench.takesCardOut(isBack);
    return ok(mac1);
  };
  bench.answers.abandon = () => ok(order('CONFIRMED'));
  await run(bench);
  expectDropped(bench, { kind: 'card-removed' }, 'card-removed');
  expect(bench.entries.size).toBe(0);
});

test('back while MAC1 is on its way: a statement, and no event any more', async () => {
  const bench = workBench();
  bench.answers.authorise = () => {
    bench.leaves();
    return ok(mac1);
  };
  await run(bench);
  expect(bench.events).toEqual([]);
  expect(bench.talk.debit).toBeUndefined();
  expect(bench.told[1]).toEqual({
    call: 'abandon',
    parameters: ['A1', { debitSent: false, reason: 'back' }],
  });
  expect(bench.entries.get('A1')).toMatchObject({ phase: 'abandoned', abandonReason: 'back' });
});

test('a lost MAC1 is asked for again with the same INIT, for ten seconds', async () => {
  const bench = workBench();
  const before = bench.time.now();
  await run(bench);
  expectDropped(bench, { kind: 'offline' }, 'timeout');
  const asked = bench.told.filter(({ call }) => call === 'authorise');
  expect(asked.length).toBeGreaterThan(3);
  const bodies = asked.map(({ parameters }) => JSON.stringify(parameters.slice(0, 2)));
  expect(new Set(bodies).size).toBe(1);
  expect(bench.time.now() - before).toBeLessThanOrEqual(10_000);
  expect(bench.trail.filter((line) => line === 'card 50').length).toBe(1);
});

test('a MAC1 nobody can read is none', async () => {
  const bench = workBench();
  bench.answers.authorise = () => fail({ kind: 'unintelligible', status: 200, detail: 'mac1' });
  await run(bench);
  expectDropped(bench, { kind: 'internal' }, 'timeout');
});

test.each<Money>(['untouched', 'unknown', 'taken'])(
  'a refusal that says money %s: this page holds no MAC1, so nothing is taken',
  async (money) => {
    const bench = workBench();
    bench.answers.authorise = () => problem('attempt.state', { money });
    await run(bench);
    expectDropped(bench, { kind: 'internal' }, 'timeout');
  },
);

test.each<[Partial<Problem>, position: number]>([
  [{ position: 3 }, 3],
  [{}, 1],
])('a PSAM lost meanwhile: back to the line under a new key', async (more, position) => {
  const bench = workBench();
  bench.answers.authorise = () => problem('psam.busy', { retry: 'new', ...more });
  await run(bench);
  expect(bench.events).toEqual([{ kind: 'queued', position }]);
  expect(bench.talk.attemptKey).not.toBe('K1');
  expect(bench.entries.size).toBe(0);
});

test('a statement the TSP does not hear stays in the journal', async () => {
  const bench = workBench();
  bench.answers.authorise = () => problem('attempt.state');
  bench.answers.abandon = () => unreachable;
  await run(bench);
  expect(bench.entries.get('A1')).toMatchObject({ phase: 'abandoned', abandonReason: 'timeout' });
});

test('the order as the statement left it decides whether another card may pay', async () => {
  const bench = workBench();
  bench.answers.authorise = () => problem('attempt.state');
  bench.answers.abandon = () => ok(order('EXPIRED'));
  await run(bench);
  expect(bench.events).toMatchObject([{ order: { state: 'EXPIRED', payable: false } }]);
  expect(bench.entries.size).toBe(0);
});
