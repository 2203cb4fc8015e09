import { effect } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { order, services } from '../app/gallery/onePayment.fixture.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Service } from '../tsp/tspTypes.ts';
import type { Catalogue } from './catalogue.ts';
import { createCatalogue } from './createCatalogue.ts';

interface Asked {
  readonly call: string;
  readonly parameter: unknown;
  answer(result: Result<unknown, TspError>): Promise<void>;
}

const lost = fail<TspError>({ kind: 'unreachable' });
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const service = (number: number): Service => ({
  ...services[0]!,
  serviceId: `s${number}`,
  number,
});
const page = ok({
  items: [service(1)],
  from: 0,
  total: 1,
  categories: [{ id: 'tv', title: { 'zh-CN': '电视' } }],
});

let asked: Asked[];
let catalogue: Catalogue;

beforeEach(() => {
  asked = [];
  const tsp = new Proxy({} as Tsp, {
    get: (_, call: string) => (parameter: unknown) =>
      new Promise((resolve) => {
        asked.push({
          call,
          parameter,
          answer: (result) => {
            resolve(result);
            return nextTurn();
          },
        });
      }),
  });
  const random = { bytes: (length: number) => new Uint8Array(length) };
  catalogue = createCatalogue(tsp, random, { after: () => () => {} });
});

const pages = () => asked.filter(({ call }) => call === 'services');

test('what is typed afterwards does not have everything fetched again', () => {
  let refreshed = 0;
  effect(() => {
    refreshed++;
    catalogue.refresh();
  });
  catalogue.search('');
  for (const typed of ['y', 'yi', 'yin']) catalogue.search(typed);
  expect(refreshed).toBe(1);
});

test('a problem of the TSP is kept for the screen', async () => {
  const problem = { code: 'boss.unavailable', money: 'untouched', ref: '7K3' } as never;
  catalogue.services.need(0, 10);
  await pages()[0]!.answer(fail<TspError>({ kind: 'problem', problem }));
  expect(catalogue.services.list.value).toEqual({ state: 'failed', problem });
});

test('one service is loaded once', async () => {
  const detail = catalogue.service('s1');
  expect(catalogue.service('s1')).toBe(detail);
  expect(asked.map(({ call, parameter }) => [call, parameter])).toEqual([['service', 's1']]);
  await asked[0]!.answer(ok(service(1)));
  expect(detail.value).toMatchObject({ state: 'ready', value: { serviceId: 's1' } });
});

test('a service that cannot be loaded says so', async () => {
  const detail = catalogue.service('s1');
  await asked[0]!.answer(lost);
  expect(detail.value).toEqual({ state: 'failed', problem: null });
});

test('a refresh asks again for what did not come and is looked at', async () => {
  const detail = catalogue.service('s1');
  await asked[0]!.answer(lost);
  catalogue.refresh();
  expect(detail.value).toEqual({ state: 'loading' });
  expect(catalogue.service('s1')).toBe(detail);
  const again = asked.filter(({ call }) => call === 'service');
  expect(again).toHaveLength(2);
  await again[1]!.answer(ok(service(1)));
  expect(detail.value).toMatchObject({ state: 'ready' });
});

test('a refresh within an effect does not run that effect again when answers come', async () => {
  catalogue.service('s1');
  await asked[0]!.answer(lost);
  let runs = 0;
  const dispose = effect(() => {
    runs++;
    catalogue.refresh();
  });
  await asked.filter(({ call }) => call === 'service')[1]!.answer(ok(service(1)));
  expect(runs).toBe(1);
  dispose();
});

test('of many services the ones looked at last are kept', () => {
  const first = catalogue.service('s1');
  for (let number = 2; number <= 20; number++) catalogue.service(`s${number}`);
  expect(catalogue.service('s1')).toBe(first);
  catalogue.service('s21');
  expect(catalogue.service('s1')).toBe(first);
  catalogue.service('s2');
  expect(asked.filter(({ parameter }) => parameter === 's2').length).toBe(2);
});

test('after a payment everything it may have changed is asked for again', async () => {
  catalogue.services.need(0, 10);
  const before = catalogue.service('s1');
  catalogue.loadHistory();
  await pages()[0]!.answer(page);
  await asked[1]!.answer(ok(service(1)));
  await asked[2]!.answer(ok({ items: [order('COMPLETED')] }));
  asked = [];
  catalogue.refresh();
  expect(asked.map(({ call }) => call).sort()).toEqual(['services', 'subscriber']);
  expect(catalogue.services.list.value.state).toBe('ready');
  expect(catalogue.history.value.state).toBe('loading');
  expect(catalogue.service('s1')).not.toBe(before);
  await asked.filter(({ call }) => call === 'subscriber')[0]!.answer(ok({ name: '王*明' }));
  expect(catalogue.subscriber.value).toMatchObject({ name: '王*明' });
});

test('when the subscriber cannot be loaded, the one before stays', async () => {
  catalogue.refresh();
  const subscribers = () => asked.filter(({ call }) => call === 'subscriber');
  await subscribers()[0]!.answer(ok({ name: '王*明' }));
  catalogue.refresh();
  await subscribers()[1]!.answer(lost);
  expect(catalogue.subscriber.value).toMatchObject({ name: '王*明' });
});

test('after a long absence nothing is known any more, until it is asked for again', async () => {
  catalogue.services.need(0, 10);
  await pages()[0]!.answer(page);
  catalogue.chooseCategory('tv');
  await pages()[1]!.answer(page);
  const detail = catalogue.service('s1');
  catalogue.loadHistory();
  await nextTurn();
  asked = [];
  catalogue.forget();
  const { services, category, subscriber, history } = catalogue;
  const loading = { state: 'loading' };
  expect([services.list.value, history.value]).toEqual([loading, loading]);
  expect([category.value, subscriber.value]).toEqual([null, null]);
  expect(catalogue.service('s1')).not.toBe(detail);
  expect(pages()).toEqual([]);
  catalogue.refresh();
  expect(pages().map(({ parameter }) => parameter)).toEqual([{ from: 0, limit: 48 }]);
  await pages()[0]!.answer(page);
  expect(services.list.value.state).toBe('ready');
});
