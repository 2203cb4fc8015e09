/** Two people at the operator: one collects evidence and proposes, the other approves. */

import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import type { CaseStep, Decision, Person } from '../../mocks/operator/tsp/controls/desk.ts';
import { listRows } from '../../mocks/store/rowList.ts';
import type { FullDayWorld } from './fullDayWorld.ts';
import { SPECIAL } from './plan.ts';
import type { TwoDays } from './twoDays.ts';

const clerk: Person = { user: 'wang', role: 'clerk' };
const supervisor: Person = { user: 'li', role: 'supervisor' };

/** The right decision for each kind of case in these days. */
export function decisionOf({ kind, orderId }: CaseRow, { orderIds }: TwoDays): Decision {
  switch (kind) {
    case 'doubt-aged':
      return orderIds.indexOf(orderId ?? '') === SPECIAL.neverBackDebited
        ? 'debited'
        : 'notDebited';
    case 'credit-refused':
      return 'refund';
    case 'claim-rejected':
    case 'no-tac':
      return 'writeOff';
    default:
      // Also for the claim that the PPP accepted and forgot to list.
      return 'explained';
  }
}

async function closes(world: FullDayWorld, row: CaseRow, decision: Decision): Promise<CaseRow> {
  const { desk } = world.operator.tsp;
  const steps: [Person, Omit<CaseStep, 'revision'>][] = [
    [clerk, { step: 'assign', reason: 'I look at it' }],
    [clerk, { step: 'evidence', reason: 'the three sides and the card company were asked' }],
    [
      clerk,
      {
        step: 'propose',
        reason: 'as found',
        decision,
        ...(decision === 'refund' ? { refundRef: `T20261128-${row.caseNo}` } : {}),
      },
    ],
    [supervisor, { step: 'approve', reason: 'agreed' }],
  ];
  let now = row;
  for (const [person, step] of steps) {
    const { revision } = now;
    const shown = (await world.within(desk.previewsFor(row.caseNo))).find(
      (preview) => preview.decision === decision,
    );
    const signed = shown && { previewDigest: shown.digest };
    const given = { ...step, ...signed, revision };
    const taken = await world.within(desk.takeStep(person, row.caseNo, given));
    if (!taken.ok) throw new Error(`${row.caseNo} ${row.kind}: ${taken.error.detail}`);
    now = taken.value;
  }
  await world.passes(5_000);
  return (await desk.findCase(row.caseNo))!;
}

/** Closes every open case; answers the cases of aged doubts separately. */
export async function closesAll(
  world: FullDayWorld,
  decide: (row: CaseRow) => Decision,
): Promise<{ readonly aged: readonly CaseRow[]; readonly closed: readonly CaseRow[] }> {
  const open = await world.store.room('tsp').transaction(async (tx) => {
    const rows = await listRows(tx, allCases);
    return rows.map(({ value }) => value).filter(({ state }) => state !== 'CLOSED');
  });
  const closed: CaseRow[] = [];
  for (const row of open) closed.push(await closes(world, row, decide(row)));
  return { aged: open.filter(({ kind }) => kind === 'doubt-aged'), closed };
}
