import { beforeEach, expect, test } from 'vitest';
import { createServices } from './createServices.ts';
import { lost, nextTurn, servicesFixture } from './services.fixture.ts';

let fixture: ReturnType<typeof servicesFixture>;
let made: ReturnType<typeof createServices>;
let timers: { delayMs: number; run: () => void }[];

beforeEach(() => {
  fixture = servicesFixture(300);
  timers = [];
  made = createServices(fixture, {
    after(delayMs, run) {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
});

const rest = () =>
  timers.splice(0).map(({ delayMs, run }) => {
    run();
    return delayMs;
  });
const found = () => {
  const { value } = made.found.list;
  return value.state === 'ready' ? [value.value.choice.q, value.value.total] : value.state;
};
const queries = () => fixture.asked.map(({ query }) => query.q);

test('a category is a list of its own, and choosing it again asks for nothing', async () => {
  made.services.need(0, 16);
  await fixture.answerAll();
  expect(made.categories.value).toMatchObject([{ id: 'film' }]);
  const { value } = made.categories;
  made.chooseCategory('film');
  expect([made.category.value, made.services.list.value.state]).toEqual(['film', 'loading']);
  await fixture.answerAll();
  expect(made.services.list.value).toMatchObject({ value: { total: 100 } });
  expect(made.categories.value).toBe(value);
  const { length } = fixture.asked;
  made.chooseCategory('film');
  expect(fixture.asked.length).toBe(length);
});

test('walking over the tabs quickly never has more than two requests under way, and ends on the last', async () => {
  for (const id of ['film', 'tv', 'film', 'tv', null, 'film']) {
    made.chooseCategory(id);
    expect(fixture.pending().length).toBeLessThanOrEqual(2);
  }
  await fixture.answerAll();
  expect(made.services.list.value).toMatchObject({ value: { choice: { category: 'film' } } });
});

test('the first letter finds at once, further ones when the hand rests', async () => {
  made.search('1');
  await fixture.answerAll();
  expect(found()).toEqual(['1', 111]);
  made.search('12');
  made.search('123');
  expect([made.query.value, queries()]).toEqual(['123', ['1']]);
  expect(rest()).toEqual([200]);
  expect(found()).toEqual(['1', 111]);
  await fixture.answerAll();
  expect([found(), queries()]).toEqual([
    ['123', 1],
    ['1', '123'],
  ]);
});

test('a letter taken away before the hand rests finds nothing else', async () => {
  made.search('1');
  await fixture.answerAll();
  made.search('12');
  made.search('');
  expect(rest()).toEqual([]);
  made.search('2');
  expect(found()).toBe('loading');
  await fixture.answerAll();
  expect([found(), queries()]).toEqual([
    ['2', 111],
    ['1', '2'],
  ]);
});

test('when other letters cannot be looked up, what the old ones found is not shown for them', async () => {
  made.search('1');
  await fixture.answerAll();
  made.search('12');
  rest();
  await fixture.pending()[0]!.answer(lost);
  expect(found()).toBe('failed');
  made.found.retry();
  await fixture.answerAll();
  expect(found()).toEqual(['12', 11]);
});

test('a search that was left begins from nothing when the viewer comes back', async () => {
  made.search('1');
  await fixture.answerAll();
  made.search(null);
  expect(made.query.value).toBe(null);
  made.search('2');
  expect(found()).toBe('loading');
});

test('a number leads to its service and to its place among all, or says that there is none', async () => {
  const seventh = made.find(7);
  expect(fixture.asked[0]!.query).toEqual({ number: 7, limit: 1 });
  await fixture.answerAll();
  expect(await seventh).toMatchObject({
    state: 'ready',
    value: { index: 6, service: { number: 7 } },
  });
  for (const number of [301, 999_999]) {
    const none = made.find(number);
    await fixture.answerAll();
    expect(await none).toEqual({ state: 'ready', value: null });
  }
  fixture.all = fixture.all.filter(({ number }) => number !== 7);
  const gone = made.find(7);
  await fixture.answerAll();
  expect(await gone).toEqual({ state: 'ready', value: null });
  const unknown = made.find(7);
  await fixture.pending()[0]!.answer(lost);
  expect(await unknown).toEqual({ state: 'failed', problem: null });
});

test('a reload fetches the list of the tab, and the search if there is one', async () => {
  made.services.need(0, 16);
  await fixture.answerAll();
  made.reload();
  await nextTurn();
  expect(fixture.pending().map(({ query }) => query.q)).toEqual([undefined]);
  await fixture.answerAll();
  made.search('1');
  await fixture.answerAll();
  made.reload();
  expect(fixture.pending().map(({ query }) => query.q)).toEqual([undefined, '1']);
});
