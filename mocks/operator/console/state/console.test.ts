import { expect, test } from 'vitest';
import { createToasts, draftOf } from './console.ts';
import { handTimers } from './handTimers.fixture.ts';

test('the newest result is shown for a while, and an older timer does not end it', async () => {
  const hand = handTimers();
  const { toast, tell } = createToasts(hand.timers);
  tell('first');
  tell('second', 'bad');
  expect(toast.value).toMatchObject({ text: 'second', tone: 'bad' });
  expect(hand.delays()).toHaveLength(1);
  await hand.ring();
  expect(toast.value).toBe(null);
});

test('when a person leaves, so does what was told to them', () => {
  const hand = handTimers();
  const { toast, tell, untell } = createToasts(hand.timers);
  tell('done');
  untell();
  expect(toast.value).toBe(null);
  expect(hand.delays()).toHaveLength(0);
});

test('the same text twice is shown twice', () => {
  const { toast, tell } = createToasts(handTimers().timers);
  tell('done');
  const first = toast.value?.number;
  tell('done');
  expect(toast.value?.number).not.toBe(first);
});

test('a draft is the same for everyone who asks by its name', () => {
  const drafts = new Map();
  draftOf({ drafts }, 'case/1').value = 'typed';
  expect(draftOf({ drafts }, 'case/1').value).toBe('typed');
  expect(draftOf({ drafts }, 'case/2').value).toBe('');
});
