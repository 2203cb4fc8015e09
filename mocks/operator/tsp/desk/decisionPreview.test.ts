/** Every kind of case × decision × situation: what is shown is what is posted, or the decision is not possible. */
import { expect, test } from 'vitest';
import { listRows } from '../../../store/rowList.ts';
import type { CaseKind } from '../books/cases.ts';
import { readLedger } from '../books/journals/ledger.ts';
import { claimsOf } from '../books/store/attemptStore.ts';
import { allOutbox } from '../books/store/queueStore.ts';
import type { Decision, DecisionPreview } from '../controls/desk.ts';
import { TODAY } from '../tsp.fixture.ts';
import { CLERK, deskOf, SUPERVISOR } from './desk.fixture.ts';
import { copyOf, happened, SITUATIONS, type Situation, stateOf } from './situations.fixture.ts';

const KINDS: readonly CaseKind[] = Object.keys({
  'doubt-aged': 1,
  'evidence-conflict': 1,
  'log-record': 1,
  'passed-over': 1,
  'card-blocked': 1,
  'activation-stuck': 1,
  'service-stopped': 1,
  'credit-refused': 1,
  'surplus-refused': 1,
  'credit-stuck': 1,
  'no-tac': 1,
  'claim-rejected': 1,
  'missing-at-boss': 1,
  'missing-at-tsp': 1,
  'missing-at-ppp': 1,
  'unknown-at-tsp': 1,
  'amount-diff': 1,
  duplicate: 1,
  'state-diff': 1,
  'total-only': 1,
} satisfies Record<CaseKind, 1>) as CaseKind[];
const DECISIONS = Object.keys({
  debited: 1,
  notDebited: 1,
  followSignature: 1,
  credit: 1,
  refund: 1,
  writeOff: 1,
  rework: 1,
  blockCard: 1,
  releaseCard: 1,
  explained: 1,
} satisfies Record<Decision, 1>) as Decision[];

/** The rows of the ledger and the outbox, the claims to come, and the cases. */
async function rowsOf({ fixture }: Situation) {
  const claims = await fixture.room.transaction((tx) => listRows(tx, claimsOf(TODAY)));
  return {
    ledger: await readLedger({ store: fixture.room }),
    outbox: await deskOf(fixture).rows(allOutbox),
    claims: claims.map(({ id }) => id),
    cases: await deskOf(fixture).cases(),
  };
}

const linesOf = ({ ledger }: Awaited<ReturnType<typeof rowsOf>>) =>
  ledger.map(({ entry: { kind, orderId, attemptId, lines } }) => ({
    kind,
    orderId,
    attemptId,
    amountFen: lines[0]!.debitFen,
    debit: lines[0]!.account,
    credit: lines[1]!.account,
  }));

/** Opens the case and takes it to the state in which a decision is proposed. */
async function opened({ fixture, on }: Situation, kind: CaseKind) {
  const desk = deskOf(fixture);
  const caseNo = await desk.opened(kind, on);
  for (const step of ['assign', 'evidence'] as const) await desk.done(CLERK, caseNo, { step });
  return { desk, caseNo };
}

/** Decides the case in a copy of the situation; returns what was shown, and the rows before and after. */
async function decided(situation: Situation, kind: CaseKind, decision: Decision) {
  const copy = await copyOf(situation);
  const { desk, caseNo } = await opened(copy, kind);
  const shown = (await desk.previewOf(caseNo, decision))!;
  const ref = decision === 'refund' ? { refundRef: 'TR-1' } : {};
  await desk.done(CLERK, caseNo, { step: 'propose', decision, ...ref });
  expect(await desk.previewOf(caseNo, decision)).toEqual(shown);
  const before = await rowsOf(copy);
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  const after = await rowsOf(copy);
  await copy.fixture.time.drain();
  // BOSS has answered nothing, so nothing more may be posted.
  expect((await rowsOf(copy)).ledger).toEqual(after.ledger);
  copy.fixture.tsp.stop();
  return { shown, before, after, now: copy.fixture.time.clock.now() };
}

test.each(Object.entries(SITUATIONS))(
  '%s: what is shown is what is posted, asked and opened; a decision that does not fit is neither shown nor taken',
  async (_name, [state, happens]) => {
    const situation = await happens();
    expect(await stateOf(situation)).toBe(state);
    situation.fixture.tsp.stop();
    const shownCopy = await copyOf(situation);
    for (const kind of KINDS) {
      const { desk, caseNo } = await opened(shownCopy, kind);
      const fitting = await desk.decisions(caseNo);
      const previews = await shownCopy.fixture.tsp.desk.previewsFor(caseNo);
      expect(previews.map(({ decision }) => decision)).toEqual(fitting);
      for (const decision of DECISIONS) {
        const at = `${kind}, ${decision}`;
        if (!fitting.includes(decision)) {
          const given = { step: 'propose', decision, refundRef: 'TR-1' } as const;
          const previewDigest = 'AB'.repeat(32);
          expect(await desk.take(CLERK, caseNo, { ...given, previewDigest }), at).toMatchObject({
            error: { code: 'case.decision' },
          });
          continue;
        }
        const { shown, before, after, now } = await decided(situation, kind, decision);
        expect(shown.postings, at).toEqual(linesOf(after).slice(before.ledger.length));
        const told = after.outbox.filter(
          ({ since, kind: what, subject }) =>
            since === now &&
            !before.outbox.some((row) => row.kind === what && row.subject === subject),
        );
        const claimed = after.claims.filter((key) => !before.claims.includes(key));
        expect(shown.asks.map(({ what }) => what).sort(), at).toEqual(
          [...told.map((row) => row.kind), ...claimed.map(() => 'CLAIM')].sort(),
        );
        expect(shown.opens, at).toEqual(
          after.cases.slice(before.cases.length).map((row) => row.kind),
        );
      }
    }
    shownCopy.fixture.tsp.stop();
  },
  60_000,
);

