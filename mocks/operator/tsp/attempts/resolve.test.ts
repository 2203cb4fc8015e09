import { expect, test } from 'vitest';
import { type AttemptFacts, type CheckedObservation, resolve } from './resolve.ts';

const N = 7;
const ATTEMPT: AttemptFacts = {
  card: '1998081700001234.1111222233330006.03',
  sequence: N,
  amountFen: 2600,
  terminalNo: 'A00000000001',
  date: '20261123',
  time: '203600',
};
const OURS = {
  sequence: N,
  amountFen: 2600,
  type: '06',
  terminalNo: 'A00000000001',
  date: '20261123',
  time: '203600',
};
const other = (sequence: number) => ({
  ...OURS,
  sequence,
  terminalNo: 'B00000000009',
  amountFen: 100,
});
const load = (sequence: number) => ({ ...other(sequence), type: '02' });
const RIGHT = { mac2: '11111111', tac: '22222222', isRight: true };
const WRONG = { mac2: '33333333', tac: '44444444', isRight: false };

const seen = (change: Partial<CheckedObservation>): CheckedObservation => ({
  card: ATTEMPT.card,
  proofs: [],
  isAbsenceTold: true,
  sequence: N,
  log: [],
  ...change,
});

const LOGS = {
  ours: [OURS, other(N - 1)],
  'ours under n+1': [{ ...OURS, sequence: N + 1 }, other(N)],
  others: [other(N + 2), other(N + 1), other(N), other(N - 1)],
  none: null,
} as const;
const PROOFS = { right: [RIGHT], wrong: [WRONG], 'wrong and right': [WRONG, RIGHT], no: [] };

/** Every combination of the card's sequence now, proof and log, and its verdict. */
const TABLE: [
  s: number | null,
  proof: keyof typeof PROOFS,
  log: keyof typeof LOGS,
  verdict: string,
][] = [];
for (const proof of ['right', 'wrong and right'] as const) {
  for (const s of [null, N - 1, N, N + 1, N + 2]) {
    for (const log of Object.keys(LOGS) as (keyof typeof LOGS)[]) {
      TABLE.push([s, proof, log, 'debited by mac2']);
    }
  }
}
for (const proof of ['wrong', 'no'] as const) {
  for (const log of Object.keys(LOGS) as (keyof typeof LOGS)[]) {
    TABLE.push([null, proof, log, 'undecided']);
    TABLE.push([N - 1, proof, log, 'contradiction']);
    const isLogged = log === 'ours' || log === 'ours under n+1';
    TABLE.push([N, proof, log, isLogged ? 'contradiction' : 'not-debited']);
  }
}
TABLE.push(
  [N + 1, 'no', 'ours', 'logged'],
  [N + 1, 'no', 'ours under n+1', 'logged'],
  [N + 1, 'no', 'others', 'not-debited, past'],
  [N + 1, 'no', 'none', 'manual'],
  [N + 1, 'wrong', 'ours', 'contradiction'],
  [N + 1, 'wrong', 'ours under n+1', 'contradiction'],
  [N + 1, 'wrong', 'others', 'not-debited, past'],
  [N + 1, 'wrong', 'none', 'manual'],
  [N + 2, 'no', 'ours', 'logged'],
  [N + 2, 'no', 'ours under n+1', 'logged'],
  [N + 2, 'no', 'others', 'not-debited, past'],
  [N + 2, 'no', 'none', 'manual'],
  [N + 2, 'wrong', 'ours', 'logged'],
  [N + 2, 'wrong', 'ours under n+1', 'logged'],
  [N + 2, 'wrong', 'others', 'not-debited, past'],
  [N + 2, 'wrong', 'none', 'manual'],
);

function nameOf(verdict: ReturnType<typeof resolve>): string {
  if (verdict.kind === 'debited') return `debited by ${verdict.provenBy}`;
  if (verdict.kind === 'not-debited') return verdict.isPast ? 'not-debited, past' : 'not-debited';
  if (verdict.kind === 'manual') return verdict.isContradiction ? 'contradiction' : 'manual';
  return verdict.kind;
}

test.each(TABLE)('sequence %s, proof %s, log %s: %s', (sequence, proof, log, verdict) => {
  const observation = seen({ sequence, proofs: PROOFS[proof], log: LOGS[log] as never });
  expect(nameOf(resolve(ATTEMPT, observation))).toBe(verdict);
});

