import { expect, test } from 'vitest';
import { virtualTime } from '../virtualTime.fixture.ts';
import { attemptWait, noteAttempt } from './attemptLimits.ts';
import { defaultLimits } from './limits.ts';
import { createRateLimits } from './rateLimit.ts';

test('where several limits are reached, the longest wait is told: an earlier try would be refused again', () => {
  const { clock } = virtualTime(0);
  const limits = { ...defaultLimits, attemptsPerTenMinutes: 1, attemptsPerHouseholdHour: 1 };
  const parts = { rateLimits: createRateLimits(clock, limits) };
  const payer = { stbId: 'STB-1', subscriberId: 'sub-1', card: 'card' };
  expect(attemptWait(parts, payer)).toBeNull();
  noteAttempt(parts, payer);
  expect(attemptWait(parts, payer)).toBe(3_600_000);
  expect(attemptWait(parts, { ...payer, subscriberId: 'sub-2' })).toBe(600_000);
});

test('what another household starts with a card’s serial does not count for its holder', () => {
  const { clock } = virtualTime(0);
  const limits = { ...defaultLimits, attemptsPerCardHour: 1 };
  const parts = { rateLimits: createRateLimits(clock, limits) };
  const holder = { stbId: 'STB-1', subscriberId: 'sub-1', card: 'card' };
  noteAttempt(parts, { stbId: 'STB-9', subscriberId: 'sub-9', card: 'card' });
  expect(attemptWait(parts, holder)).toBeNull();
  noteAttempt(parts, holder);
  expect(attemptWait(parts, { ...holder, stbId: 'STB-2' })).toBe(3_600_000);
});
