import { expect, test } from 'vitest';
import type { Service } from '../../tsp/tspTypes.ts';
import { gridZone, serviceIdOf, tabsOf } from './homeZones.ts';

const service = { serviceId: 'basic-tv' } as Service;

test('places that are not loaded have ids of their own, and open nothing', () => {
  const grid = gridZone({ state: 'ready', value: { total: 4000, items: [service] } }, null);
  expect([grid.length, grid.idAt(0), grid.idAt(1), grid.idAt(3999)]).toEqual([
    4000,
    'service-basic-tv',
    'place-1',
    'place-3999',
  ]);
  expect(serviceIdOf(grid.idAt(0))).toBe('basic-tv');
  expect(serviceIdOf(grid.idAt(1))).toBe(null);
});

test('while the list loads there is nothing to focus; when it failed there is one button', () => {
  expect(gridZone({ state: 'loading' }, 'film').length).toBe(0);
  const failed = gridZone({ state: 'failed', problem: null }, 'film');
  expect([failed.length, failed.idAt(0)]).toEqual([1, 'retry']);
});

test('each category has its own grid, so that each remembers its own place', () => {
  expect(gridZone({ state: 'loading' }, 'film').id).not.toBe(
    gridZone({ state: 'loading' }, null).id,
  );
});

test('the tabs begin with all and end with the history, which chooses no category', () => {
  const tabs = tabsOf([{ id: 'film', title: { 'zh-CN': '付费频道' } }]);
  expect(tabs.map(({ label, category }) => [label, category])).toEqual([
    ['全部业务', null],
    ['付费频道', 'film'],
    ['缴费记录', undefined],
  ]);
});
