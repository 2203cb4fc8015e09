/** What is kept under a code: every refusal, and what boxes tell. */
import { expect, test } from 'vitest';
import type { Problem } from '../../../src/tsp/tspTypes.ts';
import type { Store } from '../../store/store.ts';
import type { TspLimits } from './base/limits.ts';
import type { NotedIncident } from './base/ports.ts';
import { type IncidentList, incidentsOf } from './books/store/incidentStore.ts';
import { createIncidents } from './controls/incidents.ts';
import { type Fixture, NOW, tspFixture } from './tsp.fixture.ts';

const told = (code: string, at = NOW) => ({
  code,
  at: new Date(at).toISOString(),
  step: 'waitCard',
  cause: 'card-removed',
  money: 'untouched',
  portalVersion: '0.1.0',
});
const CODES = Array.from({ length: 200 }, (_, at) => `7K3-${String(1_000 + at)}`);

async function kept(fixture: Fixture, code: string, list: IncidentList) {
  await fixture.tsp.incidentsWritten();
  return fixture.room.transaction((tx) => incidentsOf(tx, code, list, 50));
}
const fixtureWith = (limits: Partial<TspLimits> = {}, wrap?: (store: Store) => Store) =>
  tspFixture({ limits: { incidentCallsPerMinute: 1_000, ...limits }, ...(wrap ? { wrap } : {}) });

const noSuchOrder = '01KATESTRDER00000000000000';

test('a refusal is kept under its code, with all that was known of the request', async () => {
  const fixture = fixtureWith();
  const box = await fixture.opened();
  const refused = await box.post<Problem>(`/attempts/${noSuchOrder}/abandon`, {
    debitSent: false,
    reason: 'back',
  });
  expect(await kept(fixture, refused.problem.ref, 'platform')).toEqual([
    {
      code: refused.problem.ref,
      list: 'platform',
      at: NOW,
      heardAt: NOW,
      stbId: 'STB-1',
      subscriberId: 'sub-1',
      portalVersion: '1.0.0',
      attemptId: noSuchOrder,
      call: 'abandon',
      cause: 'attempt.not_found',
      money: 'unknown',
      retry: 'no',
    },
  ]);
});

test.each([
  ['a quote is the id of its order', '/orders', { quoteId: noSuchOrder }, { orderId: noSuchOrder }],
  ['a field that does not fit', '/quotes', { items: [] }, { field: 'items' }],
])('%s', async (_, path, body, known) => {
  const fixture = fixtureWith();
  const box = await fixture.opened();
  const whole = { quoteDigest: 'A'.repeat(64), confirmedAmountFen: 100 };
  const refused = await box.post<Problem>(path, path === '/orders' ? { ...body, ...whole } : body);
  expect(await kept(fixture, refused.problem.ref, 'platform')).toMatchObject([known]);
});

test('a refusal of a request that nobody has proven is kept apart', async () => {
  const fixture = fixtureWith();
  const stranger = fixture.box('STB-77');
  const { problem } = await stranger.open();
  expect(await kept(fixture, problem.ref, 'platform')).toEqual([]);
  expect(await kept(fixture, problem.ref, 'door')).toMatchObject([
    { stbId: 'STB-77', call: 'openSession', cause: 'stb.unknown' },
  ]);
});

test('a session that is over is routine: nobody is shown its code', async () => {
  const fixture = fixtureWith();
  const box = await fixture.opened();
  await fixture.time.advance(5 * 3_600_000);
  const { problem } = await box.get<Problem>('/subscriber');
  expect(problem.code).toBe('auth.session_expired');
  expect(await kept(fixture, problem.ref, 'door')).toEqual([]);
});

test('a refusal that is sent again with its first code is kept once', async () => {
  const { room, environment, limits } = fixtureWith();
  const incidents = createIncidents({ store: room, environment, limits, counters: new Map() });
  const refusal = { code: '7K3-0D42', list: 'platform', cause: 'mac2.invalid', money: 'unknown' };
  const note = (more: object) => incidents.note({ ...refusal, ...more } as NotedIncident);
  note({ stbId: 'STB-1', at: NOW });
  note({ stbId: 'STB-1', at: NOW + 5_000 });
  note({ stbId: 'STB-2', at: NOW + 5_000 });
  await incidents.settled();
  const rows = await room.transaction((tx) => incidentsOf(tx, '7K3-0D42', 'platform', 50));
  expect(rows.map(({ stbId, at }) => [stbId, at])).toEqual([
    ['STB-2', NOW + 5_000],
    ['STB-1', NOW],
  ]);
});

test('what a box tells is kept once, as told by that box, however often it is told', async () => {
  const fixture = fixtureWith();
  const box = await fixture.opened();
  const body = { incidents: [told('7K3-0D42'), told('7K3-0D42', NOW + 1), told('ABC-DEFG')] };
  expect((await box.post('/incidents', body)).status).toBe(204);
  await fixture.time.advance(60_000);
  expect((await box.post('/incidents', body)).status).toBe(204);
  const rows = await kept(fixture, '7K3-0D42', 'box');
  expect(rows.map(({ at, heardAt }) => [at, heardAt])).toEqual([
    [NOW + 1, NOW],
    [NOW, NOW],
  ]);
  expect(rows[0]).toMatchObject({ stbId: 'STB-1', subscriberId: 'sub-1', cause: 'card-removed' });
});

