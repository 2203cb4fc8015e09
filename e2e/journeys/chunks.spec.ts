/** Every script that only some boxes load works in a browser under the host's own headers. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { watchPages } from '../page/pageFaults.ts';
import { type OperatorSide, startOperatorSide } from '../shipped/operatorSide.ts';
import { DIST } from '../shipped/shippedBuild.ts';

const LONG_MS = 60_000;

let side: OperatorSide;
let page: Page;
let faults: readonly string[];

test.beforeEach(async ({ page: own, context }) => {
  side = await startOperatorSide({ dist: DIST });
  page = own;
  faults = await watchPages(context, true);
});

test.afterEach(async () => {
  await page.close();
  await side.close();
  expect(side.violations).toEqual([]);
  expect(faults).toEqual([]);
});

/** The box says who it is through its host object. */
async function withHost(): Promise<void> {
  const { host } = side.world;
  host.onmessage = ({ data }) => {
    page.evaluate((json) => window.stbHost?.onmessage?.({ data: json }), data).catch(() => {});
  };
  await page.exposeFunction('toHost', (json: string) => host.postMessage(json));
  await page.addInitScript(() => {
    const { toHost } = window as unknown as { toHost(json: string): void };
    window.stbHost = { postMessage: (json) => toHost(json), onmessage: null };
  });
}

/** Adds to what `config.json` says. */
function configure(fields: object): void {
  side.config = JSON.stringify({ ...JSON.parse(side.config), ...fields });
}

/** Names of the chunks whose scripts the page has loaded, except those of every start and the letters, which come at any time. */
const scripts = async (): Promise<readonly string[]> => {
  const addresses = await page.evaluate(() =>
    [...document.scripts].map(({ src }) => src.slice(src.lastIndexOf('/') + 1)),
  );
  const names = addresses.map((name) => name.replace(/-[\w-]{6}\.js(\?\w+)?$/, ''));
  return [...new Set(names)].filter((name) => !['boot', 'index', 'letters'].includes(name));
};

const seen = (screen: string) =>
  page.locator(`#app[data-ready][data-screen="${screen}"]`).waitFor({ timeout: LONG_MS });
const listStands = () => seen('home');

/** From the list to the card screen. */
async function toTheCard(): Promise<void> {
  await page.keyboard.press('Enter');
  await seen('service');
  await page.keyboard.press('Enter');
  await seen('confirm');
  // This service is still paid for some days, so the focus starts on "change".
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
}

/** Stands in for `navigator[port]`; `isAsked` resolves in the page when a driver has asked it for readers. */
const fakePort = (port: 'usb' | 'hid') =>
  page.addInitScript((name) => {
    const value = new EventTarget() as EventTarget & { getDevices(): Promise<readonly object[]> };
    const isAsked = new Promise<void>((resolve) => {
      value.getDevices = async () => {
        resolve();
        return [];
      };
    });
    Object.defineProperty(navigator, name, { value });
    Object.assign(window, { isAsked });
  }, port);

const portIsAsked = () =>
  page.evaluate(() => (window as unknown as { isAsked: Promise<void> }).isAsked);

for (const [port, way, chunks] of [
  ['usb', 'webusb', ['late', 'ccidReader', 'webUsbProvider']],
  ['hid', 'webhid', ['late', 'ccidReader', 'webHidProvider']],
] as const) {
  test(`navigator.${port} is asked for readers by a driver of its own`, async () => {
    configure({ readers: [way] });
    await withHost();
    await fakePort(port);
    await page.goto(side.origin);
    await portIsAsked();
    // There is no reader: what is not there is looked for by another script.
    expect(await scripts()).toEqual(expect.arrayContaining([...chunks]));
  });
}

test('a box whose one reader works loads no script for several readers, and no driver of another way', async () => {
  configure({});
  await withHost();
  await fakePort('usb');
  await page.goto(side.origin);
  await listStands();
  await toTheCard();
  await seen('waitCard');
  await portIsAsked();
  expect(await scripts()).toEqual(['late']);
});

test('without crypto.subtle requests are signed by our own primitives', async () => {
  configure({ readers: ['host-object'] });
  await withHost();
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await page.goto(side.origin);
  await listStands();
  expect(await scripts()).toContain('ownCrypto');
});

test('a daemon says who the box is, through a socket, before anything else is fetched', async () => {
  const { host } = side.world;
  const daemon = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(daemon, 'listening');
  daemon.on('connection', (socket) => {
    host.onmessage = ({ data }) => socket.send(String(data));
    socket.on('message', (data) => {
      const text = String(data);
      const { id, method } = JSON.parse(text) as { id: number; method: string };
      if (method === 'hello') socket.send(JSON.stringify({ id, result: { version: 1 } }));
      else host.postMessage(text);
    });
  });
  const { port } = daemon.address() as AddressInfo;
  configure({
    readers: ['websocket'],
    readerDaemon: { url: `ws://127.0.0.1:${port}`, token: 'token-of-this-test' },
  });
  await page.goto(side.origin);
  await listStands();
  expect((await scripts())[0]).toBe('socketHost');
  for (const socket of daemon.clients) socket.terminate();
  await new Promise((resolve) => daemon.close(resolve));
});

for (const chunk of ['ccidReader', 'webUsbProvider']) {
  test(`without ${chunk} there is no reader; the card screen asks for it again, and it comes`, async () => {
    configure({ readers: ['webusb'] });
    await withHost();
    await fakePort('usb');
    const file = `**/assets/${chunk}-*.js`;
    await page.route(file, (route) => route.abort());
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes(chunk));
    await page.goto(side.origin);
    await failed;
    await page.unroute(file);
    await listStands();
    await toTheCard();
    await portIsAsked();
    expect([...(await scripts())].sort()).toEqual([
      'allReaders',
      'ccidReader',
      'late',
      'webUsbProvider',
    ]);
  });
}
