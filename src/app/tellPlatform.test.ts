import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { tellPlatform } from './tellPlatform.ts';

function fixture(answer: () => Result<unknown, never> | ReturnType<typeof fail>) {
  const time = virtualTime();
  const told: { portalVersion: string; counters: Record<string, number> }[] = [];
  const misfits = signal<readonly string[]>([]);
  const post = async (_: unknown, path: string, bodyFor: (key: never) => unknown) => {
    expect(path).toBe('/telemetry');
    told.push(bodyFor(undefined as never) as (typeof told)[number]);
    return answer();
  };
  tellPlatform({ post: post as never }, misfits, time, '1.0.0');
  const meets = (...names: string[]) => {
    misfits.value = misfits.peek().concat(names);
  };
  return { told, meets, minutes: (count: number) => time.runUntil(() => false, count * 60_000) };
}

test('what did not fit is told once, a minute later, together', async () => {
  const { told, meets, minutes } = fixture(() => ok(null));
  meets('services.items.periods.amountFen');
  meets('order.amountFen');
  await minutes(59 / 60);
  expect(told).toEqual([]);
  await minutes(1 / 60);
  expect(told).toEqual([
    {
      portalVersion: '1.0.0',
      counters: { 'misfit.services.items.periods.amountfen': 1, 'misfit.order.amountfen': 1 },
    },
  ]);
  await minutes(60);
  expect(told.length).toBe(1);
  meets('orders.unsigned');
  await minutes(1);
  expect(told[1]?.counters).toEqual({ 'misfit.orders.unsigned': 1 });
});

test('when nobody hears it, it is told again with the next name, and never by itself', async () => {
  let hears = false;
  const { told, meets, minutes } = fixture(() =>
    hears ? ok(null) : fail({ kind: 'unreachable' }),
  );
  meets('a');
  await minutes(60);
  expect(told.length).toBe(1);
  hears = true;
  meets('b');
  await minutes(1);
  expect(Object.keys(told[1]!.counters)).toEqual(['misfit.a', 'misfit.b']);
});

test('names are as the contract allows them, and no more than it allows', async () => {
  const { told, meets, minutes } = fixture(() => ok(null));
  meets(...Array.from({ length: 80 }, (_, at) => `orders.${at}.Näme ${'x'.repeat(80)}`));
  await minutes(1);
  const names = Object.keys(told[0]!.counters);
  expect(names.length).toBeLessThanOrEqual(50);
  for (const name of names) expect(name).toMatch(/^[a-z0-9._-]{1,60}$/);
});
