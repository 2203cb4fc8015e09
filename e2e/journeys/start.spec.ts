/** A fixed part of the start matrix (`npm run starts`, docs/integrate/start.md): a start is never lost for good. */
import { expect, test } from '@playwright/test';
import { oneStart } from '../starts/oneStart.ts';
import { nameOf } from '../starts/startFiles.ts';
import { FIXED, faultOf } from '../starts/startMatrix.ts';

for (const start of FIXED) {
  test(`the portal comes up by itself: ${nameOf(start)}`, async ({ context }) => {
    const started = await oneStart(context, start);
    expect(faultOf(started), JSON.stringify(started)).toBe('');
  });
}
