/** Drives any Chromium by the DevTools protocol itself: libraries no longer support those of the boxes. */
import type { Driver, Key, Viewport } from './driver.ts';
import { unwrapped, wrapped } from './driver.ts';
import { newFolder, start } from './processes.ts';
import { openSocket } from './socket.ts';

/** The first start of an old build takes up to 18 s. */
const START_MS = 60_000;
const LOOK_MS = 100;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

const CODES: Readonly<Record<Key, [code: number, name: string, text?: string]>> = {
  up: [38, 'ArrowUp'],
  down: [40, 'ArrowDown'],
  left: [37, 'ArrowLeft'],
  right: [39, 'ArrowRight'],
  ok: [13, 'Enter', '\r'],
  back: [8, 'Backspace'],
};

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

/** An old Chromium listens before it has a page. */
async function firstPage(url: string): Promise<Target> {
  const end = Date.now() + START_MS;
  for (;;) {
    const listed = (await (await fetch(url)).json()) as Target[];
    const page = listed.find(({ type }) => type === 'page');
    if (page) return page;
    if (Date.now() > end) throw new Error('no page to drive');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export async function openChromium(binary: string, viewport: Viewport): Promise<Driver> {
  const profile = newFolder('chromium');
  const args = [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'];
  const browser = start(binary, args, profile);
  const [, port] = await browser.says(/DevTools listening on ws:\/\/[^:]+:(\d+)/, START_MS);
  const page = await firstPage(`http://127.0.0.1:${port}/json`);
  const { ask, close } = await openSocket(page.webSocketDebuggerUrl);
  await ask('Page.enable');
  await ask('Emulation.setDeviceMetricsOverride', {
    ...viewport,
    deviceScaleFactor: 1,
    mobile: false,
  });
  return {
    goto: async (url) => void (await ask('Page.navigate', { url })),
    async key(key) {
      const [windowsVirtualKeyCode, name, text] = CODES[key];
      const event = { windowsVirtualKeyCode, key: name, code: name };
      const type = text === undefined ? 'rawKeyDown' : 'keyDown';
      await ask('Input.dispatchKeyEvent', { type, ...event, ...(text ? { text } : {}) });
      await ask('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    async eval(expression) {
      const { result } = await ask<{ result: { value?: unknown } }>('Runtime.evaluate', {
        expression: wrapped(expression),
        returnByValue: true,
      });
      return unwrapped(result.value, expression);
    },
    async screenshot() {
      const { data } = await ask<{ data: string }>('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
    async close() {
      close();
      await browser.stop();
    },
  };
}
