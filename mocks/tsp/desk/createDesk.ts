/** What people at the operator may do: each step is one commit with its audit event. */
import { fail, ok } from '../../../src/shared/result.ts';
import { putBox, readBox } from '../boxes.ts';
import { getCase } from '../cases.ts';
import type { CaseStepName, Desk } from '../desk.ts';
import type { TspParts } from '../ports.ts';
import { putSwitch, readSwitch, SWITCHES } from '../switches.ts';
import { commit } from '../unit.ts';
import { loadFacts } from './caseFacts.ts';
import { decisionsOn } from './decisions.ts';
import { checkName, STEP_ROLES } from './stepRules.ts';
import { takeStep } from './takeStep.ts';

const STEPS = Object.keys(STEP_ROLES) as CaseStepName[];

export function createDesk(parts: TspParts): Desk {
  const { store } = parts;
  return {
    findCase: (caseNo) => store.transaction((tx) => getCase(tx, caseNo)),
    decisionsFor: (caseNo) =>
      store.transaction(async (tx) => {
        const row = await getCase(tx, caseNo);
        return row ? decisionsOn(await loadFacts(tx, row)) : [];
      }),
    stepsFor: async (person, caseNo) => {
      const row = await store.transaction((tx) => getCase(tx, caseNo));
      return row ? STEPS.filter((step) => checkName(person, row, step).ok) : [];
    },
    takeStep: (person, caseNo, step) => takeStep(parts, person, caseNo, step),
    switches: () => store.transaction((tx) => Promise.all(SWITCHES.map((n) => readSwitch(tx, n)))),
    setSwitch: async ({ user }, name, on, reason) =>
      ok(await commit(parts, user, (unit) => putSwitch(unit, name, on, reason))),
    pool: async () => ({ psams: [], waiting: 0 }),
    drainPsam: async () => fail({ code: 'psam.not_found', detail: 'not yet' }),
    box: (stbId) => store.transaction((tx) => readBox(tx, stbId)),
    setBox: async ({ user }, stbId, blocked, reason) =>
      ok(await commit(parts, user, (unit) => putBox(unit, stbId, blocked, reason))),
  };
}
