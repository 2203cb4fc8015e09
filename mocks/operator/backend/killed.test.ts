/**
 * The host is killed again and again at random moments, without warning. More kills: `KILLS=500 npx vitest run
 * mocks/operator/backend/killed`.
 */
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { silentLog } from '../../../src/shared/log.ts';
import { realEnvironment } from '../../environment/realEnvironment.ts';
import { seededRandom } from '../../environment/simulation.ts';
import { type StubbornBox, stubbornBox } from '../../load/stubbornBox.fixture.ts';
import { diskStore } from '../../store/diskStore.ts';
import { gatherFacts, restFaults, safetyFaults } from '../../world/invariants.ts';
import { type BackendProcess, backendProcess } from './backendProcess.fixture.ts';

const KILLS = Number(process.env.KILLS ?? '12');
const SEED = Number(process.env.KILL_SEED ?? '20261123');
/** A kill, a start, and the rest of the payment, on a slow machine. */
const KILL_MS = 8_000;
/** Requests of one payment, a session among them, and a little more. */
const REQUESTS = 9;
/** About as long as a request takes. */
const LATEST_MS = 24;
const SERVICES = ['basic', 'kids', 'sport', 'opera', 'vod'];

const environment = realEnvironment(silentLog);
let host: BackendProcess | undefined;

afterAll(async () => host?.remove());

/** Every answer the box ever got is given again, byte for byte. */
async function expectSameAnswers(box: StubbornBox, from: number): Promise<void> {
  for (const { name, text, again } of box.acknowledged.slice(from)) {
    expect((await again()).ok, name).toBe(true);
    expect(box.lastText(), `the answer to ${name}`).toBe(text);
  }
}

function expectFreshNumbers({ acknowledged }: StubbornBox): void {
  const given = acknowledged.filter(({ name }) => name === 'authorise').map(({ text }) => text);
  const terminals = acknowledged.filter(({ name }) => name === 'attempt').map(({ text }) => text);
  const mac1s = given.map((text) => (JSON.parse(text) as { mac1: string }).mac1);
  expect(new Set(mac1s).size, 'MAC1s').toBe(mac1s.length);
  expect(terminals.length).toBeGreaterThanOrEqual(given.length);
}

test(`killed ${KILLS} times in the middle of payments, the host forgets no answer it has given`, {
  timeout: 120_000 + KILLS * KILL_MS,
}, async () => {
  // Everything is asked for twice, and faster than any box would.
  host = await backendProcess({ households: 1, limits: { requestsPerMinute: 1_000_000 } });
  await host.start();
  const box = stubbornBox(environment, host.origin);
  const chance = seededRandom(SEED);
  const draw = (below: number) => {
    const [a, b] = chance.bytes(2);
    return ((a! << 8) | b!) % below;
  };
  let requests = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const at = requests + 1 + draw(REQUESTS);
    const delayMs = draw(LATEST_MS);
    let restarted: Promise<void> | undefined;
    const restart = async () => {
      await host!.end('SIGKILL');
      await host!.start();
    };
    box.onRequest = (number) => {
      requests = number;
      if (number < at || restarted) return;
      restarted = new Promise((resolve) => setTimeout(resolve, delayMs)).then(restart);
      // A start that fails is reported where it is awaited.
      restarted.catch(() => undefined);
    };
    const before = box.acknowledged.length;
    const order = await box.pay(SERVICES[kill % SERVICES.length]!);
    expect(order, `kill ${kill}`).toMatchObject({ state: 'COMPLETED', money: 'taken' });
    box.onRequest = (number) => {
      requests = number;
    };
    // If the payment ended before its kill, the host is killed now.
    await (restarted ?? restart());
    await expectSameAnswers(box, before);
  }
  await expectSameAnswers(box, 0);
  expectFreshNumbers(box);
  expect(box.debits).toHaveLength(KILLS);

  await host.end('SIGTERM');
  const store = diskStore(join(host.state, 'store'));
  try {
    const facts = await gatherFacts(store, environment.crypto, box.debits, {
      cards: box.cards(),
    });
    expect(safetyFaults(facts)).toEqual([]);
    // Nobody has settled the day: its claims are still to be made.
    const rest = restFaults(facts).filter((fault) => !fault.endsWith('is still UNCLAIMED'));
    expect(rest).toEqual([]);
    expect(facts.orders.filter(({ state }) => state === 'COMPLETED')).toHaveLength(KILLS);
    const numbers = facts.attempts.flatMap(({ terminalNo, mac1 }) =>
      mac1 ? [`${terminalNo} ${mac1.terminalSequence}`] : [],
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThanOrEqual(KILLS);
  } finally {
    await store.close();
  }
});
