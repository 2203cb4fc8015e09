import { expect, test } from 'vitest';
import { order, payable } from '../../app/gallery/onePayment.fixture.ts';
import { readerError } from '../../reader/readerError.ts';
import { fromHex } from '../../shared/bytes.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Money, Problem } from '../../tsp/tspTypes.ts';
import { authoriseWork } from './authorise.ts';
import {
  entry,
  problem,
  TERMINAL,
  unreachable,
  type WorkFixture,
  workFixture,
} from './work.fixture.ts';

const step = { kind: 'authorising', payable } as const;
const mac1 = { terminalSequence: '0000002A', date: '20261123', time: '203912', mac1: 'A1B2C3D4' };
const run = (fixture: WorkFixture) =>
  fixture.run(authoriseWork(fixture.parts, fixture.holder), step);

/** Nothing was taken, the TSP was told so, and no MAC1 is left in the page. */
function expectDropped(fixture: WorkFixture, failure: object, reason: string): void {
  expect(fixture.events).toMatchObject([{ kind: 'refused', failure: { money: 'untouched' } }]);
  expect(fixture.events).toMatchObject([{ failure }]);
  const statement = fixture.told[fixture.told.length - 1];
  expect(statement).toEqual({
    call: 'abandon',
    parameters: ['A1', { debitSent: false, reason }],
  });
  expect(fixture.conversation.debit).toBeUndefined();
  expect(fixture.trail).not.toContain('card 54');
}

