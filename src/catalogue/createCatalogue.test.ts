import { beforeEach, expect, test } from 'vitest';
import { order } from '../app/gallery/sampleOrders.ts';
import { services } from '../app/gallery/sampleServices.ts';
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
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const service = (number: number): Service => ({
  ...services[0]!,
  serviceId: `s${number}`,
  number,
});
const TOTAL = 120;
/** A page of 50 out of 120 services; the cursor is the number of the first. */
const page = (from: number, total = TOTAL, category = 'tv') =>
  ok({
    items: Array.from({ length: Math.min(50, total - from) }, (_, at) => service(from + at)),
    total,
    categories: [{ id: category, title: { 'zh-CN': category } }],
    ...(from + 50 < total ? { nextCursor: String(from + 50) } : {}),
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
            return settled();
          },
        });
      }),
  });
  catalogue = createCatalogue(tsp, { bytes: (length) => new Uint8Array(length) });
});

const pages = () => asked.filter(({ call }) => call === 'services');
const list = () => {
  const { value } = catalogue.services;
  if (value.state !== 'ready') throw new Error(value.state);
  return value.value;
};
const numbers = () => list().items.map((item) => item?.number);

test('rows near the screen are asked for page by page, in order, once each', async () => {
  catalogue.needServices(0, 10);
  catalogue.needServices(0, 10);
  catalogue.needServices(10, 60);
  expect(pages().map(({ parameter }) => parameter)).toEqual([{ limit: 50 }]);
  await pages()[0]!.answer(page(0));
  expect(pages()[1]?.parameter).toEqual({ limit: 50, cursor: '50' });
  await pages()[1]!.answer(page(50));
  catalogue.needServices(20, 60);
  expect(pages().length).toBe(2);
  expect(list().total).toBe(TOTAL);
  expect(numbers().slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(numbers().slice(100)).toEqual(new Array(20).fill(undefined));
  catalogue.needServices(100, 120);
  await pages()[2]!.answer(page(100));
  expect(numbers()).toEqual(Array.from({ length: TOTAL }, (_, at) => at));
  catalogue.needServices(100, 900);
  expect(pages().length).toBe(3);
});

test('a list that turns out shorter than announced ends where it ends', async () => {
  catalogue.needServices(0, 10);
  const announced = page(0, 30);
  await pages()[0]!.answer({ ...announced, value: { ...announced.value, total: 31 } });
  expect(list().total).toBe(30);
  expect(list().items).not.toContain(undefined);
});

test('another tab drops what the earlier one still answers', async () => {
  catalogue.needServices(0, 10);
  catalogue.chooseCategory('film');
  expect(catalogue.services.value.state).toBe('loading');
  await pages()[0]!.answer(page(0));
  expect(catalogue.services.value.state).toBe('loading');
  expect(pages()[1]?.parameter).toEqual({ limit: 50, category: 'film' });
  await pages()[1]!.answer(page(0, 3, 'film'));
  expect(numbers()).toEqual([0, 1, 2]);
  expect(catalogue.categories.value).toMatchObject([{ id: 'film' }]);
  catalogue.chooseCategory('film');
  expect(pages().length).toBe(2);
});

test('a first page that fails is said, and asked for again', async () => {
  catalogue.needServices(0, 10);
  await pages()[0]!.answer(lost);
  expect(catalogue.services.value).toEqual({ state: 'failed', problem: null });
  catalogue.needServices(0, 10);
  await pages()[1]!.answer(page(0));
  expect(list().total).toBe(TOTAL);
});

test('a later page that fails leaves the rows there are', async () => {
  catalogue.needServices(0, 60);
  await pages()[0]!.answer(page(0));
  await pages()[1]!.answer(lost);
  expect(numbers().slice(0, 51)).toEqual([...Array.from({ length: 50 }, (_, at) => at), undefined]);
  catalogue.needServices(0, 60);
  expect(pages()[2]?.parameter).toEqual({ limit: 50, cursor: '50' });
});

test('a problem of the TSP is kept for the screen', async () => {
  const problem = { code: 'boss.unavailable', money: 'untouched', ref: '7K3' } as never;
  catalogue.needServices(0, 10);
  await pages()[0]!.answer(fail<TspError>({ kind: 'problem', problem }));
  expect(catalogue.services.value).toEqual({ state: 'failed', problem });
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

test('after a payment everything it may have changed is asked for again', async () => {
  catalogue.needServices(0, 10);
  const before = catalogue.service('s1');
  catalogue.loadHistory();
  await pages()[0]!.answer(page(0));
  await asked[1]!.answer(ok(service(1)));
  await asked[2]!.answer(ok({ items: [order('COMPLETED')] }));
  asked = [];
  catalogue.refresh();
  expect(asked.map(({ call }) => call).sort()).toEqual(['services', 'subscriber']);
  expect(catalogue.history.value.state).toBe('loading');
  expect(catalogue.service('s1')).not.toBe(before);
  await asked.filter(({ call }) => call === 'subscriber')[0]!.answer(ok({ name: '王*明' }));
  expect(catalogue.subscriber.value).toMatchObject({ name: '王*明' });
});

test('a subscriber that cannot be asked for stays who it was', async () => {
  catalogue.refresh();
  const subscribers = () => asked.filter(({ call }) => call === 'subscriber');
  await subscribers()[0]!.answer(ok({ name: '王*明' }));
  catalogue.refresh();
  await subscribers()[1]!.answer(lost);
  expect(catalogue.subscriber.value).toMatchObject({ name: '王*明' });
});
