/** Drives Firefox by WebDriver BiDi. */
import type { Driver, Key, Viewport } from './driver.ts';
import { unwrapped, wrapped } from './driver.ts';
import { newFolder, start } from './processes.ts';
import { openSocket } from './socket.ts';

const START_MS = 60_000;

const VALUES: Readonly<Record<Key, string>> = {
  up: '\uE013',
  down: '\uE015',
  left: '\uE012',
  right: '\uE014',
  ok: '\uE006',
  back: '\uE003',
};

export async function openFirefox(binary: string, viewport: Viewport): Promise<Driver> {
  const profile = newFolder('firefox');
  const args = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
    'about:blank',
  ];
  const browser = start(binary, args, profile, { HOME: profile });
  const [, address] = await browser.says(/WebDriver BiDi listening on (ws:\S+)/, START_MS);
  const { ask, close } = await openSocket(`${address}/session`);
  await ask('session.new', { capabilities: {} });
  const { contexts } = await ask<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const { context } = contexts[0]!;
  await ask('browsingContext.setViewport', { context, viewport, devicePixelRatio: 1 });
  return {
    goto: async (url) =>
      void (await ask('browsingContext.navigate', { context, url, wait: 'interactive' })),
    async key(key) {
      const value = VALUES[key];
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      await ask('input.performActions', {
        context,
        actions: [{ type: 'key', id: 'remote', actions }],
      });
    },
    async eval(expression) {
      const { result } = await ask<{ result?: { value?: unknown } }>('script.evaluate', {
        expression: wrapped(expression),
        target: { context },
        awaitPromise: false,
      });
      return unwrapped(result?.value, expression);
    },
    async screenshot() {
      const { data } = await ask<{ data: string }>('browsingContext.captureScreenshot', {
        context,
      });
      return Buffer.from(data, 'base64');
    },
    async close() {
      close();
      await browser.stop();
    },
  };
}
