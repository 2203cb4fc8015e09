import { expect, test } from 'vitest';
import { createOccurrences } from '../box/occurrences.ts';
import { memoryNvm } from './nonVolatileMemory.ts';

test('non-volatile memory keeps the last written value, and nothing once it is cleared', () => {
  const nvm = memoryNvm();
  expect(nvm.read('card:good')).toBeNull();
  nvm.write('card:good', '1');
  nvm.write('card:good', '2');
  nvm.write('card:poor', '3');
  expect([nvm.read('card:good'), nvm.read('card:poor')]).toEqual(['2', '3']);
  nvm.clear();
  expect(nvm.read('card:good')).toBeNull();
});

test('occurrences are counted by name, and survive the object that counts them', () => {
  const nvm = memoryNvm();
  const occurrences = createOccurrences(nvm);
  expect(occurrences.count('cut')).toBe(0);
  occurrences.add('cut');
  occurrences.add('insertion');
  occurrences.add('insertion');
  expect([occurrences.count('cut'), occurrences.count('insertion')]).toEqual([1, 2]);
  expect(createOccurrences(nvm).count('insertion')).toBe(2);
  nvm.clear();
  expect(occurrences.count('cut')).toBe(0);
});
