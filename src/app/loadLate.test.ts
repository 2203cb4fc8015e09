import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import { silentLog } from '../shared/log.ts';
import { loadLate } from './loadLate.ts';

test('the script is asked for until it comes, once for all who wait', async () => {
  const time = virtualTime();
  let asked = 0;
  const load = async () => {
    asked++;
    if (asked < 3) throw new Error('no late.js');
    return 'there';
  };
  const late = loadLate(load, time, silentLog);
  expect(asked).toBe(0);
  const both = Promise.all([late.come(), late.come()]);
  await time.runUntil(() => late.there.value !== null, 60_000);
  expect(await both).toEqual(['there', 'there']);
  expect(asked).toBe(3);
  expect(await late.come()).toBe('there');
  expect(asked).toBe(3);
});
