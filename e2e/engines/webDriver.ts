/** Drives WPE WebKit and WebKitGTK by W3C WebDriver. */
import { createServer } from 'node:net';
import type { Driver, Key, Viewport } from './driver.ts';
import { until, unwrapped, wrapped } from './driver.ts';
import { newFolder, start } from './processes.ts';

const START_MS = 30_000;

const VALUES: Readonly<Record<Key, string>> = {
  up: '\uE013',
  down: '\uE015',
  left: '\uE012',
  right: '\uE014',
  ok: '\uE006',
  back: '\uE003',
};

interface WebDriverParts {
  /** The driver's command with its prefix (`xvfb-run …`); the port is appended. */
  readonly command: readonly string[];
  readonly capabilities: object;
  readonly viewport: Viewport;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export async function openWebDriver({
  command,
  capabilities,
  viewport,
}: WebDriverParts): Promise<Driver> {
  const port = await freePort();
  const home = newFolder('webdriver');
  const [program, ...args] = [...command, '-p', String(port)];
  const driver = start(program!, args, home, {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
  });

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${path}: ${value.error} ${value.message ?? ''}`);
    return value;
  }

  await until('the driver listens', START_MS, () =>
    fetch(`http://127.0.0.1:${port}/status`).catch(() => null),
  );
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const session = `/session/${sessionId}`;
  const resize = (width: number, height: number) =>
    ask('POST', `${session}/window/rect`, { width, height, x: 0, y: 0 }).catch(() => null);
  await resize(viewport.width, viewport.height);
  // The window may have bars, so the size of the page is asked for.
  const script = 'return [innerWidth, innerHeight]';
  const [width, height] = await ask<[number, number]>('POST', `${session}/execute/sync`, {
    script,
    args: [],
  });
  if (width !== viewport.width || height !== viewport.height) {
    await resize(2 * viewport.width - width, 2 * viewport.height - height);
  }
  return {
    goto: (url) => ask('POST', `${session}/url`, { url }),
    key(key) {
      const value = VALUES[key];
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      return ask('POST', `${session}/actions`, {
        actions: [{ type: 'key', id: 'remote', actions }],
      });
    },
    async eval(expression) {
      const script = `return ${wrapped(expression)}`;
      return unwrapped(
        await ask('POST', `${session}/execute/sync`, { script, args: [] }),
        expression,
      );
    },
    screenshot: async () =>
      Buffer.from(await ask<string>('GET', `${session}/screenshot`), 'base64'),
    async close() {
      await ask('DELETE', session).catch(() => null);
      await driver.stop();
    },
  };
}