/** A preview in one line: postings, what is asked for and how much of it, cases that are opened. */
const inShort = ({ postings, asks, opens }: DecisionPreview): string => {
  const asked = asks.flatMap(({ what, amountFen }) => [what, ...(amountFen ? [amountFen] : [])]);
  return [postings.map(({ kind }) => kind), asked, opens]
    .map((words) => words.join(' '))
    .join(' | ');
};

test.each<[string, CaseKind, Decision, string]>([
  ['in doubt, the doubt is old', 'doubt-aged', 'debited', 'release debit | ACTIVATE | no-tac'],
  ['in doubt, the doubt is old', 'doubt-aged', 'notDebited', 'release | RELEASE_HOLD | '],
  [
    'in doubt, another card paid',
    'doubt-aged',
    'debited',
    'release surplus | SURPLUS_CREDIT 2600 | no-tac',
  ],
  ['in doubt, another card paid', 'doubt-aged', 'notDebited', 'release |  | '],
  ['said to be not debited', 'evidence-conflict', 'debited', 'debit | ACTIVATE | no-tac'],
  // Its suspense was released when the box stated it.
  ['said to be not debited', 'evidence-conflict', 'notDebited', ' |  | '],
  [
    'the log contradicts the box, another card paid',
    'evidence-conflict',
    'debited',
    'surplus | SURPLUS_CREDIT 2600 | no-tac',
  ],
  [
    'signed, people gave its number to another',
    'evidence-conflict',
    'followSignature',
    'writeOff release debit | ACTIVATE CLAIM 2600 | ',
  ],
  [
    'signed, BOSS gave nothing for the other',
    'evidence-conflict',
    'followSignature',
    'debitBack release debit | RELEASE_HOLD ACTIVATE CLAIM 2600 | ',
  ],
  ['activation stuck', 'activation-stuck', 'credit', ' | CREDIT 2600 | '],
  ['activation stuck', 'activation-stuck', 'refund', 'refund |  | '],
  ['credit rejected', 'credit-refused', 'refund', 'refund |  | '],
  ['completed', 'missing-at-boss', 'credit', 'revenueBack | CREDIT 2600 | '],
  ['completed', 'state-diff', 'refund', 'revenueBack refund |  | '],
  ['surplus rejected', 'surplus-refused', 'credit', ' | SURPLUS_CREDIT 2600 | '],
  ['surplus rejected', 'surplus-refused', 'refund', 'refund |  | '],
  ['decided by the log: debited', 'no-tac', 'writeOff', 'writeOff |  | '],
  ['completed, claim rejected', 'claim-rejected', 'writeOff', 'writeOff |  | '],
  ['completed, claim rejected', 'claim-rejected', 'rework', ' | CLAIM 2600 | '],
  ['completed, claim written off', 'claim-rejected', 'rework', 'recovered | CLAIM 2600 | '],
  ['completed, claim accepted', 'missing-at-ppp', 'rework', ' | CLAIM 2600 | '],
  ['completed', 'amount-diff', 'explained', ' |  | '],
])('%s: a case %s decided as %s shows "%s"', async (name, kind, decision, short) => {
  const { desk, caseNo } = await opened(await happened(name), kind);
  expect(inShort((await desk.previewOf(caseNo, decision))!)).toBe(short);
});

test('the amount posted and credited is that of the order, not that of the case', async () => {
  const situation = await happened('completed, the case names the order');
  const { fixture, on } = situation;
  expect(on.amountFen).toBe(1);
  const { desk, caseNo } = await opened(situation, 'missing-at-boss');
  const shown = (await desk.previewOf(caseNo, 'credit'))!;
  expect(shown.postings.map(({ amountFen }) => amountFen)).toEqual([2_600]);
  const credited: number[] = [];
  fixture.boss.credit = (_, amountFen) => {
    credited.push(amountFen);
    return { state: 'CREDITED', creditNo: 'K1' };
  };
  fixture.boss.orders.clear();
  await desk.done(CLERK, caseNo, { step: 'propose', decision: 'credit' });
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  await fixture.time.drain();
  expect(shown.asks).toEqual([{ what: 'CREDIT', amountFen: credited[0] }]);
});

test.each(['in doubt, the doubt is old', 'completed', 'completed, claim written off'])(
  '%s: a preview changes nothing, arms no timer and sends nothing',
  async (name) => {
    const situation = await happened(name);
    const { fixture } = situation;
    const kinds = ['doubt-aged', 'missing-at-boss', 'claim-rejected'] as const;
    const numbers: string[] = [];
    for (const kind of kinds) numbers.push((await opened(situation, kind)).caseNo);
    const left: string[] = [];
    fixture.pool.leave = (attemptId) => left.push(attemptId);
    const seen = async () => ({
      rows: await fixture.room.transaction((tx) => tx.list('')),
      asked: [...fixture.boss.asked],
      timers: fixture.time.pending(),
      left: [...left],
    });
    const before = await seen();
    for (const caseNo of numbers) await fixture.tsp.desk.previewsFor(caseNo);
    await fixture.time.drain();
    expect(await seen()).toEqual(before);
  },
);
