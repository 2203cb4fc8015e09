/** Two boxes that invent cards take every PSAM they can, over the platform's own calls, with the real pool; in virtual time. */
import { expect, test } from 'vitest';
import { CITY_CABLE } from '../../../card/issuers.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { createHsm } from '../../hsm/hsm.ts';
import { createPool } from '../../psam/pool.ts';
import { poolOf } from '../../psam/pools.ts';
import { createPsam } from '../../psam/psam.ts';
import { defaultLimits, simulatedLimits } from '../base/limits.ts';
import { type Box, createBox } from '../box.fixture.ts';
import { CARD, subscriber } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { createTsp } from '../tsp.ts';

const KEYS = { 'STB-1': '11', 'STB-2': '22', 'STB-9': '99' } as const;
let made = 0;

async function platform(psams: number, limits = simulatedLimits) {
  const { environment, time, boss, ppp } = tspFixture();
  const hsm = createHsm([CITY_CABLE]);
  const slots = poolOf(CITY_CABLE, '010020000001', psams).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  const pool = createPool({ psams: slots, hsm, clock: time.clock });
  const slow = { ms: 0 };
  const tsp = createTsp({
    environment,
    store: memoryStore(),
    async boss(request) {
      const isAsked = request.method === 'GET' && request.url.includes('/holds/');
      if (isAsked && slow.ms > 0) {
        await new Promise<void>((resolve) => time.timers.after(slow.ms, resolve));
      }
      return boss.fetch(request);
    },
    ppp: ppp.fetch,
    pool,
    hsm,
    limits,
    serialRanges: { [CITY_CABLE.id]: CITY_CABLE.serialRange },
    merchant: 'M1',
    terminalGroup: 'TG1',
  });
  await tsp.start();
  const opened = async (stbId: keyof typeof KEYS): Promise<Box> => {
    const box = createBox(time, tsp.fetch, stbId, KEYS[stbId].repeat(32));
    (await box.open()).value;
    return box;
  };
  /** `key`: that of the press of OK; the same one keeps the place in the line. */
  const start = async (box: Box, orderId: string, serial: string, key: string) => {
    const data = await subscriber.cardData(box, { ...CARD, serial });
    const card = { ...data, issuer: CITY_CABLE.id, applicationType: '02' };
    const body = { card, balanceFen: CARD.balanceFen, readerId: 'slot' };
    return box.post<{ attemptId: string }>(`/orders/${orderId}/attempts`, body, { key });
  };
  /** Has a box begin with a new card each time it is called, and go no further. */
  const hostile = (box: Box) => async () => {
    const serial = `0006${String(++made).padStart(16, '0')}`;
    const { orderId } = await subscriber.ordered(box, `service-${made}`);
    return start(box, orderId, serial, `hostile-key-${made}`);
  };
  return { time, pool, slow, opened, start, hostile };
}

type Platform = Awaited<ReturnType<typeof platform>>;

/** The honest box pays once; returns how long it waited for its PSAM. */
async function waitOf(at: Platform, box: Box, others: (() => Promise<unknown>)[]) {
  const began = at.time.clock.now();
  const serial = `0006${String(++made).padStart(16, '0')}`;
  const { orderId } = await subscriber.ordered(box, `service-${made}`);
  for (let tick = 0; tick < 60; tick++) {
    if (tick % 2 === 0) {
      const started = await at.start(box, orderId, serial, `honest-${orderId}`);
      if (started.status === 201) {
        return { waitedMs: at.time.clock.now() - began, ...started.value };
      }
    }
    for (const other of others) await other();
    await at.time.advance(500);
  }
  throw new Error('waits for ever');
}

test('an honest box gets its PSAM within 5 s while two boxes invent cards in a tight loop', async () => {
  const at = await platform(2);
  const others = [at.hostile(await at.opened('STB-2')), at.hostile(await at.opened('STB-9'))];
  const box = await at.opened('STB-1');
  const waits: number[] = [];
  for (let payment = 0; payment < 6; payment++) {
    for (const other of others) await other();
    const { waitedMs, attemptId } = await waitOf(at, box, others);
    waits.push(waitedMs);
    expect((await subscriber.authorise(box, attemptId)).status).toBe(200);
    await at.time.advance(1_000);
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
  expect(Math.max(...waits)).toBeGreaterThan(0);
});

test('an honest box gets its PSAM within 5 s while two boxes sit on theirs', async () => {
  const at = await platform(2);
  const takers = [await at.opened('STB-2'), await at.opened('STB-9')].map((box) => {
    const begin = at.hostile(box);
    let until = 0;
    return async () => {
      if (at.time.clock.now() < until) return;
      await begin();
      until = at.time.clock.now() + 28_000;
    };
  });
  const box = await at.opened('STB-1');
  const waits: number[] = [];
  for (let payment = 0; payment < 4; payment++) {
    for (const taker of takers) await taker();
    const { waitedMs, attemptId } = await waitOf(at, box, takers);
    waits.push(waitedMs);
    expect((await subscriber.authorise(box, attemptId)).status).toBe(200);
    await at.time.advance(28_000);
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
  expect(Math.min(...waits)).toBeGreaterThan(0);
});

test('a box has one PSAM, however many payments it begins', async () => {
  const at = await platform(4);
  const begin = at.hostile(await at.opened('STB-2'));
  for (let attempt = 0; attempt < 8; attempt++) await begin();
  expect(at.pool.status().filter(({ leasedTo }) => leasedTo !== null)).toHaveLength(1);
});

test('a PSAM stays with the card whose INIT answer has come while a slow BOSS is asked', async () => {
  const at = await platform(1);
  const other = await at.opened('STB-9');
  const { orderId } = await subscriber.ordered(other, 'waits');
  const box = await at.opened('STB-1');
  const { attemptId } = await waitOf(at, box, []);
  at.slow.ms = 5_500;
  const authorised = subscriber.authorise(box, attemptId);
  for (let tick = 0; tick < 12; tick++) {
    await at.time.advance(500);
    const asked = await at.start(other, orderId, '00061998081700007777', 'waits-honestly');
    if (asked.status === 201) break;
  }
  expect((await authorised).status).toBe(200);
});

test('as shipped, boxes that invent cards soon get no PSAM at all', async () => {
  const at = await platform(2, { ...defaultLimits, quotesPerMinute: 1_000 });
  const others = [at.hostile(await at.opened('STB-2')), at.hostile(await at.opened('STB-9'))];
  const codes = new Map<string, number>();
  for (let turn = 0; turn < 20; turn++) {
    for (const other of others) {
      const answer = await other();
      const code = answer.status === 201 ? 'leased' : answer.problem.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    await at.time.advance(10_000);
  }
  expect(codes.get('leased')).toBe(6);
  expect(codes.get('rate.limited')).toBe(34);
});
