import { expect, test } from 'vitest';
import type { CaseKind } from '../books/cases.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { type CaseFacts, decisionsOn } from './decisions.ts';

type Line = readonly [
  kind: CaseKind,
  order: OrderRow['state'] | null,
  attempt: Partial<AttemptRow>,
  fits: string,
  more?: Partial<CaseFacts>,
];

const PAID = { paidBy: 'A' };
const TAC = { state: 'DEBITED', tac: 'AAAA0001' } as const;
const MISTAKEN = { hasRival: true, signature: 'ranks' } as const;
const LOG = { state: 'DEBITED' } as const;

const LINES: readonly Line[] = [
  ['doubt-aged', 'MANUAL', { state: 'IN_DOUBT' }, 'debited notDebited blockCard'],
  ['doubt-aged', 'MANUAL', { state: 'IN_DOUBT' }, 'notDebited blockCard', { hasRival: true }],
  // A right MAC2 of its own ranks above people: they follow it, or let the card wait.
  ['doubt-aged', 'MANUAL', { state: 'IN_DOUBT' }, 'followSignature blockCard', MISTAKEN],
  [
    'evidence-conflict',
    'CANCELLED',
    { state: 'NOT_DEBITED', deniedBy: 'people' },
    'followSignature blockCard',
    MISTAKEN,
  ],
  [
    'evidence-conflict',
    'MANUAL',
    { state: 'IN_DOUBT' },
    'blockCard',
    { hasRival: true, signature: 'waits' },
  ],
  ['doubt-aged', 'COMPLETED', TAC, 'blockCard explained', MISTAKEN],
  ['doubt-aged', 'COMPLETED', { state: 'IN_DOUBT' }, 'debited notDebited blockCard'],
  ['doubt-aged', 'CANCELLED', { state: 'NOT_DEBITED_CLAIMED' }, 'debited notDebited blockCard'],
  ['doubt-aged', 'CANCELLED', { state: 'NOT_DEBITED' }, 'blockCard explained'],
  ['doubt-aged', 'COMPLETED', TAC, 'blockCard explained'],
  ['evidence-conflict', 'MANUAL', { state: 'IN_DOUBT' }, 'debited notDebited blockCard'],
  [
    'evidence-conflict',
    'CONFIRMED',
    { state: 'NOT_DEBITED_CLAIMED' },
    'debited notDebited blockCard',
  ],
  ['log-record', 'MANUAL', { state: 'IN_DOUBT' }, 'debited notDebited blockCard'],
  // What people decided without a signature, they may decide again.
  [
    'log-record',
    'CANCELLED',
    { state: 'NOT_DEBITED', deniedBy: 'people' },
    'debited notDebited blockCard',
  ],
  ['passed-over', 'CANCELLED', { state: 'NOT_DEBITED_CLAIMED' }, 'debited notDebited blockCard'],
  ['log-record', 'MANUAL', { state: 'IN_DOUBT' }, 'debited notDebited', { isCardBlocked: true }],
  ['card-blocked', 'COMPLETED', TAC, 'releaseCard explained', { isCardBlocked: true }],
  ['card-blocked', 'COMPLETED', TAC, 'blockCard explained'],
  ['activation-stuck', 'MANUAL', TAC, 'credit refund'],
  ['activation-stuck', 'CREDIT_DUE', TAC, 'explained'],
  ['activation-stuck', 'REFUND_DUE', TAC, 'credit refund'],
  ['activation-stuck', 'COMPLETED', TAC, 'explained'],
  ['credit-refused', 'REFUND_DUE', TAC, 'refund'],
  ['credit-refused', 'REFUNDED', TAC, 'explained'],
  ['credit-stuck', 'REFUND_DUE', TAC, 'credit refund'],
  ['credit-stuck', 'COMPLETED', { ...TAC, surplus: 'case' }, 'credit refund'],
  ['surplus-refused', 'COMPLETED', { ...TAC, surplus: 'case' }, 'credit refund'],
  ['surplus-refused', 'COMPLETED', { ...TAC, surplus: 'due' }, 'explained'],
  ['surplus-refused', 'REFUND_DUE', { ...TAC, surplus: 'refunded' }, 'explained'],
  ['no-tac', 'COMPLETED', { ...LOG, claim: 'CASE' }, 'writeOff explained'],
  ['no-tac', 'COMPLETED', { ...TAC, claim: 'CASE' }, 'rework writeOff explained'],
  ['no-tac', 'COMPLETED', { ...LOG, claim: 'WRITTEN_OFF' }, 'explained'],
  ['claim-rejected', 'COMPLETED', { ...TAC, claim: 'REJECTED' }, 'rework writeOff explained'],
  [
    'claim-rejected',
    'COMPLETED',
    { ...TAC, claim: 'REJECTED', verdict: { batchId: 'B', result: '01' } },
    'rework writeOff blockCard explained',
  ],
  [
    'claim-rejected',
    'COMPLETED',
    { ...TAC, claim: 'REJECTED', verdict: { batchId: 'B', result: '04' } },
    'rework writeOff explained',
  ],
  ['claim-rejected', 'COMPLETED', { ...TAC, claim: 'UNCLAIMED' }, 'explained'],
  ['claim-rejected', 'COMPLETED', { ...TAC, claim: 'ACCEPTED' }, 'explained'],
  ['claim-rejected', 'COMPLETED', { ...TAC, claim: 'WRITTEN_OFF' }, 'rework explained'],
  ['missing-at-ppp', 'COMPLETED', { ...TAC, claim: 'ACCEPTED' }, 'rework writeOff explained'],
  ['missing-at-ppp', 'COMPLETED', { ...TAC, claim: 'SENT' }, 'explained'],
  ['missing-at-boss', 'COMPLETED', TAC, 'credit refund explained'],
  ['missing-at-boss', 'MANUAL', TAC, 'credit refund'],
  ['missing-at-boss', 'REFUND_DUE', TAC, 'credit refund'],
  ['state-diff', 'COMPLETED', TAC, 'credit refund explained'],
  ['state-diff', 'REFUND_DUE', TAC, 'credit refund'],
  ['state-diff', 'CREDITED', TAC, 'explained'],
  ['missing-at-tsp', 'IN_DOUBT', { state: 'IN_DOUBT' }, 'debited notDebited explained'],
  ['missing-at-tsp', null, {}, 'explained'],
  ['unknown-at-tsp', null, {}, 'explained'],
  ['amount-diff', 'COMPLETED', TAC, 'explained'],
  ['duplicate', 'COMPLETED', TAC, 'explained'],
  ['total-only', null, {}, 'explained'],
];

const UNPAID = ['doubt-aged', 'evidence-conflict', 'log-record', 'passed-over', 'missing-at-tsp'];

test.each(LINES.map((line) => [...line.slice(0, 4), line] as const))(
  '%s, order %s, attempt %j: %s',
  (...given) => {
    const [kind, state, attempt, fits, more = {}] = given[4] as Line;
    const order = state === null ? undefined : { state, ...(UNPAID.includes(kind) ? {} : PAID) };
    const known = attempt.state === undefined ? undefined : (attempt as AttemptRow);
    const not = { hasRival: false, signature: 'none', isCardBlocked: false } as const;
    const facts = { kind, order, attempt: known, ...not, ...more };
    expect(decisionsOn(facts).join(' ')).toBe(fits);
  },
);

test('for an order that is not paid there is nothing to give back', () => {
  const facts = {
    kind: 'activation-stuck',
    attempt: undefined,
    hasRival: false,
    signature: 'none',
    isCardBlocked: false,
  } as const;
  expect(decisionsOn({ ...facts, order: { state: 'MANUAL' } })).toEqual(['explained']);
});
