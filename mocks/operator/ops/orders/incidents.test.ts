/** What the console is told of a code that a caller reads out. */
import { expect, test } from 'vitest';
import { addIncident, type IncidentRow } from '../../tsp/books/store/incidentStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture } from '../ops.fixture.ts';

const CODE = '7K3-0D42';
const row = (part: Partial<IncidentRow> = {}): IncidentRow => ({
  code: CODE,
  list: 'platform',
  at: NOW,
  heardAt: NOW,
  stbId: 'STB-1',
  cause: 'card.insufficient',
  money: 'untouched',
  ...part,
});

async function found(rows: readonly IncidentRow[], query = '') {
  const fixture = opsFixture();
  await fixture.write(async (tx) => {
    for (const each of rows) await addIncident(tx, each);
  });
  const { get } = await fixture.signIn('chen');
  const { status, body } = await get<Schemas['IncidentList']>(`/incidents/${CODE}${query}`);
  expect(status).toBe(200);
  return body.items;
}

test('nothing is known under a code: an empty list', async () => {
  expect(await found([row({ code: 'ABC-DEFG' })])).toEqual([]);
});

test('everything under a code comes newest first, and says who tells it and whether that is proven', async () => {
  const items = await found([
    row({ at: NOW - 2_000, heardAt: NOW - 2_000 }),
    row({ list: 'box', at: NOW - 9_000, step: 'waitCard', cause: 'card-wait-over' }),
    row({ list: 'door', stbId: 'STB-2', at: NOW - 1_000, heardAt: NOW - 1_000 }),
  ]);
  expect(items.map(({ source, proven, stbId, at }) => [source, proven, stbId, at])).toEqual([
    ['platform', false, 'STB-2', '2026-11-23T20:35:59+08:00'],
    ['platform', true, 'STB-1', '2026-11-23T20:35:58+08:00'],
    ['box', true, 'STB-1', '2026-11-23T20:35:51+08:00'],
  ]);
  expect(items[2]).toEqual({
    ...{ code: CODE, source: 'box', proven: true, stbId: 'STB-1', step: 'waitCard' },
    ...{ at: '2026-11-23T20:35:51+08:00', heardAt: '2026-11-23T20:36:00+08:00' },
    ...{ cause: 'card-wait-over', money: 'untouched' },
  });
});

test('boxes that tell one code again and again crowd out nothing that the platform knows', async () => {
  const lies = Array.from({ length: 450 }, (_, at) =>
    row({ list: 'box', stbId: `STB-${at % 9}`, at: NOW + 1_000_000 + at }),
  );
  const items = await found([row({ at: NOW - 5_000, heardAt: NOW - 5_000 }), ...lies]);
  expect(items.filter(({ source }) => source === 'platform')).toHaveLength(1);
  expect(items.length).toBeLessThanOrEqual(100);
});

test('one box is found among many with the same crash', async () => {
  const crashes = Array.from({ length: 300 }, (_, at) =>
    row({ list: 'box', stbId: `STB-${at}`, at: NOW + at, cause: 'crash' }),
  );
  const items = await found(crashes, '?stbId=STB-7');
  expect(items.map(({ stbId }) => stbId)).toEqual(['STB-7']);
});

test.each(['balance-too-small', '7K30D42', '7k3-0d42'])('%s is no code', async (code) => {
  const { get } = await opsFixture().signIn('chen');
  const { status } = await get(`/incidents/${code}`);
  expect(status).toBe(400);
});
