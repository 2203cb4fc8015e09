import { expect, test } from 'vitest';
import { demoOps } from './demoOps.ts';

test('the pages of the pictures: every one answers, and today says what its day says', async () => {
  const { answer, ids } = await demoOps();
  async function ask<T>(method: string, path: string, more: object = {}): Promise<T> {
    const url = `http://ops/ops/v1${path}`;
    const { status, text } = await answer({ url, method, headers: {}, ...more });
    expect([path, status]).toEqual([path, method === 'POST' ? 201 : 200]);
    return JSON.parse(text) as T;
  }
  const { token } = await ask<{ token: string }>('POST', '/sessions', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'wang', password: 'pretend' }),
  });
  const headers = { authorization: `Bearer ${token}` };
  const get = <T>(path: string) => ask<T>('GET', path, { headers });
  for (const path of [
    `/orders/${ids.order}`,
    `/cases/${ids.proposed}`,
    `/boxes/${ids.box}`,
    '/doubts',
    '/days',
    '/batches',
    '/switches',
    '/boxes',
    '/audit',
  ]) {
    await get(path);
  }
  const { psams } = await get<{ psams: { state: string }[] }>('/pool');
  expect(psams.map(({ state }) => state)).toContain('drained');
  const day = await get<{ tsp: { totalFen: number }; boss: object; ppp: object }>(
    `/days/${ids.day}`,
  );
  expect([day.boss, day.ppp]).toEqual([day.tsp, day.tsp]);
  const figures = await get<{ sum: { paidFen: number } }>(`/figures?date=${ids.day}`);
  expect(figures.sum.paidFen).toBe(day.tsp.totalFen);
});
