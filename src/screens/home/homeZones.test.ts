import { afterEach, expect, test } from 'vitest';
import type { Loaded } from '../../catalogue/loaded.ts';
import type { ServiceList } from '../../catalogue/serviceList.ts';
import { servicePages } from '../../catalogue/servicePages.ts';
import type { Service } from '../../tsp/tspTypes.ts';
import { layout } from '../../ui/layout.ts';
import { gridZone, isPlace, listShape, listZone, serviceIdOf, tabsOf } from './homeZones.ts';

const ready = (total: number, ...ids: string[]): Loaded<ServiceList> => {
  const value = servicePages({}, total);
  value.put(
    0,
    ids.map((serviceId) => ({ serviceId }) as Service),
  );
  return { state: 'ready', value };
};

afterEach(() => {
  layout.value = 'hd';
});

test('places that are not loaded have ids of their own, and open nothing', () => {
  const grid = gridZone(ready(4000, 'basic-tv'), null);
  expect([grid.length, grid.idAt(0), grid.idAt(1), grid.idAt(3999)]).toEqual([
    4000,
    'service-basic-tv',
    'place-1',
    'place-3999',
  ]);
  expect(serviceIdOf(grid.idAt(0))).toBe('basic-tv');
  expect(serviceIdOf(grid.idAt(1))).toBe(null);
  expect([isPlace(grid.idAt(0)), isPlace(grid.idAt(1))]).toEqual([false, true]);
});

test('a service is found again by its id, without going through them all', () => {
  const grid = gridZone(ready(4000, 'basic-tv', 'kids'), null);
  expect(
    ['service-kids', 'service-none', 'place-1', 'retry'].map((id) => grid.indexOf?.(id)),
  ).toEqual([1, -1, -1, -1]);
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

test('the grid has as many columns as the screen is wide, and page keys turn what fits whole', () => {
  const shape = () => {
    const { columns, pageRows } = gridZone(ready(9), null);
    const list = listZone('found', ready(9), listShape(), {});
    return [columns, pageRows, list.columns, list.pageRows];
  };
  expect(shape()).toEqual([4, 2, 1, 6]);
  layout.value = 'sd';
  expect(shape()).toEqual([2, 2, 1, 4]);
});

test('the tabs begin with all and end with what opens something else', () => {
  const tabs = tabsOf([{ id: 'film', title: { 'zh-CN': '付费频道' } }]);
  expect(tabs.map(({ label, category }) => [label, category])).toEqual([
    ['全部业务', null],
    ['付费频道', 'film'],
    ['搜索', undefined],
    ['缴费记录', undefined],
    ['设置', undefined],
  ]);
});
