import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import { abortSource, neverAborted } from '../shared/abort.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Problem } from '../tsp/tspTypes.ts';
import { retrying } from './retrying.ts';

type Answer = Result<string, TspError>;
const lost: Answer = fail({ kind: 'unreachable' });
const unread: Answer = fail({ kind: 'unintelligible', status: 200, detail: '' });
const problem = (retry: Problem['retry'], retryAfterMs?: number): Answer =>
  fail({
    kind: 'problem',
    problem: {
      type: '',
      title: '',
      status: 503,
      code: 'psam.busy',
      money: 'untouched',
      retry,
      ref: '',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  });

/** What somebody who has no key says of the session: it is about the door, so it may be knocked at again. */
const noSession = (retry: Problem['retry'], retryAfterMs?: number): Answer => {
  const { error } = problem(retry, retryAfterMs) as { error: { problem: Problem } };
  return fail({ kind: 'no-session', problem: error.problem });
};

/** Calls with these answers in turn (the last one forever); returns the outcome and when each call was made. */
async function retried(answers: Answer[], boundMs = 8_000, signal = neverAborted) {
  const time = virtualTime(0);
  const at: number[] = [];
  let outcome: Answer | null = null;
  const calling = retrying({ clock: time, timers: time }, boundMs, signal, async () => {
    const answer = answers[Math.min(at.length, answers.length - 1)]!;
    at.push(time.now());
    return answer;
  }).then((answer) => {
    outcome = answer;
  });
  await time.runUntil(() => outcome !== null, 600_000);
  await calling;
  return { outcome: outcome as Answer | null, at };
}

test('a good answer is returned at once', async () => {
  expect(await retried([ok('yes')])).toEqual({ outcome: ok('yes'), at: [0] });
});

test.each<Problem['retry']>(['no', 'new'])('a problem with retry "%s" is final', async (retry) => {
  expect((await retried([problem(retry)])).at).toEqual([0]);
});

test('without a session the call is made again, unless the door says no', async () => {
  expect((await retried([noSession('no')])).at).toEqual([0]);
  for (const retry of ['new', 'same-key'] as const) {
    const again = await retried([noSession(retry, 1_000), ok('yes')]);
    expect(again).toEqual({ outcome: ok('yes'), at: [0, 1_000] });
  }
});

test('pauses double up to five seconds, and the last answer is given before the bound', async () => {
  const { outcome, at } = await retried([lost], 30_000);
  expect(at).toEqual([0, 400, 1_200, 2_800, 6_000, 11_000, 16_000, 21_000, 26_000]);
  expect(outcome).toEqual(lost);
});

test.each([lost, unread, problem('same-key')])(
  'after %j the call is made again until an answer is final',
  async (first) => {
    expect(await retried([first, first, ok('yes')])).toEqual({
      outcome: ok('yes'),
      at: [0, 400, 1_200],
    });
  },
);

test('the TSP says itself when to come back', async () => {
  const busy = problem('same-key', 1_500);
  expect((await retried([busy, busy, ok('yes')])).at).toEqual([0, 1_500, 3_000]);
  expect((await retried([problem('same-key', 8_000)])).at).toEqual([0]);
});

test('a step that is left makes no further call', async () => {
  const source = abortSource();
  let calls = 0;
  const time = virtualTime(0);
  const running = retrying({ clock: time, timers: time }, 60_000, source.signal, async () => {
    if (++calls === 2) source.abort();
    return lost;
  });
  await time.runUntil(() => false, 60_000);
  expect(await running).toEqual(lost);
  expect(calls).toBe(2);
});
