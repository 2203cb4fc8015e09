/** A payment whose claim the PPP refuses for its TAC, and what the operator's table makes of that. */
import { rowsIn } from '../../store/rowList.ts';
import type { Consequence } from './base/refusedClaims.ts';
import { getAttempt } from './books/store/attemptStore.ts';
import { allCases } from './books/store/caseStore.ts';
import { getBox } from './books/store/controlStore.ts';
import { getOrder } from './books/store/orderStore.ts';
import { allOutbox } from './books/store/queueStore.ts';
import { payingFixture } from './paying.fixture.ts';
import { TODAY } from './tsp.fixture.ts';

export const RIGHT = 'AAAA0001';
export const STOPPING: readonly Consequence[] = ['stop-service'];

export async function refused(
  consequences: readonly Consequence[],
  { uploaded = true, tac = 'BAD00001' } = {},
) {
  const paying = await payingFixture({ setup: { refusedClaims: { '01': consequences } } });
  const { fixture, debited, report, orderId, attemptId } = paying;
  fixture.ppp.rightTacs = [RIGHT];
  await report({ ...debited, tac });
  await fixture.time.drain();
  const upload = async () => {
    await fixture.tsp.uploadDay(TODAY);
    await fixture.time.drain();
  };
  if (uploaded) await upload();
  return {
    ...paying,
    upload,
    state: async () => (await fixture.room.transaction((tx) => getOrder(tx, orderId)))?.state,
    claim: async () => (await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))?.claim,
    box: (stbId = 'STB-1') => fixture.room.transaction((tx) => getBox(tx, stbId)),
    outbox: () => fixture.room.transaction((tx) => rowsIn(tx, allOutbox)),
    cases: async () => {
      const rows = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
      return rows.map(({ kind, state }) => `${kind} ${state}`);
    },
    stops: () => fixture.boss.asked.filter((line) => line.endsWith('/stop')).length,
    cardIsBack: async () => {
      const other = await fixture.opened('STB-9');
      await fixture.proveCard(other, [{ sequence: 6, mac2: debited.mac2, tac: RIGHT }]);
    },
  };
}
