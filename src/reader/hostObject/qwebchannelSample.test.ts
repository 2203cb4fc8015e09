/** docs/samples/qwebchannel.js, run as a shell would run it, before Qt's end of the channel and after. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { silentLog } from '../../shared/log.ts';
import { type HostObject, hostLink } from './hostLink.ts';
import { hostObjectIn, type WindowWithHost } from './hostObjectIn.ts';

const SAMPLE = readFileSync(
  new URL('../../../docs/samples/qwebchannel.js', import.meta.url),
  'utf8',
);
const PORTAL = /PORTAL = '([^']+)'/.exec(SAMPLE)![1]!;

interface Shell extends WindowWithHost {
  stbHost?: HostObject;
  /** The channel is open. */
  open(): void;
}

function shellAt(origin: string, isTop = true): Shell {
  const heard: ((json: string) => void)[] = [];
  const object = {
    message: { connect: (callback: (json: string) => void) => heard.push(callback) },
    postMessage(json: string) {
      const { id } = JSON.parse(json) as { id: number };
      for (const say of heard) say(JSON.stringify({ id, result: { stbId: 'STB-QT' } }));
    },
  };
  const window: Record<string, unknown> = { qt: { webChannelTransport: {} }, open: () => {} };
  window.top = isTop ? window : {};
  class QWebChannel {
    constructor(_: object, ready: (channel: object) => void) {
      window.open = () => ready({ objects: { stbHost: object } });
    }
  }
  runInNewContext(SAMPLE, { window, location: { origin }, QWebChannel });
  return window as unknown as Shell;
}

test('what the portal asks before the channel is open waits for it', async () => {
  const shell = shellAt(PORTAL);
  const host = hostObjectIn(shell);
  if (!host) throw new Error('no host object');
  const link = hostLink(host, virtualTime(), silentLog);
  const early = link.ask({ method: 'identity' }, 1000);
  shell.open();
  expect(await early).toEqual({ ok: true, value: { stbId: 'STB-QT' } });
  expect(await link.ask({ method: 'identity' }, 1000)).toMatchObject({ ok: true });
});

test.each([
  ['another origin', `${PORTAL}.evil.example`, true],
  ['a frame in the portal', PORTAL, false],
])('%s gets nothing', (_, origin, isTop) => {
  expect(hostObjectIn(shellAt(origin, isTop))).toBeUndefined();
});
