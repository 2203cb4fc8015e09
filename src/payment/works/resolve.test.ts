import { beforeEach, expect, test } from 'vitest';
import { order } from '../../app/gallery/onePayment.fixture.ts';
import { readerError } from '../../reader/readerError.ts';
import { fromHex } from '../../shared/bytes.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Resolution } from '../../tsp/tspTypes.ts';
import type { JournalEntry, JournalPhase } from '../journal.ts';
import type { Doubt } from '../steps.ts';
import { resolveWork } from './resolve.ts';
import {
  entry,
  problem,
  TAC_MAC2,
  unreachable,
  type WorkFixture,
  workFixture,
} from './work.fixture.ts';

const doubt: Doubt = {
  attemptId: 'A1',
  orderId: entry.orderId,
  amountFen: 28_600,
  cardTail: '0018',
  cardSequence: 7,
  ref: '7K3-0D42',
};
const sent: JournalEntry = { ...entry, phase: 'debit-sent' };
let fixture: WorkFixture;

beforeEach(() => {
  fixture = workFixture();
  fixture.entries.set('A1', sent);
});

const run = (about: Doubt = doubt) =>
  fixture.run(resolveWork(fixture.parts), { kind: 'resolving', doubt: about, resume: null });
const says = (verdict: Resolution['verdict']) => {
  fixture.answers.resolve = () =>
    ok({ verdict, order: order(verdict === 'debited' ? 'PAID' : 'CONFIRMED') });
};

test.each<[Resolution['verdict'], event: string, left: JournalPhase | undefined]>([
  ['debited', 'resolvedDebited', 'reported'],
  ['not-debited', 'resolvedNotDebited', undefined],
  ['manual', 'resolvedManual', undefined],
  ['undecided', 'undecided', 'debit-sent'],
  ['other-card', 'otherCardInserted', 'debit-sent'],
])('the TSP says %s: %s, and the journal keeps %s', async (verdict, kind, left) => {
  says(verdict);
  await run();
  expect(fixture.events).toMatchObject([{ kind }]);
  expect(fixture.entries.get('A1')?.phase).toBe(left);
});

