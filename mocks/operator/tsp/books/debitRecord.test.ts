import { expect, test } from 'vitest';
import { payingFixture } from '../paying.fixture.ts';
import { recordOf } from './debitRecord.ts';

test('the PPP is told of a right MAC2 only where one is known', async () => {
  const { report, debited, row } = await payingFixture();
  await report(debited);
  const known = await row();
  const { mac2: _, ...without } = known;
  expect(recordOf(known, 'M1').mac2Verified).toBe(true);
  expect(recordOf(without, 'M1').mac2Verified).toBe(false);
});
