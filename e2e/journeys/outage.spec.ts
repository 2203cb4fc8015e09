import { focusOn, press, ready } from '../page/keys.ts';
import { chooses, shows } from '../page/portal.ts';
import { expect, open, openHome, test } from '../shipped/shipped.ts';

test.use({ losesRequests: true });

test('without a network the portal says so, and starts by itself once the network is back', async ({
  page,
}) => {
  const { world } = await open(page, 'network-down');
  await ready(page, 'outOfService', 20_000);
  world.network.down = false;
  await press(page, 'ok');
  await ready(page, 'home');
});

test('the network is lost in the middle: the portal says so, and one key tries again', async ({
  page,
}) => {
  const { network } = (await openHome(page)).world;
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm');
  await press(page, 'back');
  await ready(page, 'service');
  network.down = true;
  await press(page, 'ok');
  await ready(page, 'refused', 20_000);
  await shows(page, '网络没有连上', '本次没有扣款');
  network.down = false;
  await press(page, 'ok');
  await ready(page, 'confirm');
});

test('a slow BOSS is waited for', async ({ page }) => {
  await openHome(page, 'boss-slow');
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm', 20_000);
});

test('a blocked box is told to call', async ({ page }) => {
  await open(page, 'box-blocked');
  await ready(page, 'outOfService');
  await shows(page, '96xxx');
});

test('ten thousand services need only few elements', async ({ page }) => {
  await openHome(page, 'ten-thousand-services');
  for (let i = 0; i < 40; i++) await press(page, 'pageDown');
  await expect(page.locator('[data-focused]')).toHaveCount(1);
  expect(await page.locator('#app *').count()).toBeLessThan(600);
  await expect(page.locator('[data-focused]')).toContainText('元/月');
});

test('a service that failed to load is requested again by its key, and opens', async ({ page }) => {
  const { network } = (await openHome(page)).world;
  network.faults = [{ pathEnd: '/basic', loses: 'request' }];
  await focusOn(page, 'service-basic');
  await press(page, 'ok');
  await expect(page.locator('#retry[data-focused]')).toHaveCount(1, { timeout: 20_000 });
  network.faults = [];
  await ready(page, 'service');
  await press(page, 'ok');
  await expect(page.locator('[id="period-1"]')).toHaveCount(1);
});
