/** Plays the two days: a thousand payments, the faults planted meanwhile, and the settlement of both days. */

import { bringCardBack } from '../../mocks/load/bringCardBack.ts';
import type { LoadBox } from '../../mocks/load/loadBox.ts';
import { createMeasures } from '../../mocks/load/measures.ts';
import type { DifferenceRow } from '../../mocks/operator/tsp/books/dayRows.ts';
import { differencesOf as differencesOfDay } from '../../mocks/operator/tsp/books/store/dayStore.ts';
import { pastOrdersOf } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { listRows, rowsIn } from '../../mocks/store/rowList.ts';
import { ok } from '../../src/shared/result.ts';
import type { FullDayWorld } from './fullDayWorld.ts';
import { beginsAt, D1, D2, householdOf, mishapOf, PAYMENTS, SPECIAL } from './plan.ts';
import {
  changeBossOrder,
  changeBossTotal,
  loseAtPpp,
  openByHand,
  payTwice,
  payUnknown,
} from './plants.ts';

/** The first day is settled before this payment begins, long after midnight. */
export const SETTLED_BEFORE = 550;
/** The household whose card is reported stolen on the first evening. */
export const STOLEN = 55;
const HAND_MADE = '01M84HANDMADE0000000000000';
const UNKNOWN = '01M84HNKNWN000000000000000';
const DEBIT = 0x54;

const isIn = (numbers: readonly number[], number: number): boolean => numbers.includes(number);

export interface TwoDays {
  /** In the order of the payments' numbers. */
  readonly orderIds: readonly string[];
  /** The differences of the first day after its first settlement. */
  readonly found: readonly DifferenceRow[];
  readonly frozen: string;
  readonly handMade: string;
  /** What people correct at BOSS once they know of it. */
  readonly corrections: readonly (() => Promise<unknown>)[];
}

/** A box whose reader passes on MAC2 but a wrong TAC. */
export function forgeTac(box: LoadBox): LoadBox {
  const { channel } = box;
  return {
    ...box,
    channel: {
      ...channel,
      async transmit(command) {
        const answer = await channel.transmit(command);
        if (!answer.ok || command[1] !== DEBIT) return answer;
        const bytes = answer.value.bytes.slice();
        bytes[0]! ^= 0xff;
        return ok({ ...answer.value, bytes });
      },
    },
  };
}

const bossAnswer = (body: object): Response =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });

/** Answers for BOSS that the service is open, though BOSS never opens it. */
async function answersOpenedFalsely(request: Request): Promise<Response | null> {
  const orderId = /\/orders\/(\w+)\/activation$/.exec(new URL(request.url).pathname)?.[1];
  if (orderId === undefined) return null;
  const { amountFen } = (await request.json()) as { amountFen: number };
  return bossAnswer({
    orderId,
    state: 'ACTIVATED',
    amountFen,
    from: '2026-11-24',
    to: '2026-12-23',
  });
}

export const differencesOf = ({ store }: FullDayWorld, date: string): Promise<DifferenceRow[]> =>
  store.room('tsp').transaction((tx) => rowsIn(tx, differencesOfDay(date)));

/** Puts every card that was torn out in again, except those of the payments `never`. */
export async function bringCardsBack(world: FullDayWorld, never: readonly number[]): Promise<void> {
  const measures = createMeasures();
  const kept = never.map(householdOf);
  for (const [number, box] of world.boxes.entries()) {
    if (kept.includes(number)) continue;
    await world.within(bringCardBack(world.simulation.environment, measures, box));
  }
}

export async function passTwoDays(world: FullDayWorld): Promise<TwoDays> {
  const { operator, boxes, store, simulation } = world;
  const { faults } = operator.boss;
  const measures = createMeasures();
  const orderIds: string[] = [];
  const untilThen = (at: number) => world.passes(Math.max(0, at - simulation.time.now()));

  const newestOrder = async ({ household }: LoadBox): Promise<string> => {
    const past = pastOrdersOf(household.subscriberId);
    const [row] = await store
      .room('tsp')
      .transaction((tx) => listRows(tx, past, { reverse: true, limit: 1 }));
    return row?.id ?? '';
  };

  async function pay(number: number): Promise<void> {
    const box = boxes[householdOf(number)]!;
    await untilThen(beginsAt[number]!);
    await world.within(bringCardBack(simulation.environment, measures, box));
    if (isIn(SPECIAL.lostAtBoss, number)) world.answerForBoss = answersOpenedFalsely;
    if (isIn(SPECIAL.slowToOpen, number)) faults.pendingAsks = 2;
    if (isIn([...SPECIAL.creditedBack, ...SPECIAL.refundDue], number)) {
      faults.rejectActivation = 'service.stopped';
    }
    faults.rejectCredit = isIn(SPECIAL.refundDue, number);
    await world.pays(isIn(SPECIAL.forgedTac, number) ? forgeTac(box) : box, mishapOf(number));
    Object.assign(faults, { rejectActivation: null, rejectCredit: false, pendingAsks: 0 });
    world.answerForBoss = null;
    orderIds.push(await newestOrder(box));
  }

  for (let number = 0; number < SETTLED_BEFORE; number++) await pay(number);

  // The changes come after the PPP has received the day's claims and BOSS its file.
  await operator.ppp.blacklistCard(boxes[STOLEN]!.household.cardSerial);
  await world.within(operator.tsp.settleDay(D1));
  await world.within(operator.ppp.receive(world.exchange));
  const corrections = [
    await changeBossOrder(world, orderIds[SPECIAL.wrongAmount]!, { amountFen: 1 }),
    await changeBossOrder(world, orderIds[SPECIAL.wrongState]!, {
      state: 'REJECTED',
      reason: 'service.stopped',
      final: true,
    }),
    await openByHand(world, orderIds[0]!, HAND_MADE, D1),
  ];
  await changeBossTotal(world, D1, 12_300);
  await loseAtPpp(world, D1, orderIds[SPECIAL.lostAtPpp]!);
  await payTwice(world, D1, orderIds[SPECIAL.paidTwice]!);
  const frozen = await payUnknown(world, D1, orderIds[0]!, UNKNOWN);
  await world.settles(D1);
  const found = await differencesOf(world, D1);

  for (let number = SETTLED_BEFORE; number < PAYMENTS; number++) await pay(number);
  await untilThen(Date.parse('2026-11-24T23:45:00+08:00'));
  await world.settles(D2);
  await world.settles(D1);
  return { orderIds, found, frozen, handMade: HAND_MADE, corrections };
}
