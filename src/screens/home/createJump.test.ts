import { beforeEach, expect, test } from 'vitest';
import type { Loaded } from '../../catalogue/loaded.ts';
import type { Found } from '../../catalogue/serviceList.ts';
import type { Service } from '../../tsp/tspTypes.ts';
import { createJump, type Jump } from './createJump.ts';

let time: number;
let timers: { at: number; run: () => void }[];
let asked: { number: number; answer: (found: Loaded<Found | null>) => Promise<void> }[];
let arrivals: number[];
let jump: Jump;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const hit = (number: number): Loaded<Found> => ({
  state: 'ready',
  value: { index: number - 1, service: { number } as Service },
});
const NONE = { state: 'ready', value: null } as const;

function pass(ms: number): void {
  for (const until = time + ms; ; ) {
    const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
    time = due?.at ?? until;
    if (!due) return;
    timers = timers.filter((timer) => timer !== due);
    due.run();
  }
}

beforeEach(() => {
  time = 0;
  timers = [];
  asked = [];
  arrivals = [];
  const find = (number: number) =>
    new Promise<Loaded<Found | null>>((resolve) => {
      asked.push({
        number,
        answer(found) {
          resolve(found);
          return nextTurn();
        },
      });
    });
  const after = (delayMs: number, run: () => void) => {
    const timer = { at: time + delayMs, run };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };
  jump = createJump({ find }, { after }, ({ index }) => arrivals.push(index));
});

const type = (digits: string) => {
  for (const digit of digits) jump.type(digit);
};
const shown = () => jump.state.value;

test('digits typed one after the other are one number, looked up once, and lead there when the hand rests', async () => {
  type('9321');
  pass(150);
  expect(asked.map(({ number }) => number)).toEqual([9321]);
  expect(shown()).toEqual({ typed: '9321', found: { state: 'loading' } });
  await asked[0]!.answer(hit(9321));
  expect(shown()).toEqual({ typed: '9321', found: hit(9321) });
  pass(1349);
  expect(arrivals).toEqual([]);
  pass(1);
  expect([arrivals, shown(), timers]).toEqual([[9320], null, []]);
});

test('OK goes at once, also before the service is known', async () => {
  type('12');
  jump.go();
  expect(arrivals).toEqual([]);
  pass(150);
  await asked[0]!.answer(hit(12));
  expect([arrivals, shown(), timers]).toEqual([[11], null, []]);
});

test('a slow answer is waited for', async () => {
  type('12');
  pass(5000);
  expect(shown()).toEqual({ typed: '12', found: { state: 'loading' } });
  await asked[0]!.answer(hit(12));
  expect(arrivals).toEqual([11]);
});

test('an answer to fewer digits is not taken for the number', async () => {
  type('1');
  pass(150);
  type('2');
  await asked[0]!.answer(hit(1));
  expect(shown()).toEqual({ typed: '12', found: { state: 'loading' } });
  pass(150);
  await asked[1]!.answer(hit(12));
  pass(1500);
  expect(arrivals).toEqual([11]);
});

test.each([
  ['a number that no service has', NONE],
  ['a number that cannot be looked up', { state: 'failed', problem: null } as const],
])('%s says so for a while, and leads nowhere', async (_name, answer) => {
  type('777');
  pass(150);
  await asked[0]!.answer(answer);
  pass(1350);
  expect(shown()).toEqual({ typed: '777', found: answer });
  pass(2499);
  expect(shown()).not.toBe(null);
  pass(1);
  expect([arrivals, shown(), timers]).toEqual([[], null, []]);
});

test('after a wrong number the next digit begins another', async () => {
  type('777');
  pass(150);
  await asked[0]!.answer(NONE);
  jump.go();
  type('5');
  expect(shown()?.typed).toBe('5');
  pass(150);
  await asked[1]!.answer(hit(5));
  pass(1500);
  expect(arrivals).toEqual([4]);
});

test('a number that was cancelled leads nowhere', async () => {
  type('12');
  pass(150);
  jump.cancel();
  await asked[0]!.answer(hit(12));
  pass(9999);
  expect([arrivals, shown(), timers]).toEqual([[], null, []]);
});

test.each([
  ['007', '7'],
  ['0', '0'],
  ['000', '0'],
  ['1234567', '123456'],
])('%s is the number %s', (digits, number) => {
  type(digits);
  expect(shown()?.typed).toBe(number);
});

test('there is no service 0, and nothing is asked', () => {
  type('0');
  pass(5000);
  expect([asked, arrivals]).toEqual([[], []]);
});
