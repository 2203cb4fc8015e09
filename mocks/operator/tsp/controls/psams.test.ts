import { expect, test } from 'vitest';
import { CITY_CABLE } from '../../../card/issuers.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { listRows } from '../../../store/rowList.ts';
import { createHsm } from '../../hsm/hsm.ts';
import { createPool } from '../../psam/pool.ts';
import { poolOf } from '../../psam/pools.ts';
import { createPsam } from '../../psam/psam.ts';
import { defaultLimits } from '../base/limits.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { chainRows } from '../books/store/historyStore.ts';
import { AUDITOR, SUPERVISOR } from '../desk/desk.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { createTsp } from '../tsp.ts';
import { freezeTerminal } from './psams.ts';

const [P1, P2] = ['010020000001', '010020000002'] as const;

/** A platform with simulated PSAMs that run their protocol, and no box yet. */
function platform(store = memoryStore()) {
  const { environment, boss, ppp } = tspFixture();
  const hsm = createHsm([CITY_CABLE]);
  const psams = poolOf(CITY_CABLE, P1, 2).map((slot) => ({
    ...slot,
    psam: createPsam(slot.state),
  }));
  const pool = createPool({ psams, hsm, clock: environment.clock });
  const parties = {
    boss: boss.fetch,
    ppp: ppp.fetch,
    pool,
    hsm,
    limits: defaultLimits,
    serialRanges: {},
  };
  const names = { merchant: 'M1', terminalGroup: 'TG1', channel: 'CITY', acquirer: '00000001' };
  const tsp = createTsp({ environment, store, ...parties, ...names });
  const parts = { environment, store: store.room('tsp'), pool, counters: new Map() };
  const lease = (attemptId: string) =>
    pool.lease({ attemptId, issuer: CITY_CABLE.id, applicationType: '02' });
  return { store, tsp, pool, lease, parts: parts as unknown as TspParts };
}

const statesOf = async ({ tsp }: ReturnType<typeof platform>) =>
  (await tsp.desk.pool()).psams.map(({ terminalNo, state }) => `${terminalNo} ${state}`);

test('people see every PSAM, free or leased, and how many attempts wait', async () => {
  const operator = platform();
  for (const attemptId of ['a', 'b', 'c']) operator.lease(attemptId);
  operator.pool.leave('b');
  const { psams, waiting } = await operator.tsp.desk.pool();
  expect(waiting).toBe(1);
  expect(psams[0]).toEqual({
    terminalNo: P1,
    issuer: CITY_CABLE.id,
    applicationType: '02',
    keyVersions: ['01', '02'],
    state: 'leased',
    leaseUntil: '2026-11-23T20:36:30+08:00',
    lastUsedAt: '2026-11-23T20:36:00+08:00',
  });
  expect(psams[1]!.state).toBe('free');
});

test('a PSAM is drained, stays so over a restart, and comes back', async () => {
  const first = platform();
  const drained = await first.tsp.desk.drainPsam(SUPERVISOR, P1, true, 'new contacts');
  expect(drained).toMatchObject({ ok: true, value: { terminalNo: P1, state: 'drained' } });
  expect(first.lease('a')).toMatchObject({ lease: { terminalNo: P2 } });
  const second = platform(first.store);
  await second.tsp.start();
  expect(await statesOf(second)).toEqual([`${P1} drained`, `${P2} free`]);
  await second.tsp.desk.drainPsam(SUPERVISOR, P1, false, 'cleaned');
  expect(await statesOf(second)).toEqual([`${P1} free`, `${P2} free`]);
  const audit = JSON.stringify(
    await second.parts.store.transaction((tx) => listRows(tx, chainRows('audit'))),
  );
  expect(audit).toContain(`"who":"wang","what":"psam.drained","note":"${P1}: new contacts"`);
});

test('an auditor drains no PSAM, and nobody drains one that does not exist', async () => {
  const { tsp } = platform();
  const { desk } = tsp;
  expect(await desk.drainPsam(AUDITOR, P1, true, 'x')).toMatchObject({
    error: { code: 'role.forbidden' },
  });
  expect(await desk.drainPsam(SUPERVISOR, 'FFFFFFFFFFFF', true, 'x')).toMatchObject({
    error: { code: 'psam.not_found' },
  });
});

