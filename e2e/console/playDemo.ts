/** Plays the demonstration through the real cores: eight days of payments, seven settled, the last one under way. */
import { bringCardBack } from '../../mocks/load/bringCardBack.ts';
import { createMeasures } from '../../mocks/load/measures.ts';
import type { Outcome } from '../../mocks/load/payOnce.ts';
import type { MeasuredCall } from '../../mocks/operator/tsp/base/ports.ts';
import { pastOrdersOf } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import type { NonVolatileMemory } from '../../mocks/store/nonVolatileMemory.ts';
import { listRows } from '../../mocks/store/rowList.ts';
import { chinaInstant, type Instant } from '../../src/shared/time.ts';
import { type FullDayWorld, fullDayWorld } from '../fullDay/fullDayWorld.ts';
import { changeBossOrder, loseAtPpp } from '../fullDay/plants.ts';
import { forgeTac } from '../fullDay/twoDays.ts';
import { tendsTo, workOnCases } from './demoPeople.ts';
import {
  BOSS_AWAY,
  DAYS,
  demoPlan,
  END,
  HOUSEHOLDS,
  type PlannedPayment,
  PSAMS,
  START,
} from './demoPlan.ts';
import { demoPeople, demoSpeed } from './demoSpeed.ts';

/** How long a torn card is away before the subscriber puts it in again. */
const BACK_MS = 25 * 60_000;
/** Settled days with something to find: an order has another amount at BOSS, or is lost at the PPP. */
const WRONG_AMOUNT_DAY = 1;
const LOST_AT_PPP_DAY = 4;
/** How far people come with the cases that are open on the morning of each day. */
const CASE_WORK: Readonly<Record<number, readonly number[]>> = {
  2: [4],
  4: [4, 4],
  5: [4],
  7: [3, 2, 1],
};
/** How often BOSS says "not yet" to an activation: for a moment, or until after the end. */
const ASKS = { slow: 3, later: 1_000 } as const;

export interface DemoParts {
  /** 2026 without it: the seed of the recorded demonstration. */
  readonly seed?: number;
  readonly nvm?: NonVolatileMemory;
  readonly measured?: (call: MeasuredCall) => void;
  /** How many of the days are played; all without it. */
  readonly days?: number;
  /** Is called before the first payment. */
  readonly begun?: (world: FullDayWorld) => void;
}

export async function playDemo({
  seed = 2026,
  nvm,
  measured,
  days = DAYS.length,
  begun,
}: DemoParts = {}): Promise<FullDayWorld> {
  const world: FullDayWorld = await fullDayWorld(HOUSEHOLDS, {
    seed,
    start: START,
    psams: PSAMS,
    between: demoSpeed(() => world.simulation),
    ...(nvm ? { nvm } : {}),
    ...(measured ? { measured } : {}),
  });
  begun?.(world);
  const { operator, boxes, simulation, store } = world;
  const { faults } = operator.boss;
  const takesTime = demoPeople(() => simulation);
  const measures = createMeasures();
  const torn: { box: (typeof boxes)[number]; at: Instant }[] = [];
  const untilThen = (at: Instant) => world.passes(Math.max(0, at - simulation.time.now()));

  async function newestOrder(household: number): Promise<string | undefined> {
    const past = pastOrdersOf(boxes[household]!.household.subscriberId);
    const [row] = await store
      .room('tsp')
      .transaction((tx) => listRows(tx, past, { reverse: true, limit: 1 }));
    return row?.id;
  }

  async function bringBack(now: Instant): Promise<void> {
    for (const entry of torn.filter(({ at }) => at <= now)) {
      torn.splice(torn.indexOf(entry), 1);
      await untilThen(entry.at);
      await world.within(bringCardBack(simulation.environment, measures, entry.box));
    }
  }

  async function pay(plan: PlannedPayment): Promise<Outcome | undefined> {
    await bringBack(plan.at);
    await untilThen(plan.at);
    const isAway = plan.at >= BOSS_AWAY.from && plan.at < BOSS_AWAY.to;
    const box = boxes[plan.household]!;
    Object.assign(faults, {
      unavailable: isAway,
      pendingAsks: plan.boss === 'slow' || plan.boss === 'later' ? ASKS[plan.boss] : 0,
      rejectHold: plan.boss === 'refuses' ? 'arrears.first' : null,
      rejectActivation: plan.boss?.startsWith('rejects') ? 'service.stopped' : null,
      rejectCredit: plan.boss === 'rejects-credit',
    });
    if (box.doubt) return undefined;
    const outcome = await world.pays(plan.forgesTac ? forgeTac(box) : box, plan.mishap, {
      ...plan,
      takesTime,
    });
    if (isAway) await untilThen(BOSS_AWAY.to);
    await world.passes(3_000);
    Object.assign(faults, {
      unavailable: false,
      pendingAsks: 0,
      rejectHold: null,
      rejectActivation: null,
      rejectCredit: false,
    });
    if (box.doubt && !plan.staysAway) torn.push({ box, at: simulation.time.now() + BACK_MS });
    return outcome;
  }

  const plan = demoPlan(seed);
  for (const [day, date] of DAYS.slice(0, days).entries()) {
    const isLast = day === DAYS.length - 1;
    const end = isLast ? END : chinaInstant(date, '234500');
    await untilThen(chinaInstant(date, '083000'));
    await workOnCases(world, CASE_WORK[day] ?? []);
    const payments = plan.filter(({ at }) => at >= chinaInstant(date) && at < end);
    let served: string | undefined;
    for (const payment of payments) {
      const outcome = await pay(payment);
      if (outcome === 'paid') served = await newestOrder(payment.household);
    }
    await bringBack(end);
    await untilThen(end);
    if (day === 3) await tendsTo(world, '010020000007', boxes[41]!.household.stbId);
    if (isLast) break;
    await world.within(operator.tsp.settleDay(date));
    await world.within(operator.ppp.receive(world.exchange));
    if (day === WRONG_AMOUNT_DAY) await changeBossOrder(world, served!, { amountFen: 1_500 });
    if (day === LOST_AT_PPP_DAY) await loseAtPpp(world, date, served!);
    await world.settles(date);
  }
  return world;
}
