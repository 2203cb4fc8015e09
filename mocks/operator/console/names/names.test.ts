/** Words for everything the platform can say: a new event, posting or account needs a line here. */
import { afterEach, expect, test } from 'vitest';
import { ATTEMPT_EVENTS, ATTEMPT_STATES } from '../../tsp/books/transitions/attemptTransitions.ts';
import { CASE_EVENTS } from '../../tsp/books/transitions/caseTransitions.ts';
import { ORDER_EVENTS } from '../../tsp/books/transitions/orderTransitions.ts';
import { language } from '../state/language.ts';
import { caseKinds } from './caseNames.ts';
import { failureWords } from './endingNames.ts';
import { accountName, commandName, eventName, whoName } from './eventNames.ts';
import { attemptStates } from './stateNames.ts';

afterEach(() => {
  language.value = 'zh-CN';
});

const events = [
  ...ORDER_EVENTS.map((event) => `order.${event}`),
  ...ATTEMPT_EVENTS.map((event) => `attempt.${event}`),
  ...CASE_EVENTS.map((event) => `case.${event}`),
  ...Object.keys(caseKinds).map((kind) => `case.${kind}`),
];

test.each(['zh-CN', 'en'] as const)('every event has a name in %s', (tested) => {
  language.value = tested;
  expect(events.filter((what) => eventName(what) === what)).toEqual([]);
});

test('what a card answered is shown as the word of its box: a box without a card says it too', () => {
  expect(whoName('card')).toBe('卡片（机顶盒所述）');
  language.value = 'en';
  expect(whoName('card')).toBe('card, says its box');
  expect(whoName('psam A00000000001')).toBe('psam A00000000001');
});

test('an unknown event is shown as it is written', () => {
  expect(eventName('order.toString')).toBe('order.toString');
  expect(eventName('')).toBe('');
  expect(accountName('constructor')).toBe('constructor');
});

test.each(['zh-CN', 'en'] as const)(
  'that an attempt ended says nothing of the money in %s: the word of a box ends it too',
  (tested) => {
    language.value = tested;
    const ended = ['order.attemptEnded', 'order.lastAttemptEnded'].map(eventName).join();
    expect(ended).not.toMatch(/未扣款|not debited|nothing/i);
  },
);

test('every state of an attempt has a name', () => {
  expect(ATTEMPT_STATES.filter((state) => !attemptStates[state])).toEqual([]);
});

test('commands are named by their header', () => {
  expect(commandName('805401000F')).toBe('DEBIT FOR PURCHASE');
  expect(commandName('8070000014')).toBe('INIT_SAM FOR PURCHASE');
  expect(commandName('80FF000000')).toBeUndefined();
});

test('a refusal is shown with its detail and its wait, an unknown refusal with its own title', () => {
  const problem = { type: 'x', title: 'Odd', status: 409 } as const;
  const words = (more: object) =>
    failureWords({ kind: 'problem', problem: { ...problem, code: 'auth.locked', ...more } });
  expect(words({ retryAfterMs: 29_100 })).toContain('30 秒后再试');
  expect(words({ code: 'request.invalid', detail: 'reason: empty' })).toContain('reason: empty');
  expect(words({ code: 'new.one' })).toBe('Odd');
  expect(failureWords({ kind: 'strange', status: 502 })).toContain('502');
});

test.each(['auth.refused', 'auth.locked', 'auth.required', 'unavailable'] as const)(
  'in Chinese %s at the door is told in Chinese alone',
  (code) => {
    const problem = { type: 'x', title: 'Odd', status: 401, code, detail: 'user: wrong' };
    expect(failureWords({ kind: 'problem', problem })).not.toMatch(/[A-Za-z]/);
  },
);
