import { beforeEach, expect, test } from 'vitest';
import { ok } from '../shared/result.ts';
import { createLongList, type OpenList } from './createLongList.ts';
import { createLane } from './lane.ts';
import { PAGE } from './serviceList.ts';
import { lost, service, servicesFixture, servicesUpTo } from './services.fixture.ts';

let fixture: ReturnType<typeof servicesFixture>;
let long: OpenList;

beforeEach(() => {
  fixture = servicesFixture();
  long = createLongList(fixture, createLane(2), {});
});

const list = () => {
  const { value } = long.list;
  if (value.state !== 'ready') throw new Error(value.state);
  return value.value;
};
const numberAt = (index: number) => list().at(index)?.number;
const asked = () => fixture.asked.map(({ query }) => query.from);

test('the first page shows as soon as it is there, and says how long the list is', async () => {
  long.need(0, 16);
  expect(long.list.value.state).toBe('loading');
  expect(fixture.asked.map(({ query }) => query)).toEqual([{ from: 0, limit: PAGE }]);
  await fixture.asked[0]!.answer();
  expect([list().total, numberAt(0), numberAt(47), numberAt(48)]).toEqual([
    10_000,
    1,
    48,
    undefined,
  ]);
});

test('a jump to row 9,000 asks for its page alone, before all that was wanted earlier', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.need(400, 416);
  long.need(8992, 9008);
  await fixture.answerAll();
  expect(asked()).toEqual([0, 384, 8976]);
  expect([numberAt(9000), numberAt(9007)]).toEqual([9001, 9008]);
});

test('no more than two requests are under way, and the newest wish goes first', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  for (const from of [970, 1970, 2980, 3990, 4995]) long.need(from, from + 16);
  expect(fixture.froms()).toEqual([960, 1968]);
  await fixture.asked[1]!.answer();
  // What is neither on the screen nor near it any more is not asked for at all.
  expect(fixture.froms()).toEqual([1968, 4992]);
  await fixture.answerAll();
  expect(asked()).toEqual([0, 960, 1968, 4992]);
});

test('rows that come near are fetched before they are on the screen, once', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  for (let row = 1; row < 12; row++) long.need(row * 4, row * 4 + 16);
  expect(fixture.froms()).toEqual([48]);
  const wrapper = long.list.value;
  long.need(8, 24);
  await fixture.answerAll();
  expect(long.list.value).toBe(wrapper);
  expect(numberAt(48)).toBe(49);
  long.need(44, 60);
  expect(asked()).toEqual([0, 48]);
});

test('a page that fails says so, and is asked for again when it is looked at again', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.need(480, 496);
  await fixture.asked[1]!.answer(lost);
  expect([list().hasFailed(480), numberAt(480)]).toEqual([true, undefined]);
  long.need(484, 500);
  long.need(480, 496);
  expect(asked()).toEqual([0, 480]);
  long.need(0, 16);
  long.need(480, 496);
  await fixture.asked[2]!.answer();
  expect([list().hasFailed(480), numberAt(480)]).toEqual([false, 481]);
});

test('a page that failed ahead of the viewer is tried once more when it comes on the screen', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.need(24, 40);
  await fixture.asked[1]!.answer(lost);
  long.need(28, 44);
  expect(asked()).toEqual([0, 48]);
  expect(list().hasFailed(48)).toBe(false);
  long.need(36, 52);
  expect(asked()).toEqual([0, 48, 48]);
});

test('what failed is asked for again at a wish', async () => {
  long.need(0, 16);
  await fixture.asked[0]!.answer(lost);
  expect(long.list.value).toEqual({ state: 'failed', problem: null });
  long.retry();
  expect(long.list.value.state).toBe('loading');
  await fixture.answerAll();
  expect(numberAt(0)).toBe(1);
  long.need(480, 496);
  await fixture.asked[2]!.answer(lost);
  long.retry();
  expect(list().hasFailed(480)).toBe(false);
  await fixture.answerAll();
  expect(numberAt(480)).toBe(481);
});

test('another list drops what the earlier one still answers, and stops asking for it', async () => {
  long.need(0, 16);
  const old = fixture.asked[0]!;
  long.open({ category: 'film' }, false);
  expect(old.signal.aborted).toBe(true);
  await fixture.answerAll();
  expect(list()).toMatchObject({ choice: { category: 'film' }, total: 3333 });
  expect(numberAt(0)).toBe(3);
});

