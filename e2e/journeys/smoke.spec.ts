import { expect, open, test } from '../shipped/shipped.ts';

test('the page opens with exactly one highlighted item and no error', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await open(page);
  await expect(page.locator('#app[data-ready]')).toHaveCount(1);
  await expect(page.locator('[data-focused]')).toHaveCount(1);
  expect(errors).toEqual([]);
});
