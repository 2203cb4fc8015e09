/** Payments during which answers of the TSP are other than they should be, and what may never come of that. */
import type { Fetch } from '../../mocks/environment/environment.ts';
import { simulation } from '../../mocks/environment/simulation.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { allOrders } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { listRows } from '../../mocks/store/rowList.ts';
import { createWorld } from '../../mocks/world/world.ts';
import type { Step, StepKind } from '../../src/payment/steps.ts';
import { resultOf } from '../../src/screens/result/resultOf.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

export const PRICE_FEN = 28_600;
const GOOD_FEN = 100_000;
/** Presses and waits before a screen is no longer lied to. A doubt is asked about after a dozen of them. */
const PATIENCE = 20;

/** `GET /orders/*`: the call of a request, without the names in it. */
export const callOf = ({ method, url }: Request): string =>
  `${method} ${new URL(url).pathname.replace('/tsp/v1', '').replace(/[0-9A-HJKMNP-TV-Z]{26}/, '*')}`;

export interface Outcome {
  /** What a screen said that was not so. */
  readonly faults: readonly string[];
  readonly takenFen: number;
  readonly orderStates: readonly string[];
  /** A screen said that it is paid. */
  readonly hasPaid: boolean;
  readonly seen: readonly StepKind[];
  readonly misfits: readonly string[];
}

/** Every amount of money that the screen of a step shows. */
function amountsOn(step: Step): number[] {
  const amounts: number[] = [];
  if ('quote' in step) {
    const { amountFen, lines } = step.quote;
    amounts.push(
      amountFen,
      lines.reduce((sum, line) => sum + line.amountFen, 0),
    );
  }
  if ('payable' in step && step.payable) amounts.push(step.payable.order.amountFen);
  if ('order' in step) amounts.push(step.order.amountFen);
  if ('doubt' in step) amounts.push(step.doubt.amountFen);
  if (step.kind === 'refused' && step.failure.amountFen) amounts.push(step.failure.amountFen);
  if (step.kind === 'result' && step.receipt) {
    const { amountFen, balanceBeforeFen, balanceAfterFen } = step.receipt;
    amounts.push(amountFen, balanceBeforeFen - balanceAfterFen);
    if (balanceBeforeFen !== GOOD_FEN) amounts.push(Number.NaN);
  }
  return amounts;
}

function faultOf(step: Step, takenFen: number): string | null {
  const wrong = amountsOn(step).filter((amount) => amount !== PRICE_FEN);
  if (wrong.length > 0) return `${step.kind} shows ${wrong}`;
  if (step.kind === 'refused' && step.failure.money === 'untouched' && takenFen > 0) {
    return `"not charged" (${step.failure.kind}) when ${takenFen} were taken`;
  }
  if (step.kind === 'result') {
    const isGood = resultOf(step.order.state) !== 'unsure';
    if (isGood && takenFen !== PRICE_FEN) return `${step.order.state} when ${takenFen} were taken`;
    if (step.order.serviceId !== 'basic') return `result of ${step.order.serviceId}`;
  }
  return null;
}

/**
 * A subscriber who wants one service for a year and is patient: presses OK on what the screens offer. `changing` stands
 * between box and TSP; `heals` is called once nothing goes on any more, and the subscriber tries again after it.
 */
export async function payThrough(
  changing: (fetch: Fetch) => Fetch,
  heals: () => void,
  scenarioName = 'first-day',
): Promise<Outcome> {
  const simulated = simulation();
  const [store, nvm, scenario] = [memoryStore(), memoryNvm(), scenarios[scenarioName]!];
  const { environment, time } = simulated;
  const world = createWorld({ environment, store, nvm, scenario, pace: 6 });
  await world.tsp.start();
  const network = { ...world.network, fetch: changing(world.network.fetch) };
  const box: VirtualBox = await virtualBox(scenario, {
    simulation: simulated,
    store,
    nvm,
    world: { ...world, network },
  });
  const taken = () => GOOD_FEN - world.card('good').state.balanceFen;
  const faults: string[] = [];
  box.payment.step.subscribe((step) => {
    const fault = faultOf(step, taken());
    if (fault) faults.push(fault);
  });
  const moves = async (forMs: number) => {
    const before = box.step().kind;
    await time.runUntil(() => box.step().kind !== before, forMs);
  };
  /** The subscriber has read that it is paid, and does not begin anew. */
  let hasPaid = false;
  let hasRead = false;
  for (let presses = 0; presses < PATIENCE * 4 && !hasPaid; presses++) {
    if (presses === PATIENCE) heals();
    const step = box.step();
    switch (step.kind) {
      case 'home':
        if (step.unfinished) {
          await time.runUntil(() => false, 15_000);
          box.send({ kind: 'unfinishedOpened' });
        } else if (hasRead) hasPaid = true;
        else box.send({ kind: 'serviceOpened', serviceId: 'basic' });
        break;
      case 'service':
        box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
        break;
      case 'confirm':
        box.send({ kind: 'amountConfirmed' });
        break;
      case 'refused':
        heals();
        box.send({ kind: step.failure.money === 'untouched' ? 'retried' : 'back' });
        break;
      case 'result':
      case 'manualCase':
        hasPaid = step.kind === 'result';
        box.send({ kind: 'closed' });
        break;
      default:
        await moves(60_000);
        if (box.step().kind !== step.kind) break;
        heals();
        if (step.kind === 'finishing' || step.kind === 'reporting') {
          hasRead = true;
          box.send({ kind: 'back' });
        }
    }
  }
  heals();
  await time.runUntil(() => false, 120_000);
  const orders = await store.room('tsp').transaction((tx) => listRows(tx, allOrders));
  return {
    faults,
    takenFen: taken(),
    orderStates: orders.map(({ value }) => value.state),
    hasPaid,
    seen: box.seen,
    misfits: box.misfits,
  };
}
