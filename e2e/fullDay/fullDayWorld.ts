/** The operator's side with a hundred households in virtual time: two business days pass in half a minute. */

import { CITY_CABLE } from '../../mocks/card/issuers.ts';
import { sha256 } from '../../mocks/crypto/sha256.ts';
import type { Fetch } from '../../mocks/environment/environment.ts';
import { type Simulation, simulation } from '../../mocks/environment/simulation.ts';
import { BALANCE_FEN, createLoadBox, type LoadBox } from '../../mocks/load/loadBox.ts';
import { createMeasures } from '../../mocks/load/measures.ts';
import { type Mishap, type Outcome, type PayParts, payOnce } from '../../mocks/load/payOnce.ts';
import { household, householdsSeed } from '../../mocks/operator/boss/seed/households.ts';
import { DEMO_FILES, FIRST_TERMINAL } from '../../mocks/operator/demo/demoPlatform.ts';
import {
  createOperatorPlatform,
  type OperatorPlatform,
  type OperatorPlatformParts,
} from '../../mocks/operator/operatorPlatform.ts';
import { poolOf } from '../../mocks/operator/psam/pools.ts';
import type { FileExchange } from '../../mocks/operator/settlement/settlementTypes.ts';
import { settleRound } from '../../mocks/operator/settlement/settleRound.ts';
import { storeExchange } from '../../mocks/operator/settlement/storeExchange.ts';
import type { TspSetup } from '../../mocks/operator/tsp/base/ports.ts';
import type { DayRow } from '../../mocks/operator/tsp/books/dayRows.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm, type NonVolatileMemory } from '../../mocks/store/nonVolatileMemory.ts';
import type { Store } from '../../mocks/store/store.ts';
import {
  type CardDebit,
  cardBooksOf,
  type Facts,
  gatherFacts,
} from '../../mocks/world/invariants.ts';
import type { Instant } from '../../src/shared/time.ts';
import { sendOver } from '../virtual/sendOver.ts';

const PSAMS = 4;
const LONGEST_MS = 10 * 60_000;

interface Wish extends Pick<PayParts, 'serviceId' | 'takesTime'> {
  readonly months: number;
}

interface FullDayWish {
  readonly seed?: number;
  readonly start?: Instant;
  readonly psams?: number;
  /** The chips' memory, where somebody looks at it afterwards. */
  readonly nvm?: NonVolatileMemory;
  readonly between?: OperatorPlatformParts['between'];
  readonly measured?: TspSetup['measured'];
}

export interface FullDayWorld {
  readonly simulation: Simulation;
  readonly operator: OperatorPlatform;
  readonly store: Store;
  readonly exchange: FileExchange;
  readonly boxes: readonly LoadBox[];
  readonly violations: readonly string[];
  /** Answers in BOSS's place; `null` lets the request through to BOSS. */
  answerForBoss: ((request: Request) => Promise<Response | null>) | null;
  /** `wish`: one month of the basic service without it. */
  pays(box: LoadBox, mishap?: Mishap, wish?: Wish): Promise<Outcome>;
  /** Lets virtual time pass until the work is done, however long it takes. */
  within<T>(work: Promise<T>): Promise<T>;
  passes(ms: number): Promise<void>;
  settles(date: string): Promise<DayRow>;
  facts(): Promise<Facts>;
}

export async function fullDayWorld(
  households: number,
  { seed = 1, start, psams = PSAMS, nvm = memoryNvm(), between, measured }: FullDayWish = {},
): Promise<FullDayWorld> {
  const simulated = simulation(seed, undefined, undefined, start);
  const { environment, time } = simulated;
  const store = memoryStore();
  const exchange = storeExchange(store);
  const debits: CardDebit[] = [];
  const violations: string[] = [];
  const measures = createMeasures();

  const toBoss: Fetch = async (request) =>
    (await world.answerForBoss?.(request.clone())) ?? operator.boss.fetch(request);
  const operator = createOperatorPlatform({
    environment,
    store,
    nvm,
    ...(between ? { between } : {}),
    seed: householdsSeed(households),
    psams: poolOf(CITY_CABLE, FIRST_TERMINAL, psams),
    wires: { boss: toBoss, ppp: (request) => operator.ppp.fetch(request) },
    onViolation: (message) => void violations.push(message),
    platform: {
      exchange,
      hash: sha256,
      ...DEMO_FILES,
      ...(measured ? { measured } : {}),
    },
  });
  await operator.tsp.start();

  async function within<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const ended = work.finally(() => {
      isOver = true;
    });
    ended.catch(() => {});
    if (!(await time.runUntil(() => isOver, LONGEST_MS))) throw new Error('it does not end');
    return ended;
  }

  const boxes = Array.from({ length: households }, (_, number) =>
    createLoadBox({
      environment,
      send: sendOver(operator.doors.tsp, simulated),
      baseUrl: 'https://tsp.example/tsp/v1',
      household: household(number),
      onDebit: (debit) => void debits.push(debit),
    }),
  );

  const world: FullDayWorld = {
    simulation: simulated,
    operator,
    store,
    exchange,
    boxes,
    violations,
    answerForBoss: null,
    within,
    pays: (box, mishap = 'none', wish = { serviceId: 'basic', months: 1 }) =>
      within(payOnce({ environment, measures, startedAt: 0, ...wish }, box, mishap)),
    passes: async (ms) => void (await time.runUntil(() => false, ms)),
    settles: async (date) =>
      (
        await within(
          settleRound(
            {
              tsp: operator.tsp,
              boss: operator.boss,
              ppp: operator.ppp,
              exchanges: { boss: exchange, ppp: exchange },
            },
            date,
          ),
        )
      ).day,
    facts: () =>
      gatherFacts(store, environment.crypto, debits, {
        cards: boxes.map(({ card }) => cardBooksOf(card.state, BALANCE_FEN)),
      }),
  };
  return world;
}
