import { expect, test } from 'vitest';
import { createTold, draftOf } from './console.ts';
import { handTimers } from './handTimersBench.ts';

test('the newest result is told for a while, an older timer does not end it', async () => {
  const hand = handTimers();
  const { told, tell } = createTold(hand.timers);
  tell('first');
  tell('second', 'bad');
  expect(told.value).toMatchObject({ text: 'second', tone: 'bad' });
  expect(hand.delays()).toHaveLength(1);
  await hand.ring();
  expect(told.value).toBe(null);
});

test('the same words twice are told twice', () => {
  const { told, tell } = createTold(handTimers().timers);
  tell('done');
  const first = told.value?.number;
  tell('done');
  expect(told.value?.number).not.toBe(first);
});

test('a draft is the same wherever it is asked for by name', () => {
  const drafts = new Map();
  draftOf({ drafts }, 'case/1').value = 'typed';
  expect(draftOf({ drafts }, 'case/1').value).toBe('typed');
  expect(draftOf({ drafts }, 'case/2').value).toBe('');
});
