import { beforeEach, expect, test } from 'vitest';
import { fail, ok, type Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Problem, ProblemCode, Subscription } from '../tsp/tspTypes.ts';
import { createCancelling } from './createCancelling.ts';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const ended: Subscription = { state: 'active', validTo: '2026-11-30' };
const problem = (code: ProblemCode): Problem => ({
  type: `urn:tsp:problem:${code}`,
  title: code,
  status: 409,
  code,
  money: 'untouched',
  retry: 'no',
  ref: '7K3-0D42',
});

let answers: Result<Subscription, TspError>[];
let keys: string[];
let done: string[];
let cancel: ReturnType<typeof createCancelling>;

beforeEach(() => {
  [answers, keys, done] = [[], [], []];
  let count = 0;
  cancel = createCancelling(
    {
      async cancelRenewal(key) {
        keys.push(key);
        return answers.shift()!;
      },
    },
    { bytes: (length) => new Uint8Array(length).fill(++count) },
    (serviceId) => done.push(serviceId),
  );
});

test('it is asked, and done only when the answer says so', async () => {
  answers = [ok(ended)];
  const state = cancel('vod');
  expect(state.value).toEqual({ state: 'asking' });
  await nextTurn();
  expect(state.value).toEqual({ state: 'done', subscription: ended });
  expect(done).toEqual(['vod']);
});

test.each<[string, TspError]>([
  ['no answer', { kind: 'unreachable' }],
  ['an answer nobody understands', { kind: 'unintelligible', status: 200, detail: 'not JSON' }],
  ['BOSS without an answer', { kind: 'problem', problem: problem('boss.unavailable') }],
  [
    'an earlier one still running',
    { kind: 'problem', problem: problem('idempotency.in_progress') },
  ],
  ['a bug', { kind: 'problem', problem: problem('internal') }],
])('%s is neither yes nor no: the same key asks again', async (_what, error) => {
  answers = [fail(error), ok(ended), ok(ended)];
  const first = cancel('vod');
  await nextTurn();
  expect(first.value.state).toBe('unknown');
  expect(done).toEqual([]);
  const second = cancel('vod');
  await nextTurn();
  expect(second.value.state).toBe('done');
  cancel('vod');
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('what may not be cancelled here is refused for good', async () => {
  const refusal = problem('renewal.not_cancellable');
  answers = [fail({ kind: 'problem', problem: refusal }), ok(ended)];
  const state = cancel('broadband300');
  await nextTurn();
  expect(state.value).toEqual({ state: 'refused', problem: refusal });
  cancel('broadband300');
  expect(keys[1]).not.toBe(keys[0]);
});

test('each service has a key of its own', () => {
  answers = [ok(ended), ok(ended)];
  cancel('vod');
  cancel('sport');
  expect(new Set(keys).size).toBe(2);
});
