/** The operator's side as a program, over real HTTP: a payment through a crash, the day's end, and a case for two people. */

import { createOccurrences } from '../../mocks/box/occurrences.ts';
import { createSimulatedBox, type SimulatedBox } from '../../mocks/box/simulatedBox.ts';
import { realEnvironment } from '../../mocks/environment/realEnvironment.ts';
import { createFaultStates } from '../../mocks/faults/faultStates.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { silentLog } from '../../src/shared/log.ts';
import { press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import { expect, type Page, test } from '../page/watched.ts';
import { type BackendHost, backendHost, PASSWORD } from '../shipped/backendHost.ts';
import { showToSubscriber, wireHost } from '../shipped/boxWire.ts';

test.use({ losesRequests: true });

const REF = 'ICBC 2026 0417';
const FULL = 100_000;

/** One of the operator's boxes, with its card, for this page; the page itself sends its requests to the host. */
async function boxBefore(page: Page): Promise<SimulatedBox> {
  const nvm = memoryNvm();
  const box = createSimulatedBox({
    environment: realEnvironment(silentLog),
    nvm,
    scenario: scenarios['first-day']!,
    faultStates: createFaultStates(nvm),
    occurrences: createOccurrences(nvm),
    pace: 10,
    toTsp: () => Promise.reject(new Error('the page sends its requests itself')),
  });
  await wireHost(page, () => box);
  await showToSubscriber(page, () => box);
  return box;
}

/** Kills the host between the debit of the card and the first report of it. */
async function killedAtReport(page: Page, host: BackendHost): Promise<void> {
  let isKilled = false;
  await page.route('**/tsp/v1/attempts/*/report', async (route) => {
    if (!isKilled) {
      isKilled = true;
      await host.kill();
    }
    await route.continue();
  });
}

/** Opens the console in a window of its own and signs in. */
async function signsIn(portal: Page, host: BackendHost, user: string): Promise<Page> {
  const page = await portal.context().newPage();
  await page.goto(host.console);
  await page.locator('input[name=user]').fill(user);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.locator('#console-search')).toBeVisible();
  return page;
}

/** Takes a step of the case that is open on this page. */
async function takes(page: Page, step: string, reason: string): Promise<void> {
  const choice = page.getByRole('button', { name: step, exact: true });
  const send = page.getByRole('button', { name: `提交：${step}` });
  await expect(choice.or(send).first()).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await page.locator('textarea').fill(reason);
  await send.click();
  await expect(page.locator('ol').getByText(reason, { exact: true })).toBeVisible();
}

test('a payment outlives its host, the day is settled, two people close a case', async ({
  page,
}) => {
  const host = await backendHost();
  try {
    await host.start();
    const box = await boxBefore(page);
    await page.goto(host.portal);
    await killedAtReport(page, host);
    await confirms(page, 'basic', 12);
    await ready(page, 'reporting', PAYMENT_MS);
    expect(box.card('good').state.balanceFen).toBe(FULL - 28_600);
    await host.start();
    await ready(page, 'result', PAYMENT_MS);
    await shows(page, '缴费成功', '286.00');

    await host.kill();
    await host.start('--faults', 'boss-rejects,boss-no-credit');
    await press(page, 'ok');
    await confirms(page, 'sport', 1);
    await ready(page, 'result', PAYMENT_MS);
    await shows(page, '款项待退', '款项还没有退', '48.00');

    const settled = await host.endDay();
    expect(settled.text).toMatch(/TSP +2 +334\.00\n/);
    expect(settled.text).toMatch(/PPP +2 +334\.00\n/);
    expect(settled.code, settled.text).toBe(3);

    const clerk = await signsIn(page, host, 'chen');
    await clerk.goto(`${host.console}#/cases`);
    await clerk
      .getByRole('link', { name: /C\d{8}-\d{4}/ })
      .first()
      .click();
    const title = clerk.locator('h1', { hasText: /C\d{8}-\d{4}/ });
    const caseNo = /C\d{8}-\d{4,}/.exec(await title.innerText())![0];
    await takes(clerk, '领取', '我来处理');
    await takes(clerk, '补充证据', 'BOSS 两次拒绝，已电话核实');
    await clerk.getByRole('button', { name: '提出方案', exact: true }).click();
    await clerk.locator('input[name=decision][value=refund]').check();
    await clerk.getByRole('textbox', { name: '银行流水号' }).fill(REF);
    await takes(clerk, '提出方案', '退回用户银行卡');

    const supervisor = await signsIn(page, host, 'wang');
    await supervisor.goto(`${host.console}#/cases/${caseNo}`);
    await takes(supervisor, '复核通过', '流水与金额相符');
    await expect(supervisor.locator('main')).toContainText('已关闭');

    const auditor = await signsIn(page, host, 'zhou');
    await auditor.goto(`${host.console}#/audit?find=wang`);
    await expect(auditor.locator('table')).toContainText(caseNo);
  } finally {
    await host.remove();
  }
});
