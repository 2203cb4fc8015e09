import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ReaderErrorCode, readerError } from '../reader/readerError.ts';
import { isListedCode } from '../tsp/problemCodes.ts';
import type { Money, Problem, ProblemCode } from '../tsp/tspTypes.ts';
import type { FailureKind } from './failure.ts';
import { failureOfPurse, failureOfReader } from './failureOfCard.ts';
import { failureOfProblem, failureOfTsp } from './failureOfTsp.ts';

/** Every code, so that a new one in the contract does not compile until somebody decides what it means here. */
const kinds: Record<ProblemCode, FailureKind> = {
  'request.invalid': 'internal',
  'request.not_found': 'internal',
  'auth.signature': 'box-refused',
  'auth.session_expired': 'internal',
  'auth.clock_skew': 'internal',
  'auth.replay': 'internal',
  'stb.unknown': 'box-refused',
  'stb.blocked': 'box-refused',
  'service.not_found': 'internal',
  'renewal.not_cancellable': 'internal',
  'order.not_found': 'quote-expired',
  'attempt.not_found': 'internal',
  'quote.not_found': 'quote-expired',
  'quote.expired': 'quote-expired',
  'quote.changed': 'quote-changed',
  'order.already_paying': 'already-paying',
  'order.already_paid': 'already-paid',
  'order.state': 'quote-expired',
  'attempt.open': 'internal',
  'attempt.state': 'internal',
  'idempotency.in_progress': 'internal',
  'idempotency.missing': 'internal',
  'idempotency.mismatch': 'internal',
  'card.unsupported': 'card-not-accepted',
  'card.blocked': 'card-blocked',
  'card.expired': 'card-expired',
  'card.insufficient': 'balance-too-small',
  'card.counter_exhausted': 'card-blocked',
  'card.unresolved': 'internal',
  'card.mismatch': 'internal',
  'mac.card_rejected': 'card-refused-debit',
  'mac2.invalid': 'internal',
  'psam.none_for_card': 'card-not-accepted',
  'psam.busy': 'platform-busy',
  'hsm.unavailable': 'platform-busy',
  'boss.unavailable': 'boss-down',
  'boss.rejected': 'order-rejected',
  'rate.limited': 'platform-busy',
  'payments.paused': 'paused',
  'portal.outdated': 'portal-outdated',
  internal: 'internal',
};

const problem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({
  type: '',
  title: '',
  status: 409,
  code,
  money: 'untouched',
  retry: 'no',
  ref: '7K3-0D42',
  ...more,
});

const random = { bytes: (length: number) => new Uint8Array(length).fill(3) };
const DRAWN = '333-3333';

test.each(Object.entries(kinds) as [ProblemCode, FailureKind][])('%s is %s', (code, kind) => {
  expect(isListedCode(code)).toBe(true);
  for (const money of ['untouched', 'unknown', 'taken'] as Money[]) {
    const failure = failureOfProblem(problem(code, { money }));
    expect(failure).toEqual({ kind, money, ref: '7K3-0D42', detail: code });
  }
});

test('the table knows every code of the contract', () => {
  const contract = readFileSync(new URL('../../docs/api/tsp.yaml', import.meta.url), 'utf8');
  const list = /\n {4}ProblemCode:[\s\S]*?enum:\s*\[?([\s\S]*?)(?:\]|\n {4}\w)/.exec(contract)?.[1];
  const codes = (list ?? '').match(/[a-z_0-9]+(\.[a-z_0-9]+)?/g) ?? [];
  expect(codes.sort()).toEqual(Object.keys(kinds).sort());
});

test('what a problem adds is handed on', () => {
  const more = { reason: 'account.arrears', balanceFen: 1_350, amountFen: 28_600 };
  expect(failureOfProblem(problem('boss.rejected', more))).toMatchObject(more);
});

test('no answer is offline, an unreadable one is internal, with the money as the caller knows it', () => {
  const unread = { kind: 'unintelligible', status: 200, detail: '' } as const;
  for (const money of ['untouched', 'unknown'] as Money[]) {
    expect(failureOfTsp({ kind: 'unreachable' }, money, random)).toEqual({
      kind: 'offline',
      money,
      ref: DRAWN,
    });
    expect(failureOfTsp({ kind: 'unreachable', box: true }, money, random)).toEqual({
      kind: 'box-silent',
      money,
      ref: DRAWN,
    });
    expect(failureOfTsp(unread, money, random)).toEqual({ kind: 'internal', money, ref: DRAWN });
  }
  const stated = problem('internal', { money: 'unknown' });
  expect(failureOfTsp({ kind: 'problem', problem: stated }, 'untouched', random).money).toBe(
    'unknown',
  );
});

