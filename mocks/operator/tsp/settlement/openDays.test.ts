import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { TspParts } from '../base/ports.ts';
import { markDayOpen } from '../books/store/dayStore.ts';
import { daysAhead, openDaysBefore } from './openDays.ts';

test('a day lies ahead from the day after tomorrow on: tomorrow comes by itself', async () => {
  const store = memoryStore();
  const clock = { now: () => Date.parse('2026-11-23T20:36:00+08:00') };
  const parts = { store, environment: { clock }, limits: { cutOff: '233000' } };
  await store.transaction(async (tx) => {
    for (const date of ['20261122', '20261123', '20261124', '20261125', '20269999'])
      markDayOpen(tx, date, true);
  });
  expect(await daysAhead(parts as unknown as TspParts)).toEqual(['20261125']);
  expect(await openDaysBefore(parts as unknown as TspParts, '20261124')).toEqual([
    '20261122',
    '20261123',
  ]);
});