test('on a reload the old rows stay until those on the screen are there; old and new rows never stand together', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.need(40, 56);
  await fixture.answerAll();
  const before = list();
  fixture.all = servicesUpTo(10_000).map((row) => ({ ...row, priceFen: 4711 }));
  long.reload();
  expect(list()).toBe(before);
  await fixture.pending()[0]!.answer();
  expect([list().at(40)?.priceFen, list().at(48)?.priceFen]).toEqual([2600, 2600]);
  await fixture.answerAll();
  expect([list().at(40)?.priceFen, list().at(48)?.priceFen]).toEqual([4711, 4711]);
});

test('when a reload fails, the old rows stay, and a wish tries again', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.reload();
  await fixture.pending()[0]!.answer(lost);
  expect(numberAt(0)).toBe(1);
  fixture.all = servicesUpTo(20);
  long.retry();
  await fixture.answerAll();
  expect(list().total).toBe(20);
});

test('a list that has become longer is fetched again where the viewer stands', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  fixture.all = [service(-1), ...servicesUpTo(10_000)];
  long.need(480, 496);
  await fixture.answerAll();
  expect([list().total, numberAt(480), list().at(0)]).toEqual([10_001, 480, undefined]);
  long.need(0, 16);
  await fixture.answerAll();
  expect([numberAt(0), numberAt(1)]).toEqual([-1, 1]);
});

test('a list that has become much shorter shows its end', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.need(9000, 9016);
  await fixture.answerAll();
  fixture.all = servicesUpTo(60);
  long.reload();
  await fixture.answerAll();
  expect([list().total, numberAt(59), numberAt(44)]).toEqual([60, 60, 45]);
});

test('an empty list counts as loaded', async () => {
  fixture.all = [];
  long.need(0, 1);
  await fixture.answerAll();
  expect(list().total).toBe(0);
});

test('one service moved to another page is never in two places', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  const [first, ...rest] = servicesUpTo(10_000);
  fixture.all = [...rest.slice(0, 60), first!, ...rest.slice(60)];
  long.need(40, 56);
  await fixture.answerAll();
  expect(list().indexOf('s1')).toBe(60);
  expect(numberAt(40)).toBe(42);
});

test('a list that changes with every answer is not chased forever', async () => {
  long.need(40, 56);
  for (let count = 10_000; fixture.pending().length > 0 && count < 10_050; count++) {
    fixture.all = servicesUpTo(count);
    await fixture.pending()[0]!.answer();
  }
  expect(fixture.asked.length).toBeLessThan(10);
});

test('an incomplete page counts as one that did not come', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  long.need(480, 496);
  const page = fixture.page({ from: 480, limit: PAGE });
  await fixture.asked[1]!.answer(ok({ ...page, items: page.items.slice(1) }));
  expect([list().hasFailed(480), numberAt(480)]).toEqual([true, undefined]);
});

test('a service that cannot be read leaves its place empty; the others stand where they stood', async () => {
  long.need(0, 16);
  const page = fixture.page({ from: 0, limit: PAGE });
  const items = [...page.items.slice(0, 2), undefined, ...page.items.slice(3)];
  await fixture.asked[0]!.answer(ok({ ...page, items }));
  expect([numberAt(1), numberAt(2), numberAt(3)]).toEqual([2, undefined, 4]);
  expect([list().indexOf('s3'), list().indexOf('s4'), list().hasFailed(2)]).toEqual([-1, 3, false]);
  for (let from = PAGE; from <= 4 * PAGE; from += PAGE) {
    long.need(from, from + 16);
    await fixture.answerAll();
  }
  expect(numberAt(1)).toBeUndefined();
});

test('of ten thousand services not two hundred are kept, those looked at last', async () => {
  long.need(0, 16);
  await fixture.answerAll();
  for (let from = 0; from < 10_000 - 16; from += 16) {
    long.need(from, from + 16);
    await fixture.answerAll();
  }
  const kept = Array.from({ length: 10_000 }, (_, at) => at).filter((at) => list().at(at));
  expect(kept.length).toBeLessThanOrEqual(4 * PAGE);
  expect(kept[kept.length - 1]).toBe(9999);
  expect(fixture.asked.length).toBe(Math.ceil(10_000 / PAGE));
  expect([list().indexOf('s1'), list().indexOf('s9999')]).toEqual([-1, 9998]);
});