test.each<[ReaderErrorCode, FailureKind]>([
  ['NO_SMARTCARD', 'card-removed'],
  ['REMOVED_CARD', 'card-removed'],
  ['READER_UNAVAILABLE', 'reader-lost'],
  ['NO_READERS_AVAILABLE', 'reader-lost'],
  ['UNKNOWN_READER', 'reader-lost'],
  ['NO_SERVICE', 'reader-lost'],
  ['TIMEOUT', 'card-unreadable'],
  ['UNRESPONSIVE_CARD', 'card-unreadable'],
  ['SHARING_VIOLATION', 'reader-held'],
])('a reader’s %s is %s', (code, kind) => {
  const error = readerError(code, 'unknown');
  const failure = { kind, money: 'untouched', ref: DRAWN, detail: code };
  expect(failureOfReader(error, random)).toEqual(failure);
  expect(failureOfPurse({ kind: 'reader', error }, random)).toEqual(failure);
});

test.each<[statusWord: number, FailureKind]>([
  [0x6a82, 'card-not-accepted'],
  [0x9403, 'card-not-accepted'],
  [0x6d00, 'card-not-accepted'],
  [0x6e00, 'card-not-accepted'],
  [0x9303, 'card-blocked'],
  [0x6a81, 'card-blocked'],
  [0x9402, 'card-blocked'],
  [0x9401, 'balance-too-small'],
  [0x6f00, 'card-unreadable'],
])('a purse that opens with %i is refused as %s', (statusWord, kind) => {
  const failure = failureOfPurse(
    { kind: 'status', command: 'SELECT', statusWord, answers: 'command' },
    random,
  );
  const detail = `SW ${statusWord.toString(16).toUpperCase()}`;
  expect(failure).toEqual({ kind, money: 'untouched', ref: DRAWN, detail });
});

test('a word after a GET RESPONSE is no reason to call a card poor or blocked', () => {
  for (const statusWord of [0x9401, 0x6a81, 0x9303, 0x6a82]) {
    const error = { kind: 'unread', command: 'INIT FOR PURCHASE', statusWord } as const;
    expect(failureOfPurse(error, random)).toEqual({
      kind: 'card-unreadable',
      money: 'untouched',
      ref: DRAWN,
      detail: 'unread',
    });
  }
});

test('a purse that talks nonsense cannot be read', () => {
  const error = { kind: 'malformed', command: 'GET BALANCE', detail: '3 bytes' } as const;
  expect(failureOfPurse(error, random).kind).toBe('card-unreadable');
});

test('a refusal before there is a session tells why, and nothing about money, prices or orders', () => {
  const door = (code: ProblemCode) =>
    failureOfTsp(
      {
        kind: 'no-session',
        problem: problem(code, { money: 'taken', balanceFen: 1, amountFen: 100, reason: 'x' }),
      },
      'untouched',
      random,
    );
  const [money, ref] = ['untouched', '7K3-0D42'];
  expect(door('stb.blocked')).toEqual({ kind: 'box-refused', money, ref, detail: 'stb.blocked' });
  expect(door('boss.unavailable').kind).toBe('boss-down');
  expect(door('rate.limited').kind).toBe('platform-busy');
  for (const code of ['order.already_paid', 'card.insufficient', 'quote.changed'] as const) {
    expect(door(code)).toEqual({ kind: 'internal', money, ref, detail: code });
  }
});

test('an unlisted refusal is one in general words, with its code', () => {
  expect(failureOfProblem(problem('order.too_many' as ProblemCode))).toEqual({
    kind: 'internal',
    money: 'untouched',
    ref: '7K3-0D42',
    detail: 'order.too_many',
  });
});

test('an answer that is not believed has a code for the hotline', () => {
  const error = {
    kind: 'unintelligible',
    status: 200,
    detail: 'order.amountFen',
    ref: 'T22',
  } as const;
  expect(failureOfTsp(error, 'unknown', random)).toEqual({
    kind: 'internal',
    money: 'unknown',
    ref: DRAWN,
    detail: 'T22',
  });
});
