import { expect, test } from 'vitest';
import { createFired } from '../box/fired.ts';
import { memoryPlastic } from './plastic.ts';

test('plastic keeps the last that was written, and nothing once it is cleared', () => {
  const plastic = memoryPlastic();
  expect(plastic.read('card:good')).toBeNull();
  plastic.write('card:good', '1');
  plastic.write('card:good', '2');
  plastic.write('card:poor', '3');
  expect([plastic.read('card:good'), plastic.read('card:poor')]).toEqual(['2', '3']);
  plastic.clear();
  expect(plastic.read('card:good')).toBeNull();
});

test('what has happened is counted by name, and outlives whoever counted', () => {
  const plastic = memoryPlastic();
  const fired = createFired(plastic);
  expect(fired.count('cut')).toBe(0);
  fired.add('cut');
  fired.add('insertion');
  fired.add('insertion');
  expect([fired.count('cut'), fired.count('insertion')]).toEqual([1, 2]);
  expect(createFired(plastic).count('insertion')).toBe(2);
  plastic.clear();
  expect(fired.count('cut')).toBe(0);
});
