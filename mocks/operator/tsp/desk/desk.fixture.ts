/** People at the operator's desk, and payments that people must decide about. */

import { type RowList, rowsIn } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { type CaseKind, type CaseRow, type CaseSubject, openCase } from '../books/cases.ts';
import type { AuditEvent } from '../books/journals/audit.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { chainRows } from '../books/store/historyStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import type { CaseStep, Decision, Person } from '../controls/desk.ts';
import { payingFixture } from '../paying.fixture.ts';
import type { Fixture } from '../tsp.fixture.ts';

export const CLERK: Person = { user: 'chen', role: 'clerk' };
export const SUPERVISOR: Person = { user: 'wang', role: 'supervisor' };
export const AUDITOR: Person = { user: 'zhou', role: 'auditor' };

export function deskOf(fixture: Fixture) {
  const rows = <T>(list: RowList<T>): Promise<T[]> =>
    fixture.room.transaction((tx) => rowsIn(tx, list));
  const cases = () => rows(allCases);
  const caseOf = async (kind: CaseRow['kind']): Promise<CaseRow> => {
    const found = (await cases()).find((row) => row.kind === kind);
    if (!found) throw new Error(`no case ${kind}`);
    return found;
  };

  const previewOf = async (caseNo: string, decision: Decision | undefined) =>
    (await fixture.tsp.desk.previewsFor(caseNo)).find((shown) => shown.decision === decision);

  /** Takes a step for a person who sees the case, and what would be posted, as they are now. */
  async function take(person: Person, caseNo: string, step: Omit<CaseStep, 'revision' | 'reason'>) {
    const row = (await fixture.tsp.desk.findCase(caseNo))!;
    const preview = await previewOf(caseNo, step.decision ?? row.decision);
    const shown = preview && { previewDigest: preview.digest };
    const given = { reason: 'because', ...shown, ...step, revision: row.revision };
    return fixture.tsp.desk.takeStep(person, caseNo, given);
  }

  /** Like `take`. @throws Error when it is refused. */
  async function done(...args: Parameters<typeof take>): Promise<CaseRow> {
    const taken = await take(...args);
    if (!taken.ok) throw new Error(`${taken.error.code}: ${taken.error.detail}`);
    return taken.value;
  }

  const refOf = (decision: Decision) => (decision === 'refund' ? { refundRef: 'TR-1' } : {});

  /** Takes the case up to the proposal. */
  async function propose(caseNo: string, decision: Decision): Promise<CaseRow> {
    for (const step of ['assign', 'evidence'] as const) await done(CLERK, caseNo, { step });
    return done(CLERK, caseNo, { step: 'propose', decision, ...refOf(decision) });
  }

  return {
    rows,
    cases,
    caseOf,
    /** Opens a case as the day's settlement does. */
    opened: (kind: CaseKind, on: CaseSubject): Promise<string> =>
      commit({ ...fixture, store: fixture.room } as unknown as TspParts, 'tsp', (unit) =>
        openCase(unit, kind, on, "seen at the day's end"),
      ),
    take,
    previewOf,
    done,
    propose,
    /** Takes the case through the approval and lets BOSS act on it. */
    async decide(caseNo: string, decision: Decision): Promise<CaseRow> {
      await propose(caseNo, decision);
      await done(SUPERVISOR, caseNo, { step: 'approve' });
      await fixture.time.drain();
      return (await fixture.tsp.desk.findCase(caseNo))!;
    },
    decisions: (caseNo: string) => fixture.tsp.desk.decisionsFor(caseNo),
    books: async () => balances(await readLedger({ store: fixture.room })),
    order: async (orderId: string) =>
      (await fixture.room.transaction((tx) => getOrder(tx, orderId)))!,
    attempt: async (attemptId: string) =>
      (await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))!,
    events: async (): Promise<string[]> =>
      (await rows(chainRows<AuditEvent>('audit'))).map(({ entry }) => `${entry.who} ${entry.what}`),
  };
}

const THREE_DAYS_MS = 72 * 3_600_000;

/** A payment whose card did not come back: the order is MANUAL, with a case. */
export async function agedDoubt() {
  const paying = await payingFixture();
  const desk = deskOf(paying.fixture);
  await paying.fixture.time.advance(THREE_DAYS_MS + 60_000);
  (await paying.box.open()).value;
  const { caseNo } = await desk.caseOf('doubt-aged');
  return { ...paying, desk, caseNo };
}

/** A payment whose service BOSS finally rejects; `credit` is BOSS's answer to its credit. */
export async function rejectedService(credit: 'REJECTED' | 'CREDITED' = 'REJECTED') {
  const paying = await payingFixture();
  const desk = deskOf(paying.fixture);
  const { boss } = paying.fixture;
  const rejected = { state: 'REJECTED', reason: 'account.closed', final: true } as const;
  boss.activation = () => rejected;
  boss.credit = () => (credit === 'REJECTED' ? rejected : { state: 'CREDITED', creditNo: 'K1' });
  await paying.report(paying.debited);
  await paying.fixture.time.drain();
  return { ...paying, desk };
}

/** A payment without a final answer of BOSS: after a day it is MANUAL. */
export async function stuckActivation() {
  const paying = await payingFixture();
  const desk = deskOf(paying.fixture);
  paying.fixture.boss.activation = () => ({ state: 'PENDING' });
  await paying.report(paying.debited);
  await paying.fixture.time.advance(25 * 3_600_000);
  const { caseNo } = await desk.caseOf('activation-stuck');
  return { ...paying, desk, caseNo };
}
