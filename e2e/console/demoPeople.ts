/** What people do at the desk during the demonstration: cases in every state, a PSAM out, a box blocked. */
import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import type { CaseStep, Decision, Person } from '../../mocks/operator/tsp/controls/desk.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { FullDayWorld } from '../fullDay/fullDayWorld.ts';

const clerk: Person = { user: 'chen', role: 'clerk' };
const supervisor: Person = { user: 'wang', role: 'supervisor' };

/** The decision that fits each kind; `explained` fits a difference. */
const DECISIONS: Partial<Record<CaseRow['kind'], Decision>> = {
  'doubt-aged': 'debited',
  'credit-refused': 'refund',
  'claim-rejected': 'writeOff',
  'no-tac': 'writeOff',
};

const openCases = ({ store }: FullDayWorld): Promise<CaseRow[]> =>
  store
    .room('tsp')
    .transaction(async (tx) =>
      (await rowsIn(tx, allCases)).filter(({ state }) => state !== 'CLOSED'),
    );

type Step = Pick<CaseStep, 'step' | 'reason' | 'decision' | 'refundRef'>;

const stepsOf = ({ kind, caseNo }: CaseRow): readonly (readonly [Person, Step])[] => {
  const decision = DECISIONS[kind] ?? 'explained';
  const refundRef = decision === 'refund' ? { refundRef: `HK-${caseNo}` } : {};
  return [
    [clerk, { step: 'assign', reason: '由我核对' }],
    [clerk, { step: 'evidence', reason: '已向发卡方和客户核实' }],
    [clerk, { step: 'propose', reason: '证据一致', decision, ...refundRef }],
    [supervisor, { step: 'approve', reason: '同意' }],
  ];
};

/** Takes the first `many` steps of a case, some minutes after one another. */
async function takes(world: FullDayWorld, row: CaseRow, many: number): Promise<void> {
  const { desk } = world.operator.tsp;
  for (const [person, step] of stepsOf(row).slice(0, many)) {
    const now = (await world.within(desk.findCase(row.caseNo)))!;
    const previews = await world.within(desk.previewsFor(row.caseNo));
    const decision = step.decision ?? now.decision;
    const shown = previews.find((preview) => preview.decision === decision);
    const signed = shown ? { previewDigest: shown.digest } : {};
    const { revision } = now;
    const taken = await world.within(
      desk.takeStep(person, row.caseNo, { ...step, ...signed, revision }),
    );
    if (!taken.ok) throw new Error(`${row.caseNo} ${row.kind}: ${taken.error.detail}`);
    await world.passes(4 * 60_000);
  }
}

/** Works on the open cases, oldest first: each as far as `far` says, 4 to its end. */
export async function workOnCases(world: FullDayWorld, far: readonly number[]): Promise<void> {
  for (const [at, row] of (await openCases(world)).entries()) {
    if (row.state === 'OPEN' && far[at] !== undefined) await takes(world, row, far[at]);
  }
}

/** Takes a PSAM out of the pool and blocks a box. */
export async function tendsTo(world: FullDayWorld, terminalNo: string, stbId: string) {
  const { desk } = world.operator.tsp;
  await world.within(desk.drainPsam(supervisor, terminalNo, true, '读卡槽接触不良，已报修'));
  await world.within(desk.setBox(supervisor, stbId, true, '客户报称机顶盒被盗'));
}
