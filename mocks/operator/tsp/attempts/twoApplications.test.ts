/** An issuer whose card is taken for two applications, with one key: one debit pays for one thing. With the real pool and HSM. */
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../../src/shared/bytes.ts';
import type { Attempt } from '../../../../src/tsp/tspTypes.ts';
import { CITY_CABLE } from '../../../card/issuers.ts';
import { purchaseMac2Data } from '../../../crypto/macBlocks.ts';
import { diversify, mac, purchaseSessionInput, sessionKey } from '../../../crypto/pboc.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { createHsm } from '../../hsm/hsm.ts';
import { createPool } from '../../psam/pool.ts';
import { poolOf } from '../../psam/pools.ts';
import { createPsam } from '../../psam/psam.ts';
import { factorOf } from '../base/cardIdentity.ts';
import { defaultLimits } from '../base/limits.ts';
import { createBox } from '../box.fixture.ts';
import { CARD, subscriber } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { createTsp } from '../tsp.ts';

/** One new PSAM for each application: both count from the same number. */
async function platform() {
  const { environment, time, boss, ppp } = tspFixture();
  const hsm = createHsm([CITY_CABLE]);
  const psams = ['02', '03'].flatMap((applicationType) =>
    poolOf(CITY_CABLE, `0100200000${applicationType}`, 1).map((slot) => ({
      ...slot,
      applicationType,
      psam: createPsam(slot.state),
    })),
  );
  const tsp = createTsp({
    environment,
    store: memoryStore(),
    boss: boss.fetch,
    ppp: ppp.fetch,
    pool: createPool({ psams, hsm, clock: time.clock }),
    hsm,
    limits: defaultLimits,
    serialRanges: { [CITY_CABLE.id]: CITY_CABLE.serialRange },
    merchant: 'M1',
    terminalGroup: 'TG1',
  });
  await tsp.start();
  const box = createBox(time, tsp.fetch, 'STB-9', '99'.repeat(32));
  (await box.open()).value;
  return box;
}

const INIT = subscriber.init();

function rightMac2(terminalSequence: string, amountFen: number): string {
  const cardKey = diversify(fromHex(CITY_CABLE.masterKeys.purchase['01']!), [
    fromHex(factorOf(CARD.serial)),
  ]);
  const counter = fromHex(terminalSequence);
  const input = purchaseSessionInput(fromHex(INIT.random), INIT.sequence, counter);
  return toHex(mac(sessionKey(cardKey, input), purchaseMac2Data(amountFen)));
}

test('one INIT answer under two application types gets one MAC1, so its MAC2 opens one service', async () => {
  const box = await platform();
  const started = async (serviceId: string, applicationType: string) => {
    const { orderId, amountFen } = await subscriber.ordered(box, serviceId);
    const data = await subscriber.cardData(box, CARD);
    const card = { ...data, issuer: CITY_CABLE.id, applicationType };
    const body = { card, balanceFen: CARD.balanceFen, readerId: 'slot' };
    const attempt = (await box.post<Attempt>(`/orders/${orderId}/attempts`, body)).value;
    return { ...attempt, amountFen };
  };
  const first = await started('film', '02');
  const { terminalSequence } = (await subscriber.authorise(box, first.attemptId, INIT)).value;
  const second = await started('sport', '03');
  const refused = await subscriber.authorise(box, second.attemptId, INIT);
  expect(refused.problem).toMatchObject({ code: 'psam.busy', money: 'untouched' });
  const mac2 = rightMac2(terminalSequence, first.amountFen);
  const debited = { statusWord: '9000', tac: 'AAAA0001', mac2 };
  expect((await subscriber.report(box, second.attemptId, debited)).status).not.toBe(200);
  const paid = await subscriber.report(box, first.attemptId, debited);
  expect(paid.value.money).toBe('taken');
});
