import { beforeAll, expect, test } from 'vitest';
import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import type { DifferenceRow } from '../../mocks/operator/tsp/books/dayRows.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import { restFaults, safetyFaults } from '../../mocks/world/invariants.ts';
import { DAY_MS } from '../../src/shared/time.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { type FullDayWorld, fullDayWorld } from './fullDayWorld.ts';
import { closesAll, decisionOf } from './people.ts';
import { D1, D2, HOUSEHOLDS, mishapOf, PAYMENTS, SPECIAL, TIMING } from './plan.ts';
import {
  bringCardsBack,
  differencesOf,
  passTwoDays,
  SETTLED_BEFORE,
  STOLEN,
  type TwoDays,
} from './twoDays.ts';

const ALL_HOUSEHOLDS = 100;
const NEVER_BACK = [SPECIAL.neverBackDebited, SPECIAL.neverBackUntouched];
const FIRST_OF_D2 = 480;

quickWorlds();

let world: FullDayWorld;
let days: TwoDays;

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);

const isTorn = (number: number): boolean => !['none', 'abandoned'].includes(mishapOf(number));
const wasDebited = (number: number): boolean =>
  ['torn-after-debit', 'report-lost'].includes(mishapOf(number));

const inOrder = (classes: Record<string, (number | null)[]>) =>
  Object.fromEntries(
    Object.entries(classes).map(([name, list]) => [
      name,
      [...list].sort((a, b) => (a ?? -1) - (b ?? -1)),
    ]),
  );

/** The numbers of the payments in each class; a difference of no payment is `null`. */
function byClass(rows: readonly DifferenceRow[]): Record<string, (number | null)[]> {
  const classes: Record<string, (number | null)[]> = {};
  for (const row of rows) {
    const number = days.orderIds.indexOf(row.orderId ?? '');
    classes[row.class] = [...(classes[row.class] ?? []), number < 0 ? null : number];
  }
  return inOrder(classes);
}

const casesNow = (): Promise<CaseRow[]> =>
  world.store.room('tsp').transaction(async (tx) => rowsIn(tx, allCases));

beforeAll(async () => {
  world = await fullDayWorld(HOUSEHOLDS);
  days = await passTwoDays(world);
}, 240_000);

test('a thousand payments: no message broke its contract, and the money is where it should be', async () => {
  expect(days.orderIds).toHaveLength(PAYMENTS);
  expect(new Set(days.orderIds).size).toBeGreaterThan(PAYMENTS - 20);
  expect(world.violations).toEqual([]);
  // Only the changes made at BOSS's counter show.
  const changed = [days.orderIds[SPECIAL.wrongAmount], days.handMade];
  const faults = safetyFaults(await world.facts());
  expect(faults.sort()).toEqual(changed.map((id) => `I7 ${id}: opened unpaid`).sort());
});

test('the first settlement finds every difference in its class, and no other', () => {
  const stillOut = numbers(SETTLED_BEFORE - ALL_HOUSEHOLDS, FIRST_OF_D2).filter(isTorn);
  const cameBackAfterMidnight = numbers(400, SETTLED_BEFORE - ALL_HOUSEHOLDS).filter(wasDebited);
  const late = numbers(FIRST_OF_D2, FIRST_OF_D2 + TIMING).filter((at) => mishapOf(at) === 'none');
  const round = [0, 1, 2, 3, 4].map((at) => STOLEN + at * ALL_HOUSEHOLDS);
  const expected = {
    MISSING_AT_BOSS: [...SPECIAL.refundDue, SPECIAL.lostAtBoss[0]],
    MISSING_AT_TSP: [null],
    MISSING_AT_PPP: [SPECIAL.lostAtPpp],
    UNKNOWN_AT_TSP: [null],
    AMOUNT_DIFF: [SPECIAL.wrongAmount],
    DUPLICATE: [SPECIAL.paidTwice],
    TAC_INVALID: [SPECIAL.forgedTac[0]],
    CLAIM_REJECTED: round,
    STATE_DIFF: [SPECIAL.wrongState],
    // BOSS opens a service within the round on its next day.
    DAY_EDGE: [...cameBackAfterMidnight, ...late, SPECIAL.lostAtBoss[0]],
    IN_DOUBT_OPEN: [SPECIAL.neverBackDebited, ...stillOut],
    TOTAL_ONLY: [null],
  };
  expect(byClass(days.found)).toEqual(inOrder(expected));
});

test('the platform cures differences by itself where it can, once', async () => {
  const rows = await differencesOf(world, D1);
  const stateOf = (kind: string, number: number | null) =>
    rows.find(
      (row) =>
        row.class === kind && row.orderId === (number === null ? undefined : days.orderIds[number]),
    )?.state;
  expect(stateOf('MISSING_AT_BOSS', SPECIAL.lostAtBoss[0])).toBe('cured');
  expect(stateOf('TOTAL_ONLY', null)).toBe('cured');
  // It was accepted, so it is not claimed once more on the first day: the next closing file may have it.
  expect(stateOf('MISSING_AT_PPP', SPECIAL.lostAtPpp)).toBe('waiting');
  const pool = await world.operator.tsp.desk.pool();
  expect(pool.psams.find(({ terminalNo }) => terminalNo === days.frozen)?.state).toBe('frozen');
});

test('settling again changes nothing', async () => {
  const found = async () =>
    (await differencesOf(world, D1)).map(({ seenRun: _, ...difference }) => difference);
  const before = [await found(), await casesNow()];
  await world.settles(D1);
  expect([await found(), await casesNow()]).toEqual(before);
});

test('people close the open cases, two people each; then all books agree', async () => {
  await world.passes(DAY_MS + 60_000);
  await bringCardsBack(world, NEVER_BACK);
  await world.passes(60_000);
  for (const date of [D1, D2]) await world.settles(date);
  await world.passes(3 * DAY_MS);
  for (const correct of days.corrections) await correct();

  const { aged, closed } = await closesAll(world, (row) => decisionOf(row, days));
  expect(aged.map(({ orderId }) => days.orderIds.indexOf(orderId!)).sort()).toEqual(NEVER_BACK);
  expect(
    closed.every(
      ({ state, steps }) => state === 'CLOSED' && new Set(steps.map(({ who }) => who)).size > 1,
    ),
  ).toBe(true);

  await world.passes(60_000);
  for (const date of [D1, D2, D1, D2]) await world.settles(date);
  // A debit that people decided on has no TAC, so it becomes a case of its own.
  await closesAll(world, (row) => decisionOf(row, days));
  for (const date of [D1, D2]) await world.settles(date);
  for (const date of [D1, D2]) {
    const open = (await differencesOf(world, date)).filter(
      ({ state, class: kind }) => !(state === 'cured' || state === 'closed' || kind === 'DAY_EDGE'),
    );
    expect(open).toEqual([]);
  }
  expect(restFaults(await world.facts())).toEqual([]);
});