test('the table has every combination', () => {
  expect(TABLE).toHaveLength(5 * 4 * 4);
});

test('another card decides nothing, whatever it proves', () => {
  const observation = seen({ card: '0', proofs: [RIGHT], sequence: N + 1, log: [OURS] });
  expect(resolve(ATTEMPT, observation)).toEqual({ kind: 'other-card' });
});

test('the right proof gives its own MAC2 and TAC', () => {
  expect(resolve(ATTEMPT, seen({ proofs: [WRONG, RIGHT], sequence: N + 1 }))).toEqual({
    kind: 'debited',
    provenBy: 'mac2',
    mac2: '11111111',
    tac: '22222222',
  });
});

test.each([
  ['amountFen', 2601],
  ['terminalNo', 'A00000000002'],
  ['date', '20261124'],
  ['time', '203601'],
  ['type', '09'],
])('a record with another %s is not ours', (field, value) => {
  const log = [{ ...OURS, [field]: value }, other(N - 1)];
  expect(resolve(ATTEMPT, seen({ sequence: N + 1, log })).kind).toBe('not-debited');
});

/** What the card did meanwhile, and whether its log still reaches back to n = 7. */
const REACH: [string, number, CheckedObservation['log'], string][] = [
  ['an empty log after one purchase', N + 1, [], 'manual'],
  ['loads only after one purchase', N + 1, [load(3), load(2)], 'manual'],
  ['one foreign purchase, logged by its number before', N + 1, [other(N)], 'not-debited'],
  ['one foreign purchase, logged by its number after', N + 1, [other(N + 1)], 'not-debited'],
  ['two foreign purchases, numbers before, ours would be next', N + 2, [other(N + 1)], 'manual'],
  [
    'two foreign purchases, numbers before, all there',
    N + 2,
    [other(N + 1), other(N)],
    'not-debited',
  ],
  ['two foreign purchases, numbers after, ours would be next', N + 2, [other(N + 2)], 'manual'],
  [
    'two foreign purchases, numbers after, all there',
    N + 2,
    [other(N + 2), other(N + 1)],
    'not-debited',
  ],
  ['a log overwritten long ago', N + 30, [other(N + 29), other(N + 28)], 'manual'],
  [
    'two compound purchases, which move the number as well, all there',
    N + 2,
    [
      { ...other(N + 1), type: '09' },
      { ...other(N), type: '09' },
    ],
    'not-debited',
  ],
  ['loads that look old among purchases', N + 2, [other(N + 1), load(1)], 'manual'],
];
test.each(REACH)('%s: sequence %i', (_what, sequence, log, verdict) => {
  expect(resolve(ATTEMPT, seen({ sequence, log })).kind).toBe(verdict);
});

test.each([
  [N + 1, false, 'others', 'manual'],
  [N + 1, true, 'others', 'not-debited'],
  [N + 2, false, 'others', 'not-debited'],
  [N + 1, false, 'ours', 'logged'],
  [N, false, 'none', 'not-debited'],
] as const)(
  'number %i, and the card itself said that it has no proof: %s, log %s: %s',
  (sequence, isAbsenceTold, log, kind) => {
    expect(
      resolve(ATTEMPT, seen({ sequence, isAbsenceTold, log: LOGS[log]?.slice() ?? null })).kind,
    ).toBe(kind);
  },
);

test('a wrong MAC2 is an answer, whoever gave the others', () => {
  const said = seen({
    sequence: N + 1,
    isAbsenceTold: false,
    proofs: [WRONG],
    log: LOGS.others.slice(),
  });
  expect(resolve(ATTEMPT, said).kind).toBe('not-debited');
});

test.each([
  ['20261121', 'not-debited'],
  ['20261122', 'manual'],
  ['2026112F', 'manual'],
])('a log that only reaches number n + 20, its oldest record of %s: %s', (date, kind) => {
  const log = [other(N + 21), { ...other(N + 20), date }];
  expect(resolve(ATTEMPT, seen({ sequence: N + 22, log })).kind).toBe(kind);
  const loads = [other(N + 21), { ...load(N + 20), date }];
  expect(resolve(ATTEMPT, seen({ sequence: N + 22, log: loads })).kind).toBe('manual');
});