test('a box that makes up the code of a refusal changes nothing of the refusal', async () => {
  const fixture = fixtureWith();
  const box = await fixture.opened();
  const { problem } = await box.get<Problem>(`/orders/${noSuchOrder}`);
  const before = await kept(fixture, problem.ref, 'platform');
  const liar = await fixture.opened('STB-9');
  for (const at of [NOW, 0, NOW + 1e9]) {
    await liar.post('/incidents', { incidents: [told(problem.ref, at)] });
  }
  expect(await kept(fixture, problem.ref, 'platform')).toEqual(before);
  expect(await kept(fixture, problem.ref, 'box')).toHaveLength(3);
});

test.each([
  ['a card number in the detail', { detail: 'card 6222600000000026' }],
  ['digits in the cause', { cause: 'card-123456' }],
  ['a code of another form', { code: 'balance-too-small' }],
  ['letters that no code has', { code: 'ILO-UUUU' }],
  ['a field more', { pin: '1234' }],
])('%s is refused', async (_, part) => {
  const fixture = fixtureWith();
  const box = await fixture.opened();
  const answer = await box.post<Problem>('/incidents', {
    incidents: [{ ...told('7K3-0D42'), ...part }],
  });
  expect(answer.problem.code).toBe('request.invalid');
});

async function tellAll(fixture: Fixture, stbId: string, codes: readonly string[]): Promise<void> {
  const box = await fixture.opened(stbId);
  for (let from = 0; from < codes.length; from += 20) {
    const incidents = codes.slice(from, from + 20).map((code) => told(code));
    expect((await box.post('/incidents', { incidents })).status).toBe(204);
    await fixture.time.advance(1);
  }
}
const thatAreKept = async (fixture: Fixture, codes: readonly string[]) => {
  const all = [];
  for (const code of codes) if ((await kept(fixture, code, 'box')).length > 0) all.push(code);
  return all;
};

test('of one box the newest stay, and no other box loses one', async () => {
  const fixture = fixtureWith({ incidentsPerBox: 30 });
  await tellAll(fixture, 'STB-2', ['ABC-DEFG']);
  await tellAll(fixture, 'STB-1', CODES.slice(0, 100));
  expect(await thatAreKept(fixture, CODES)).toEqual(CODES.slice(70, 100));
  expect(await kept(fixture, 'ABC-DEFG', 'box')).toHaveLength(1);
});

test('of all boxes the newest stay', async () => {
  const fixture = fixtureWith({ incidentsTold: 50 });
  await tellAll(fixture, 'STB-2', CODES.slice(0, 40));
  await tellAll(fixture, 'STB-1', CODES.slice(40, 80));
  expect(await thatAreKept(fixture, CODES)).toEqual(CODES.slice(30, 80));
});

test('what is older than its time goes', async () => {
  const fixture = fixtureWith({ incidentMs: 86_400_000 });
  await tellAll(fixture, 'STB-1', ['ABC-DEFG']);
  await fixture.time.advance(86_400_001);
  await tellAll(fixture, 'STB-2', ['7K3-0D42']);
  expect(await kept(fixture, 'ABC-DEFG', 'box')).toEqual([]);
  expect(await kept(fixture, '7K3-0D42', 'box')).toHaveLength(1);
});

test('a box that tells without end is slowed down', async () => {
  const fixture = tspFixture({ limits: { incidentCallsPerMinute: 2 } });
  const box = await fixture.opened();
  const tell = async () => (await box.post('/incidents', { incidents: [told('7K3-0D42')] })).status;
  expect([await tell(), await tell(), await tell()]).toEqual([204, 204, 429]);
});

/** A disk on which writes of incidents fail, or never come back. */
function badDisk() {
  const disk = { how: 'well' as 'well' | 'fails' | 'hangs' };
  const wrap = (store: Store): Store => ({
    ...store,
    room: (name) => wrap(store.room(name)),
    transaction: (work) =>
      store.transaction(async (tx) => {
        let isIncident = false;
        const value = await work({
          ...tx,
          put(key, row) {
            isIncident ||= key.startsWith('incident/');
            tx.put(key, row);
          },
        });
        if (isIncident && disk.how === 'fails') throw new Error('disk full');
        return value;
      }),
  });
  return { disk, wrap };
}

test('a refusal whose incident cannot be written is answered all the same; the next one is kept', async () => {
  const { disk, wrap } = badDisk();
  const fixture = fixtureWith({}, wrap);
  const box = await fixture.opened();
  disk.how = 'fails';
  const lost = await box.get<Problem>(`/orders/${noSuchOrder}`);
  expect(lost.problem.code).toBe('order.not_found');
  expect(await kept(fixture, lost.problem.ref, 'platform')).toEqual([]);
  expect(fixture.tsp.counters()['incidents.lost']).toBe(1);
  disk.how = 'well';
  const next = await box.get<Problem>(`/orders/${noSuchOrder}`);
  expect(await kept(fixture, next.problem.ref, 'platform')).toHaveLength(1);
});

test('a box whose incidents cannot be written is not told that they are kept', async () => {
  const { disk, wrap } = badDisk();
  const fixture = fixtureWith({}, wrap);
  const box = await fixture.opened();
  disk.how = 'fails';
  const answer = await box.post<Problem>('/incidents', { incidents: [told('7K3-0D42')] });
  expect(answer.problem).toMatchObject({ code: 'internal', retry: 'same-key' });
});
