/** An operator, several boxes with people, wandering cards and boxes that lie, in virtual time. */
import { type Simulation, simulation } from '../../mocks/environment/simulation.ts';
import { household, householdsSeed } from '../../mocks/operator/boss/seed/households.ts';
import { demoBox, secondBox } from '../../mocks/operator/boss/seed/seed.ts';
import type { BossSeed } from '../../mocks/operator/boss/seedOnce.ts';
import {
  createOperatorPlatform,
  type OperatorPlatform,
} from '../../mocks/operator/operatorPlatform.ts';
import { nodeHash } from '../../mocks/operator/settlement/disk/nodeHash.ts';
import type { FileExchange } from '../../mocks/operator/settlement/settlementTypes.ts';
import { storeExchange } from '../../mocks/operator/settlement/storeExchange.ts';
import { defaultLimits } from '../../mocks/operator/tsp/base/limits.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { DAY_MS } from '../../src/shared/time.ts';
import { createScreenWitness, type ScreenWitness } from '../enumerate/screenWitness.ts';
import { chanceOf } from './chance.ts';
import { type BoxIdentity, createHousehold, type Household } from './household.ts';
import { createLiar, type Liar } from './liar.ts';
import type { Plan } from './plan.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createWeather, type Weather } from './weather.ts';

export interface RandomWorld {
  readonly simulation: Simulation;
  readonly operator: OperatorPlatform;
  readonly exchange: FileExchange;
  readonly weather: Weather;
  readonly shelf: Shelf;
  readonly witness: ScreenWitness;
  readonly homes: readonly Household[];
  readonly liars: readonly Liar[];
  /** The households of the liars. */
  readonly liarIds: readonly string[];
  readonly violations: readonly string[];
  readonly story: readonly string[];
  tell(text: string): void;
}

const ROUNDS = 3;
const HONEST = 3;
const LIARS = 2;

const identityOf = (number: number): BoxIdentity => household(number);

/** Everybody's basic service runs on for some days, so that not cutting it is worth something. */
function seedOf(): BossSeed {
  const seed = householdsSeed(HONEST + LIARS);
  const basics = Array.from({ length: HONEST + LIARS }, (_, number) => ({
    subscriberId: household(number).subscriberId,
    serviceId: 'basic',
    validTo: { days: 2 },
  }));
  return { ...seed, subscriptions: [...seed.subscriptions, ...basics] };
}

/** The boxes: two of one household, then others. */
const homesOf = (boxes: number): BoxIdentity[] =>
  [
    ...[demoBox, secondBox].map(({ stbId, key }) => ({
      stbId,
      boxKey: key,
      cardSerial: identityOf(0).cardSerial,
    })),
    ...Array.from({ length: HONEST }, (_, number) => identityOf(number)),
  ].slice(0, boxes);

export async function createRandomWorld(plan: Plan): Promise<RandomWorld> {
  const simulated = simulation(plan.seed, undefined, ROUNDS);
  const { environment, time } = simulated;
  const chance = chanceOf(plan.seed ^ 0x5bd1e995);
  const weather = createWeather(time, chanceOf(plan.seed ^ 0x1b873593));
  const exchange = storeExchange(weather.store);
  const violations: string[] = [];
  const story: string[] = [];
  const began = time.steady!();
  const tell = (text: string) => {
    const seconds = ((time.steady!() - began) / 1_000).toFixed(1).padStart(10);
    story.push(`${seconds} s  ${text}`);
  };
  const operator = createOperatorPlatform({
    environment,
    store: weather.store,
    nvm: memoryNvm(),
    seed: seedOf(),
    // The blacklist is not what these worlds are about, and an hour is short in ten days.
    limits: { ...(plan.limits === 'as shipped' ? defaultLimits : {}), blacklistMs: DAY_MS },
    platform: { exchange, hash: nodeHash, uploadBy: 'http' },
    between: weather.between,
    onViolation: (message) => void violations.push(message),
  });
  await operator.tsp.start();
  const liarCards = plan.liars > 0 ? 2 : 0;
  const shelf = createShelf(chance, environment.random, { honest: plan.cards, liars: liarCards });
  const witness = createScreenWitness(shelf.plastic, weather.store);
  const homes = homesOf(plan.boxes).map((identity, number) =>
    createHousehold({
      ...{
        number,
        identity,
        simulation: simulated,
        operator,
        weather,
        shelf,
        witness,
        violations,
        tell,
      },
    }),
  );
  const liarHouseholds = Array.from({ length: plan.liars }, (_, at) => household(HONEST + at));
  const door = operator.doors.tsp;
  return {
    ...{ simulation: simulated, operator, exchange, weather, shelf, witness, homes },
    ...{ violations, story, tell },
    liars: liarHouseholds.map((identity) =>
      createLiar({ identity, simulation: simulated, door, weather, shelf, tell }),
    ),
    liarIds: liarHouseholds.map(({ subscriberId }) => subscriberId),
  };
}
