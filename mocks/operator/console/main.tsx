/** Starts the console: over the network, or in mocks builds over the simulated operator. */
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { Clock, Timers } from '../../../src/shared/time.ts';
import { App } from './App.tsx';
import './console.css';
import { type AccountHint, type Console, createToasts, type OtherWorld } from './state/console.ts';
import { language } from './state/language.ts';
import { createOpsClient } from './state/opsClient.ts';
import { routeFrom } from './state/route.ts';
import { createSession } from './state/session.ts';

/** Set by vite.config.ts. */
declare const __MOCKS__: boolean;

const LANGUAGE = 'console:language';

const timers: Timers = {
  after(delayMs, callback) {
    const id = setTimeout(callback, delayMs);
    return () => clearTimeout(id);
  },
};

/** For spreadsheets, which do not read a file without this mark as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

function save(fileName: string, text: string): void {
  const marked = text.startsWith(BYTE_ORDER_MARK) ? text : BYTE_ORDER_MARK + text;
  const url = URL.createObjectURL(new Blob([marked], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  timers.after(10_000, () => URL.revokeObjectURL(url));
}

/** What answers `/ops/v1`, and the accounts that are shown on the sign-in page of a simulated operator. */
interface Backend {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly hints: readonly AccountHint[];
  readonly otherWorld?: OtherWorld;
}

async function backend(): Promise<Backend> {
  if (__MOCKS__) {
    const { startConsoleHost } = await import('../../page/consoleHost.ts');
    return startConsoleHost();
  }
  return { fetch: (request) => fetch(request), clock: { now: () => Date.now() }, hints: [] };
}

async function start(root: Element): Promise<void> {
  const { fetch, clock, hints, otherWorld } = await backend();
  const hash = signal(location.hash);
  window.addEventListener('hashchange', () => {
    hash.value = location.hash;
  });
  const cache = new Map<string, unknown>();
  const session = createSession(sessionStorage, clock.now);
  const ops = createOpsClient({
    fetch,
    origin: location.origin,
    token: () => session.current.peek()?.token,
    onExpired: () => session.leave('expired'),
  });
  const console: Console = {
    ops,
    session,
    route: computed(() => routeFrom(hash.value)),
    clock,
    timers,
    hints,
    ...(otherWorld ? { otherWorld } : {}),
    ...createToasts(timers),
    isVisible: () => document.visibilityState === 'visible',
    save,
    cache,
    drafts: new Map(),
  };
  if (localStorage.getItem(LANGUAGE) === 'en') language.value = 'en';
  effect(() => {
    document.documentElement.lang = language.value;
    localStorage.setItem(LANGUAGE, language.value);
  });
  let lastUser: string | undefined;
  effect(() => {
    const user = session.current.value?.operator.user;
    if (user === undefined) {
      console.untell();
      return;
    }
    if (lastUser !== undefined && user !== lastUser) {
      cache.clear();
      console.drafts.clear();
    }
    lastUser = user;
  });
  render(<App console={console} />, root);
}

const root = document.getElementById('console');
if (root) void start(root);
