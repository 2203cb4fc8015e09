/** What a box found without a network is found in the console once there is one: by the code that stood on the television. */
import { realEnvironment } from '../../mocks/environment/realEnvironment.ts';
import type { Schemas } from '../../mocks/operator/ops/base/opsTypes.ts';
import { createOps } from '../../mocks/operator/ops/createOps.ts';
import { ACCOUNTS, signInAt } from '../../mocks/operator/ops/ops.fixture.ts';
import { silentLog } from '../../src/shared/log.ts';
import { focusOn, press, ready } from '../page/keys.ts';
import { chooses } from '../page/portal.ts';
import type { OperatorSide } from '../shipped/operatorSide.ts';
import { expect, open, openHome, type Page, test } from '../shipped/shipped.ts';

test.use({ losesRequests: true });

const CODE = /[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}/;

/** Reads the code off the screen, as a viewer does. */
async function readsCode(page: Page): Promise<string> {
  await expect(page.locator('#app')).toContainText(CODE);
  return CODE.exec((await page.locator('#app').textContent()) ?? '')![0];
}

/** A clerk at the same platform. */
async function clerk({ store, world }: OperatorSide) {
  const ops = createOps({
    environment: realEnvironment(silentLog),
    store,
    tsp: world.tsp,
    settle: async () => ({}),
    accounts: ACCOUNTS,
    passwords: {
      verify: async (password, hash) => hash === `plain ${password}`,
      hash: async (password) => `plain ${password}`,
    },
  });
  return signInAt(ops.fetch, 'chen');
}

async function finds(side: OperatorSide, code: string) {
  const { get } = await clerk(side);
  return (await get<Schemas['IncidentList']>(`/incidents/${code}`)).body.items;
}

test('a refusal without a network is kept over a restart of the box, and found once the network is back', async ({
  page,
}) => {
  const side = await openHome(page);
  const { network } = side.world;
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm');
  await press(page, 'back');
  await ready(page, 'service');
  network.down = true;
  await press(page, 'ok');
  await ready(page, 'refused', 20_000);
  const code = await readsCode(page);
  expect(await finds(side, code)).toEqual([]);
  await page.reload();
  await ready(page, 'outOfService', 20_000);
  const outage = await readsCode(page);
  expect(outage).not.toBe(code);
  network.down = false;
  await press(page, 'ok');
  await ready(page, 'home');
  await expect
    .poll(async () => finds(side, code), { timeout: 30_000 })
    .toMatchObject([
      {
        ...{ code, source: 'box', proven: true, stbId: 'STB-00A1B2C3D4', step: 'quoting' },
        ...{ cause: 'offline', money: 'untouched', portalVersion: '0.1.0' },
      },
    ]);
  await expect
    .poll(async () => finds(side, outage), { timeout: 30_000 })
    .toMatchObject([{ source: 'box', step: 'recovering', cause: 'offline' }]);
});

test('a box that is let in nowhere shows the code of the platform, which has it', async ({
  page,
}) => {
  const side = await open(page, 'box-blocked');
  await ready(page, 'outOfService');
  const code = await readsCode(page);
  expect(await finds(side, code)).toMatchObject([
    { source: 'platform', proven: false, call: 'openSession', cause: 'stb.blocked' },
  ]);
});

test('a list that does not come has a code, too', async ({ page }) => {
  const side = await openHome(page);
  side.world.network.faults = [{ pathEnd: '/services', loses: 'request' }];
  // A list of another category: the first page of all came with the session.
  await focusOn(page, 'tab-category-pay');
  await press(page, 'ok');
  await expect(page.locator('#retry')).toHaveCount(1, { timeout: 30_000 });
  const code = await readsCode(page);
  await expect
    .poll(async () => finds(side, code), { timeout: 30_000 })
    .toMatchObject([{ source: 'box', step: 'home', cause: 'list-failed' }]);
});