test('INIT names exactly the confirmed amount, then the journal is written, then MAC1 asked for', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => ok(mac1);
  await run(fixture);
  expect(fixture.apdus).toEqual([`805001020B0100006FB8${TERMINAL}0F`]);
  expect(fixture.trail).toEqual(['card 50', 'written mac1', 'tsp authorise', 'event authorised']);
  expect(fixture.entries.get('A1')).toEqual(entry);
  expect(fixture.conversation.debit).toEqual(mac1);
  expect(fixture.told[0]?.parameters.slice(0, 2)).toEqual([
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

test('an order that costs another amount than the quote goes no further', async () => {
  const fixture = workFixture();
  const changed = { ...payable, quote: { ...payable.quote, amountFen: 28_500 } };
  const work = authoriseWork(fixture.parts, fixture.holder);
  await fixture.run(work, { kind: 'authorising', payable: changed });
  expectDropped(fixture, { kind: 'quote-changed' }, 'guard');
  expect(fixture.trail).not.toContain('tsp authorise');
});

test.each([
  ['9401', 'balance-too-small'],
  ['9403', 'card-not-accepted'],
  ['6F00', 'card-unreadable'],
])('an INIT rejected with %s drops the attempt as %s', async (sw, kind) => {
  const fixture = workFixture();
  fixture.card[80] = () => ok(fromHex(sw));
  await run(fixture);
  expectDropped(fixture, { kind }, 'card-error');
  expect(fixture.trail).not.toContain('written mac1');
});

test('a card that goes before INIT drops the attempt', async () => {
  const fixture = workFixture();
  fixture.card[80] = () => fail(readerError('REMOVED_CARD', 'unknown'));
  await run(fixture);
  expectDropped(fixture, { kind: 'card-removed' }, 'card-error');
});

test.each([
  ['gone', false],
  ['back, or another one', true],
])('a card that left while MAC1 was on its way is never given it: %s', async (_, isBack) => {
  const fixture = workFixture();
  fixture.answers.authorise = () => {
    fixture.takesCardOut(isBack);
    return ok(mac1);
  };
  fixture.answers.abandon = () => ok(order('CONFIRMED'));
  await run(fixture);
  expectDropped(fixture, { kind: 'card-removed' }, 'card-removed');
  expect(fixture.entries.size).toBe(0);
});

test('back while INIT runs: no MAC1 is asked for', async () => {
  const fixture = workFixture();
  const init = fixture.card[80]!;
  fixture.card[80] = () => {
    fixture.leaves();
    return init();
  };
  await run(fixture);
  expect(fixture.told.map(({ call }) => call)).toEqual(['abandon']);
});

test('back while MAC1 is on its way: a statement, and no event any more', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => {
    fixture.leaves();
    return ok(mac1);
  };
  await run(fixture);
  expect(fixture.events).toEqual([]);
  expect(fixture.conversation.debit).toBeUndefined();
  expect(fixture.told[1]).toEqual({
    call: 'abandon',
    parameters: ['A1', { debitSent: false, reason: 'back' }],
  });
  expect(fixture.entries.get('A1')).toMatchObject({ phase: 'abandoned', abandonReason: 'back' });
});

test('a lost MAC1 is asked for again with the same INIT, for ten seconds', async () => {
  const fixture = workFixture();
  const before = fixture.time.now();
  await run(fixture);
  expectDropped(fixture, { kind: 'offline' }, 'timeout');
  const asked = fixture.told.filter(({ call }) => call === 'authorise');
  expect(asked.length).toBeGreaterThan(3);
  const bodies = asked.map(({ parameters }) => JSON.stringify(parameters.slice(0, 2)));
  expect(new Set(bodies).size).toBe(1);
  expect(fixture.time.now() - before).toBeLessThanOrEqual(10_000);
  expect(fixture.trail.filter((line) => line === 'card 50').length).toBe(1);
});

test('an unreadable MAC1 counts as none', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => fail({ kind: 'unintelligible', status: 200, detail: 'mac1' });
  await run(fixture);
  expectDropped(fixture, { kind: 'internal' }, 'timeout');
});

test.each<Money>(['untouched', 'unknown', 'taken'])(
  'a refusal that says money %s: this page holds no MAC1, so nothing is taken',
  async (money) => {
    const fixture = workFixture();
    fixture.answers.authorise = () => problem('attempt.state', { money });
    await run(fixture);
    expectDropped(fixture, { kind: 'internal' }, 'timeout');
  },
);

test.each<[Partial<Problem>, position: number]>([
  [{ position: 3 }, 3],
  [{}, 1],
])('a PSAM lost meanwhile: back to the queue under a new key', async (more, position) => {
  const fixture = workFixture();
  fixture.answers.authorise = () => problem('psam.busy', { retry: 'new', ...more });
  await run(fixture);
  expect(fixture.events).toEqual([{ kind: 'queued', position }]);
  expect(fixture.conversation.attemptKey).not.toBe('K1');
  expect(fixture.entries.size).toBe(0);
});

test('a statement the TSP does not hear stays in the journal', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => problem('attempt.state');
  fixture.answers.abandon = () => unreachable;
  await run(fixture);
  expect(fixture.entries.get('A1')).toMatchObject({ phase: 'abandoned', abandonReason: 'timeout' });
});

test('the order as the statement left it decides whether another card may pay', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => problem('attempt.state');
  fixture.answers.abandon = () => ok(order('EXPIRED'));
  await run(fixture);
  expect(fixture.events).toMatchObject([{ order: { state: 'EXPIRED', payable: false } }]);
  expect(fixture.entries.size).toBe(0);
});

const unresolved = {
  attemptId: 'A0',
  orderId: 'O0',
  amountFen: 100,
  cardTail: '0018',
  cardSequence: 6,
};

test('an earlier payment of this box comes first: its doubt is resolved, nothing is dropped or stated', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () =>
    problem('card.unresolved', { money: 'unknown', attempt: unresolved });
  await run(fixture);
  expect(fixture.events).toMatchObject([{ kind: 'doubted', doubt: unresolved }]);
  expect(fixture.entries.size).toBe(0);
  expect(fixture.told.map(({ call }) => call)).toEqual(['authorise']);
});