test('a terminal number with a debit that is not ours is frozen, with an alarm, and undraining does not free it', async () => {
  const operator = platform();
  await commit(operator.parts, 'tsp', (unit) =>
    freezeTerminal(unit, P1, 'PPP has a debit we have not'),
  );
  await operator.tsp.desk.drainPsam(SUPERVISOR, P1, false, 'please');
  expect(await statesOf(operator)).toEqual([`${P1} frozen`, `${P2} free`]);
  expect(operator.parts.counters.get('terminal.frozen')).toBe(1);
  const again = platform(operator.store);
  await again.tsp.start();
  expect(await statesOf(again)).toEqual([`${P1} frozen`, `${P2} free`]);
});

test('people thaw a frozen PSAM with a reason; what was drained stays drained, and the audit says who', async () => {
  const operator = platform();
  const { desk } = operator.tsp;
  await desk.drainPsam(SUPERVISOR, P2, true, 'old');
  for (const terminalNo of [P1, P2]) {
    await commit(operator.parts, 'tsp', (unit) => freezeTerminal(unit, terminalNo, 'odd debit'));
  }
  expect((await desk.pool()).psams[0]).toMatchObject({ state: 'frozen', reason: 'odd debit' });
  expect(await desk.thawPsam(AUDITOR, P1, 'x')).toMatchObject({
    error: { code: 'role.forbidden' },
  });
  expect(await desk.thawPsam(SUPERVISOR, P1, ' ')).toMatchObject({
    error: { code: 'request.invalid' },
  });
  expect(await statesOf(operator)).toEqual([`${P1} frozen`, `${P2} frozen`]);
  for (const terminalNo of [P1, P2]) {
    await desk.thawPsam(SUPERVISOR, terminalNo, 'a test of the PPP');
  }
  const again = platform(operator.store);
  await again.tsp.start();
  expect(await statesOf(operator)).toEqual([`${P1} free`, `${P2} drained`]);
  expect(await statesOf(again)).toEqual([`${P1} free`, `${P2} drained`]);
  const audit = JSON.stringify(
    await operator.parts.store.transaction((tx) => listRows(tx, chainRows('audit'))),
  );
  expect(audit).toContain(
    `"who":"wang","what":"terminal.thawed","note":"${P1}: a test of the PPP"`,
  );
});

test('a terminal number that is frozen while MAC1 is made gives none, and the subscriber begins again', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const { attemptId, terminalNo } = (await fixture.startAttempt(box, orderId)).value;
  const parts = { environment: fixture.environment, store: fixture.room, pool: fixture.pool };
  const frozen = { ...parts, counters: new Map() } as unknown as TspParts;
  fixture.pool.meanwhile = () =>
    commit(frozen, 'tsp', (unit) => freezeTerminal(unit, terminalNo, 'odd debit'));
  const { problem } = await fixture.authorise(box, attemptId);
  expect(problem).toMatchObject({ code: 'psam.busy', money: 'untouched', retry: 'new' });
  expect(fixture.pool.purchases).toBe(1);
  expect((await fixture.order(box, orderId)).state).toBe('CONFIRMED');
});

test('after a missing key version the pool is asked for a PSAM that has it, for this card only', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  fixture.pool.fault = { kind: 'key-version' };
  await fixture.authorise(box, attemptId, fixture.init(CARD, { keyVersion: '02' }));
  await fixture.startAttempt(box, orderId);
  await fixture.startAttempt(box, orderId, OTHER_CARD);
  expect(fixture.pool.asked.map(({ keyVersion }) => keyVersion)).toEqual([
    undefined,
    '02',
    undefined,
  ]);
});

test('in a full line there is no place: the box waits and starts again, and no limit counts it', async () => {
  const fixture = tspFixture({ limits: { attemptsPerTenMinutes: 1, attemptsPerCardHour: 1 } });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  fixture.pool.full = true;
  const { problem } = await fixture.startAttempt(box, orderId);
  expect(problem).toMatchObject({ code: 'psam.busy', retry: 'new', retryAfterMs: 10_000 });
  expect(problem.position).toBeUndefined();
  expect((await fixture.order(box, orderId)).state).toBe('CONFIRMED');
  fixture.pool.full = false;
  expect((await fixture.startAttempt(box, orderId)).status).toBe(201);
});
