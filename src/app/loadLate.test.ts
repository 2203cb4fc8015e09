import { expect, test } from 'vitest';
import { loadLate } from './loadLate.ts';

test('the script is asked for once, for all who wait', async () => {
  let asked = 0;
  const late = loadLate(async () => {
    asked++;
    return 'there';
  });
  expect([asked, late.there.value]).toEqual([0, null]);
  expect(await Promise.all([late.come(), late.come()])).toEqual(['there', 'there']);
  expect([asked, late.there.value]).toEqual([1, 'there']);
});
