import { expect, test } from 'vitest';
import { household, householdsSeed } from './households.ts';

test('every household has a box, a key, a subscriber and a card of its own', () => {
  const all = Array.from({ length: 2_000 }, (_, number) => household(number));
  for (const name of ['stbId', 'boxKey', 'subscriberId', 'cardSerial'] as const) {
    expect(new Set(all.map((made) => made[name])).size).toBe(all.length);
  }
  for (const { boxKey, cardSerial, stbId } of all) {
    expect(boxKey).toMatch(/^[0-9A-F]{64}$/);
    expect(cardSerial).toMatch(/^\d{20}$/);
    expect(stbId).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
  }
});

test('a household is the same in every run', () => {
  expect(household(7)).toEqual(household(7));
  expect(household(7)).toMatchObject({
    stbId: 'STB-LOAD00000007',
    subscriberId: 'sub-load00000007',
    cardSerial: '00062226900000000007',
  });
});

test('BOSS knows each box as its subscriber\u2019s, beside the usual ones', () => {
  const { boxes, subscribers } = householdsSeed(3);
  const third = household(2);
  expect(boxes).toContainEqual({
    stbId: third.stbId,
    key: third.boxKey,
    subscriberId: third.subscriberId,
    blocked: false,
  });
  expect(subscribers.map(({ subscriberId }) => subscriberId)).toContain(third.subscriberId);
  expect(boxes).toHaveLength(3 + 3);
});
