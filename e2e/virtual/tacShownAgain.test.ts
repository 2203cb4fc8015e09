/** A reader spoiled the TAC on its way, and the PPP refused the claim: the card's next payment brings the right one. */
import { expect, test } from 'vitest';
import { spoil } from '../../mocks/card/answerFault.fixture.ts';
import { simulation } from '../../mocks/environment/simulation.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import { createWorld } from '../../mocks/world/world.ts';
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import { virtualBox } from './everyWorld.fixture.ts';

const ANSWER = /"[0-9A-F]{8}([0-9A-F]{8}9000)"/;

/** The first answer to DEBIT comes with another TAC, also when it is fetched. */
function spoiling(inner: HostObject): HostObject {
  let isDue = false;
  let isDone = false;
  return {
    postMessage(json) {
      if (json.includes('"apdu":"8054')) isDue = true;
      inner.postMessage(json);
    },
    get onmessage() {
      return inner.onmessage;
    },
    set onmessage(callback) {
      inner.onmessage =
        callback &&
        (({ data: said }) => {
          const data = String(said);
          if (isDone || !isDue || !ANSWER.test(data)) return callback({ data });
          isDone = true;
          callback({ data: data.replace(ANSWER, '"0BAD0BAD$1"') });
        });
    },
  };
}

async function refusedForItsTac() {
  const simulated = simulation(1);
  const { environment } = simulated;
  const [store, nvm, scenario] = [memoryStore(), memoryNvm(), scenarios['first-day']!];
  const world = createWorld({ environment, store, nvm, scenario, pace: 6 });
  await world.tsp.start();
  const host = spoiling(world.host);
  const parts = { simulation: simulated, store, nvm, world: { ...world, host } };
  const box = await virtualBox(scenario, parts);
  const attempts = () => store.room('tsp').transaction((tx) => rowsIn(tx, allAttempts));
  const upload = async () => {
    const [{ mac1 } = {}] = await attempts();
    await world.tsp.uploadDay(mac1!.businessDate);
  };
  await box.buys('basic', 12);
  await box.reaches('result');
  await upload();
  expect(await attempts()).toMatchObject([{ claim: 'REJECTED', verdict: { result: '01' } }]);
  box.send({ kind: 'closed' });
  return { box, attempts, upload, card: world.card('good') };
}

test('the card pays again, and the claim that was refused for its TAC is sent with the right one', async () => {
  const { box, attempts, upload } = await refusedForItsTac();
  await box.buys('sport', 1);
  await box.reaches('result');
  expect(box.seen).not.toContain('resolving');
  await upload();
  const paid = (await attempts()).filter(({ state }) => state === 'DEBITED');
  expect(paid).toMatchObject([{ claim: 'ACCEPTED' }, { claim: 'ACCEPTED' }]);
  expect(box.misfits).toEqual([]);
});

test('a card that has forgotten its TAC pays all the same, and is not asked again in this box', async () => {
  const { box, attempts, card } = await refusedForItsTac();
  spoil(card, { ins: 0x5a, answerTo: 'command', says: '9406', isIdle: true, times: 99 });
  await box.buys('sport', 1);
  await box.reaches('result');
  const [first] = await attempts();
  expect(first).toMatchObject({ claim: 'REJECTED', tacAskedIn: [first!.stbId, first!.stbId] });
});
