import { expect, test } from 'vitest';
import { readAudit } from '../books/journals/audit.ts';
import { readLedger } from '../books/journals/ledger.ts';
import { noWire } from '../bossFake.fixture.ts';
import type { Box } from '../box.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

const cancel = (box: Box, key: string, serviceId = 'vod') =>
  box.request('POST', `/services/${serviceId}/renewal/cancel`, undefined, { key });
const asks = ({ boss }: Fixture) => boss.asked.filter((line) => line.endsWith('/cancel'));
const audited = async ({ room }: Fixture) =>
  (await readAudit({ store: room })).filter(({ entry }) => entry.what === 'renewal.cancelled');

test('BOSS ends the renewal, the audit has it, and no money moves', async () => {
  const fixture = tspFixture();
  const ended = await cancel(await fixture.opened(), 'key-00001');
  expect(ended.value).toEqual({ state: 'active', validTo: '2026-11-30' });
  expect(asks(fixture)).toEqual(['POST /subscribers/sub-1/renewals/vod/cancel']);
  expect((await audited(fixture)).map(({ entry }) => [entry.who, entry.note])).toEqual([
    ['STB-1', 'sub-1 vod, on until 2026-11-30'],
  ]);
  expect(await readLedger({ store: fixture.room })).toEqual([]);
  expect(fixture.violations).toEqual([]);
});

test('the same key gets the same answer to the byte, and BOSS is not asked again', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const first = await cancel(box, 'key-00001');
  expect((await cancel(box, 'key-00001')).text).toBe(first.text);
  expect(asks(fixture).length).toBe(1);
  expect((await cancel(box, 'key-00001', 'sport')).problem.code).toBe('idempotency.mismatch');
});

test('after a lost answer of BOSS the same key asks BOSS again', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.boss.instead.push({
    match: /cancel/,
    answer: async (done) => {
      await done();
      return noWire();
    },
  });
  const lost = await cancel(box, 'key-00001');
  expect(lost.problem).toMatchObject({ code: 'boss.unavailable', retry: 'same-key' });
  expect(await audited(fixture)).toEqual([]);
  expect((await cancel(box, 'key-00001')).status).toBe(200);
  expect((await audited(fixture)).length).toBe(1);
});

test('a renewal that can only be cancelled by phone is refused, and nothing is stored', async () => {
  const fixture = tspFixture();
  const refused = await cancel(await fixture.opened(), 'key-00001', 'router');
  expect(refused.problem).toMatchObject({ code: 'renewal.not_cancellable', money: 'untouched' });
  expect(await audited(fixture)).toEqual([]);
});
