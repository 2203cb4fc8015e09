/** The desk: what people at the operator may do. Each change is one commit with its audit event. */
import { ok, type Result } from '../../../../src/shared/result.ts';
import { rfc3339 } from '../../../../src/shared/time.ts';
import { rowsIn } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { getCase } from '../books/cases.ts';
import { allPsams } from '../books/store/controlStore.ts';
import { blockedBoxes, readBox, setBox, watchedBoxes } from '../controls/boxes.ts';
import type { CaseStepName, Desk, DeskRefusal, Person, PsamView } from '../controls/desk.ts';
import { drainPsam, psamView, thawTerminal } from '../controls/psams.ts';
import { readSwitch, SWITCHES, setSwitch } from '../controls/switches.ts';
import { loadFacts } from './caseFacts.ts';
import { previewsOn } from './decisionPreview.ts';
import { decisionsOn } from './decisions.ts';
import { checkName, refusal, STEP_ROLES } from './stepRules.ts';
import { takeStep } from './takeStep.ts';

const STEPS = Object.keys(STEP_ROLES) as CaseStepName[];

export function createDesk(parts: TspParts): Desk {
  const { store } = parts;

  /** Makes a change if the person may and gives a reason. */
  async function changed<T>(
    { user, role }: Person,
    reason: string,
    change: (unit: UnitOfWork) => Promise<T>,
  ): Promise<Result<T, DeskRefusal>> {
    if (role === 'auditor') return refusal('role.forbidden', 'an auditor changes nothing');
    if (reason.trim() === '') return refusal('request.invalid', 'reason: say why');
    return ok(await commit(parts, user, change));
  }

  async function psams(): Promise<PsamView[]> {
    const rows = await store.transaction((tx) => rowsIn(tx, allPsams));
    const rowOf = new Map(rows.map((row) => [row.terminalNo, row]));
    return parts.pool
      .status()
      .map((status) => psamView(status, rowOf.get(status.terminalNo), rfc3339));
  }

  /** Makes a change to a PSAM that the pool has; returns it as it is afterwards. */
  async function changedPsam(
    person: Person,
    terminalNo: string,
    reason: string,
    change: (unit: UnitOfWork) => Promise<void>,
  ): Promise<Result<PsamView, DeskRefusal>> {
    const find = async () => (await psams()).find((psam) => psam.terminalNo === terminalNo);
    if (!(await find())) return refusal('psam.not_found', `no PSAM ${terminalNo}`);
    const done = await changed(person, reason, change);
    return done.ok ? ok((await find())!) : done;
  }

  return {
    findCase: (caseNo) => store.transaction((tx) => getCase(tx, caseNo)),
    decisionsFor: (caseNo) =>
      store.transaction(async (tx) => {
        const row = await getCase(tx, caseNo);
        return row ? decisionsOn(await loadFacts(tx, row)) : [];
      }),
    previewsFor: async (caseNo) => {
      const row = await store.transaction((tx) => getCase(tx, caseNo));
      return row ? previewsOn(parts, row) : [];
    },
    stepsFor: async (person, caseNo) => {
      const row = await store.transaction((tx) => getCase(tx, caseNo));
      return row ? STEPS.filter((step) => checkName(person, row, step).ok) : [];
    },
    takeStep: (person, caseNo, step) => takeStep(parts, person, caseNo, step),
    switches: () => store.transaction((tx) => Promise.all(SWITCHES.map((n) => readSwitch(tx, n)))),
    setSwitch: (person, name, on, reason) =>
      changed(person, reason, (unit) => setSwitch(unit, name, on, reason)),
    pool: async () => ({ psams: await psams(), waiting: parts.pool.waiting() }),
    drainPsam: (person, terminalNo, drained, reason) =>
      changedPsam(person, terminalNo, reason, (unit) =>
        drainPsam(unit, terminalNo, drained, reason),
      ),
    thawPsam: (person, terminalNo, reason) =>
      changedPsam(person, terminalNo, reason, (unit) => thawTerminal(unit, terminalNo, reason)),
    box: (stbId) => store.transaction((tx) => readBox(tx, stbId)),
    watchedBoxes: () => store.transaction(watchedBoxes),
    blockedBoxes: () => store.transaction(blockedBoxes),
    setBox: (person, stbId, blocked, reason) =>
      changed(person, reason, (unit) => setBox(unit, stbId, blocked, reason)),
  };
}
