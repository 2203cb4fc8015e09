import { expect, test } from 'vitest';
import { recordedTsp } from './recordedTsp.ts';
import { households } from './recording.generated.ts';
import type { NetworkSample } from './sample.ts';

const noTimers = { after: () => () => {} };
const from = (name: keyof typeof households, network: NetworkSample = {}) =>
  recordedTsp(households[name], network, noTimers);

test('pages, categories and numbers of services are the platform\u2019s', async () => {
  const { services } = households.usual;
  const page = { from: 0, limit: 20 };
  expect(await from('usual').services(page)).toMatchObject({
    value: { items: services.slice(0, 20), total: 24 },
  });
  const vod = services.filter(({ category }) => category === 'vod');
  expect(await from('usual').services({ ...page, category: 'vod' })).toMatchObject({
    value: { items: vod, total: vod.length },
  });
  expect(await from('usual').services({ number: 5, limit: 1 })).toMatchObject({
    value: { items: [{ number: 5 }], from: 4 },
  });
  expect(await from('many').services(page)).toMatchObject({ value: { total: 10_000 } });
});

test('what is searched for is found as BOSS finds it, and what was not searched for is not', async () => {
  const found = await from('many').services({ q: 'BJ', limit: 1 });
  expect(found).toMatchObject({ value: { total: households.many.found.BJ.total } });
  const titles = households.many.found.BJ.items.map(({ title }) => title['zh-CN']);
  expect(titles.every((title) => title.includes('北京'))).toBe(true);
  expect(await from('many').services({ q: 'QQ' })).toMatchObject({ ok: false });
});

test('a month has its own orders, and every paid order its receipt', async () => {
  const { months, orders } = households.day;
  for (const month of months) {
    const own = orders.filter(({ createdAt }) => createdAt.startsWith(month));
    expect(own.length).toBeGreaterThan(0);
    expect(await from('day').orders(month)).toMatchObject({ value: { items: own, months } });
  }
  for (const { orderId, receiptNo } of orders) {
    const receipt = await from('day').receipt(orderId);
    expect(receipt).toMatchObject(receiptNo ? { value: { orderId, receiptNo } } : { ok: false });
  }
});

test('the network loses a call, or a page, and never answers another', async () => {
  expect(await from('day', { loses: 'month' }).orders('2026-11')).toMatchObject({ ok: false });
  expect(await from('day', { loses: 'month' }).orders()).toMatchObject({ ok: true });
  const far = from('many', { losesFrom: 20 });
  expect(await far.services({ from: 20 })).toMatchObject({ ok: false });
  expect(await far.services({ from: 0 })).toMatchObject({ ok: true });
  const late = from('usual', { silent: 'service' }).service('basic');
  const first = await Promise.race([late, new Promise((resolve) => setImmediate(resolve, 'none'))]);
  expect(first).toBe('none');
});

test('a renewal ends as the platform ended it, or is refused in its words', async () => {
  const { done, refused } = households.renewals.cancelled;
  expect(await from('renewals').cancelRenewal('K', 'vod')).toMatchObject({ value: done });
  const kept = from('renewals', { refusesToCancel: true }).cancelRenewal('K', 'vod');
  expect(await kept).toMatchObject({ error: { problem: refused } });
});
