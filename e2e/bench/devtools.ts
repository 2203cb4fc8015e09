/** One Chromium, driven by the DevTools protocol itself: a library's scripts in the page would be measured too. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--hide-scrollbars',
  '--mute-audio',
  '--window-size=1280,720',
];
const START_MS = 20_000;
const ANSWER_MS = 60_000;

type Answer = Record<string, unknown>;
type Listener = (params: Answer) => void;

export interface DevTools {
  /** @throws Error with the browser's message, or after a minute without an answer. */
  send<T = Answer>(method: string, params?: object): Promise<T>;
  on(event: string, listener: Listener): void;
}

export interface Chromium extends DevTools {
  /** A session on a page in a browser context of its own: nothing is cached, nothing is stored. */
  newPage(): Promise<{ page: DevTools; close(): Promise<void> }>;
  close(): Promise<void>;
}

interface Message extends Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Answer;
  readonly sessionId?: string;
  readonly result?: Answer;
  readonly error?: { readonly message: string };
}

function connect(socket: WebSocket) {
  let last = 0;
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, Listener[]>();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else {
      const key = `${message.sessionId ?? ''} ${message.method}`;
      for (const listener of listeners.get(key) ?? []) listener(message.params ?? {});
    }
  });
  socket.on('close', () => {
    for (const answer of waiting.values()) answer({ error: { message: 'Chromium has gone' } });
  });
  return (sessionId?: string): DevTools => ({
    send: <T>(method: string, params = {}) =>
      new Promise<T>((resolve, reject) => {
        const id = ++last;
        const late = setTimeout(() => settle({ error: { message: 'no answer' } }), ANSWER_MS);
        const settle = ({ result, error }: Message) => {
          clearTimeout(late);
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as T);
        };
        waiting.set(id, settle);
        socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
      }),
    on(event, listener) {
      const key = `${sessionId ?? ''} ${event}`;
      listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    },
  });
}

const addressOf = (browser: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`Chromium did not start: ${said}`)), START_MS);
    browser.once('error', reject);
    browser.stderr?.on('data', (chunk) => {
      said += chunk;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
  });

export async function startChromium(path: string): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  // A process group of its own, so that it can be ended together with everything it starts.
  const browser = spawn(path, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const gone = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const kill = () => {
    try {
      if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
    } catch {
      // It went by itself.
    }
  };
  const leaveNothing = () => {
    kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', leaveNothing);
  const socket = new WebSocket(await addressOf(browser), { maxPayload: 1 << 28 });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const session = connect(socket);
  const whole = session();
  return {
    ...whole,
    async newPage() {
      const { browserContextId } = await whole.send<{ browserContextId: string }>(
        'Target.createBrowserContext',
      );
      const target = { url: 'about:blank', browserContextId, width: 1280, height: 720 };
      const { targetId } = await whole.send<{ targetId: string }>('Target.createTarget', target);
      const { sessionId } = await whole.send<{ sessionId: string }>('Target.attachToTarget', {
        targetId,
        flatten: true,
      });
      return {
        page: session(sessionId),
        async close() {
          await whole.send('Target.closeTarget', { targetId });
          await whole.send('Target.disposeBrowserContext', { browserContextId });
        },
      };
    },
    async close() {
      socket.close();
      kill();
      await gone;
      process.removeListener('exit', leaveNothing);
      leaveNothing();
    },
  };
}
