/** Drives Qt's two browsers, WebKit 602 and Chromium 87, by the HTTP endpoints of a window script (qtWindow.py). */
import { join } from 'node:path';
import type { Driver, Viewport } from './driver.ts';
import { unwrapped, wrapped } from './driver.ts';
import { newFolder, start } from './processes.ts';

const START_MS = 60_000;
const SCRIPT = join(import.meta.dirname, 'qtWindow.py');

const ENVIRONMENT = {
  QT_QPA_PLATFORM: 'offscreen',
  // Without this Qt WebEngine aborts on a machine without GPU.
  QT_QUICK_BACKEND: 'software',
  QTWEBENGINE_DISABLE_SANDBOX: '1',
};

export async function openQtWindow(
  kind: 'webkit' | 'webengine',
  { width, height }: Viewport,
): Promise<Driver> {
  const folder = newFolder(`qt-${kind}`);
  const args = [SCRIPT, kind, String(width), String(height), folder];
  const browser = start('/usr/bin/python3', args, folder, {
    ...ENVIRONMENT,
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
  });
  const [, port] = await browser.says(/listening on (\d+)/, START_MS);
  const base = `http://127.0.0.1:${port}`;
  const post = async (path: string, body: string) =>
    (await fetch(base + path, { method: 'POST', body })).text();
  return {
    goto: async (url) => void (await post('/goto', url)),
    key: async (key) => void (await post('/key', key)),
    eval: async (expression) => unwrapped(await post('/eval', wrapped(expression)), expression),
    screenshot: async () => Buffer.from(await (await fetch(`${base}/screenshot`)).arrayBuffer()),
    close: () => browser.stop(),
  };
}