test('a debit that is settled keeps no MACs in the journal, and leaves every other entry as it is', async () => {
  const report = { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' };
  const answered: JournalEntry = { ...entry, phase: 'debit-answered', report };
  const other: JournalEntry = { ...answered, attemptId: 'A2', orderId: 'O2' };
  fixture.entries.set('A1', answered).set('A2', other);
  fixture.answers.report = () => ok(order('PAID'));
  says('debited');
  await run();
  expect([...fixture.entries.values()]).toEqual([{ ...entry, phase: 'reported' }, other]);
});

test('a debit that the journal had dropped as not debited is kept until its result has been shown', async () => {
  fixture.entries.clear();
  says('debited');
  await run();
  const { serviceId: _, ...known } = entry;
  expect([...fixture.entries.values()]).toEqual([{ ...known, phase: 'reported', ref: '7K3-0D42' }]);
});

test.each([
  ['is silent', () => unreachable],
  ['cannot be read', () => fail({ kind: 'unintelligible', status: 200, detail: '' } as const)],
  ['refuses', () => problem('attempt.state')],
  ['claims that nothing was taken', () => problem('hsm.unavailable', { money: 'untouched' })],
] as const)('a TSP that %s resolves nothing, however often', async (_, answer) => {
  fixture.answers.resolve = answer;
  for (let tries = 0; tries < 30; tries++) await run();
  expect(new Set(fixture.events.map(({ kind }) => kind))).toEqual(new Set(['undecided']));
  expect(fixture.entries.get('A1')).toEqual(sent);
});

test('an answer that the TSP has not heard goes before the card is asked, and no verdict takes its place', async () => {
  const report = { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' };
  const answered: JournalEntry = { ...entry, phase: 'debit-answered', report };
  fixture.entries.set('A1', answered);
  says('manual');
  await run();
  expect(fixture.events).toMatchObject([{ kind: 'undecided' }]);
  expect(fixture.entries.get('A1')).toEqual(answered);
  fixture.answers.report = () => ok(order('PAID'));
  await run();
  expect(fixture.events[1]).toMatchObject({ kind: 'resolvedDebited' });
  expect(fixture.told.map(({ call }) => call)).toEqual(['report', 'report']);
});

test('a card that is gone when the TSP has taken that answer is not asked for again', async () => {
  const report = { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' };
  fixture.entries.set('A1', { ...entry, phase: 'debit-answered', report });
  fixture.answers.report = () => {
    fixture.takesCardOut();
    return ok(order('PAID'));
  };
  await run();
  expect(fixture.events).toEqual([{ kind: 'resolvedDebited', order: order('PAID') }]);
  expect(fixture.entries.get('A1')?.phase).toBe('reported');
});

test('after an answer that the TSP does not believe the card is asked', async () => {
  const report = { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' };
  fixture.entries.set('A1', { ...entry, phase: 'debit-answered', report });
  fixture.answers.report = () => problem('mac2.invalid');
  says('not-debited');
  await run();
  expect(fixture.events).toMatchObject([{ kind: 'resolvedNotDebited' }]);
});

test('the portal tells what the card says, MACs included, and decides nothing itself', async () => {
  fixture.card[90] = () => ok(fromHex(`${TAC_MAC2}9000`));
  says('debited');
  await run();
  expect(fixture.told[0]?.parameters.slice(1, 3)).toMatchObject([
    'A1',
    {
      card: { issuer: expect.any(String), validTo: '20351231' },
      proofs: [
        { sequence: 8, mac2: 'AAAAAAAA', tac: 'BBBBBBBB' },
        { sequence: 7, mac2: 'AAAAAAAA', tac: 'BBBBBBBB' },
      ],
      sequence: 7,
      log: [],
    },
  ]);
  expect(fixture.apdus.some((apdu) => apdu.startsWith('8054'))).toBe(false);
});

test('a balance that looks untouched is no reason to say so', async () => {
  fixture.card[92] = () => ok(fromHex('000186A09000'));
  says('debited');
  await run();
  expect(fixture.events).toMatchObject([{ kind: 'resolvedDebited' }]);
});

test('a reader that came back while the doubt arose is found again, and nobody is asked for the card', async () => {
  fixture.takesCardOut();
  const { slot } = fixture.parts;
  const seek = async () => {
    await null;
    fixture.takesCardOut(true);
  };
  const parts = { ...fixture.parts, slot: { ...slot, seek } };
  says('debited');
  await fixture.run(resolveWork(parts), { kind: 'resolving', doubt, resume: null });
  expect(fixture.events).toMatchObject([{ kind: 'resolvedDebited' }]);
});

test('another card is sent back without a word to the TSP', async () => {
  const ofAnother = { ...sent, cardTail: '3327' };
  fixture.entries.set('A1', ofAnother);
  await run({ ...doubt, cardTail: '3327' });
  expect(fixture.events).toEqual([{ kind: 'otherCardInserted' }]);
  expect(fixture.told).toEqual([]);
  expect(fixture.entries.get('A1')).toEqual(ofAnother);
});

test('a card that goes again, or cannot be read, leaves the doubt', async () => {
  fixture.card[90] = () => {
    fixture.takesCardOut();
    return fail(readerError('REMOVED_CARD', 'unknown'));
  };
  await run();
  fixture.takesCardOut(true);
  fixture.card[90] = () => fail(readerError('COMM_ERROR', 'unknown'));
  await run();
  expect(fixture.events.map(({ kind }) => kind)).toEqual(['doubtFound', 'undecided']);
  expect(fixture.told).toEqual([]);
  expect(fixture.entries.get('A1')).toEqual(sent);
});

test('every try carries a key of its own; a lost answer is asked for again', async () => {
  let asks = 0;
  fixture.answers.resolve = () =>
    ++asks < 3 ? unreachable : ok({ verdict: 'debited', order: order('PAID') });
  await run();
  const keys = fixture.told.map(({ parameters }) => parameters[0]);
  expect(new Set(keys).size).toBe(3);
  expect(fixture.events).toMatchObject([{ kind: 'resolvedDebited' }]);
});