test.each([
  [true, { kind: 'queued' }],
  [false, { kind: 'refused', failure: { kind: 'card-unfinished', money: 'untouched' } }],
])(
  'an earlier payment of another box: the card gives its proofs, and they settled something: %s',
  async (settled, event) => {
    const fixture = workFixture();
    fixture.card[90] = () => ok(fromHex('AAAAAAAABBBBBBBB9000'));
    fixture.answers.authorise = () => problem('card.unresolved');
    fixture.answers.prove = () => ok({ settled });
    await run(fixture);
    expect(fixture.events).toMatchObject([event]);
    expect(fixture.trail).not.toContain('card 54');
    expect(fixture.told[1]?.parameters[1]).toMatchObject({
      proofs: [
        { sequence: 7, mac2: 'AAAAAAAA', tac: 'BBBBBBBB' },
        { sequence: 6, mac2: 'AAAAAAAA', tac: 'BBBBBBBB' },
      ],
      noProofBy: 'card',
      sequence: 7,
      log: null,
    });
    // A new attempt needs a key of its own.
    expect(fixture.conversation.attemptKey).not.toBe('K1');
  },
);

test('a card without a proof shows its number and its log all the same', async () => {
  const fixture = workFixture();
  fixture.card[90] = () => ok(fromHex('9406'));
  fixture.answersTo = 'unknown';
  fixture.answers.authorise = () => problem('card.unresolved');
  fixture.answers.prove = () => ok({ settled: true });
  await run(fixture);
  const said = { proofs: [], noProofBy: 'unknown', sequence: 7, log: null };
  expect(fixture.told[1]?.parameters[1]).toMatchObject(said);
  expect(fixture.events).toEqual([{ kind: 'queued', position: 1 }]);
});

test('a card that has shown what it can, and is refused again, shows it no second time', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => problem('card.unresolved');
  fixture.answers.prove = () => ok({ settled: true });
  await run(fixture);
  await run(fixture);
  expect(fixture.told.map(({ call }) => call)).toEqual(['authorise', 'prove', 'authorise']);
  expect(fixture.events).toMatchObject([
    { kind: 'queued' },
    { kind: 'refused', failure: { kind: 'card-unfinished', money: 'untouched' } },
  ]);
});

test('a card that has never paid has no proof to ask for', async () => {
  const fixture = workFixture();
  fixture.card[80] = () => ok(fromHex('000186A0 0000 000000 01 00 A1A2A3A49000'.replace(/ /g, '')));
  fixture.answers.authorise = () => problem('card.unresolved');
  fixture.answers.prove = () => ok({ settled: true });
  await run(fixture);
  expect(fixture.trail).not.toContain('card 5A');
  expect(fixture.events).toMatchObject([{ kind: 'queued' }]);
});

test('proofs that nobody heard have settled nothing', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => problem('card.unresolved');
  await run(fixture);
  expect(fixture.told.map(({ call }) => call)).toContain('prove');
  expect(fixture.events).toMatchObject([{ kind: 'refused', failure: { kind: 'card-unfinished' } }]);
});

test('a card whose proof stays unread, or that goes meanwhile, shows nothing', async () => {
  const fixture = workFixture();
  fixture.card[90] = () => fail(readerError('REMOVED_CARD', 'unknown'));
  fixture.answers.authorise = () => problem('card.unresolved');
  await run(fixture);
  expect(fixture.events).toMatchObject([{ kind: 'refused', failure: { kind: 'card-unfinished' } }]);
  expect(fixture.told.map(({ call }) => call)).toEqual(['authorise']);
});

test('given up, but the TSP has the order in doubt: no screen says that nothing was taken', async () => {
  const fixture = workFixture();
  fixture.answers.authorise = () => problem('attempt.state');
  fixture.answers.abandon = () => ok({ ...order('IN_DOUBT'), money: 'unknown' });
  await run(fixture);
  expect(fixture.events).toMatchObject([{ kind: 'doubted', doubt: { attemptId: 'A1' } }]);
});
