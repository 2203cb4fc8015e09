import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { silentLog } from '../../shared/log.ts';
import { type HostObject, hostLink } from './hostLink.ts';
import { hostObjectIn, type WindowWithHost } from './hostObjectIn.ts';

const identity = { stbId: 'STB-1' };
const answerTo = (json: string) =>
  JSON.stringify({ id: (JSON.parse(json) as { id: number }).id, result: identity });

async function asks(page: WindowWithHost): Promise<unknown> {
  const host = hostObjectIn(page);
  if (!host) return undefined;
  const answer = await hostLink(host, virtualTime(), silentLog).ask({ method: 'identity' }, 1000);
  return answer.ok ? answer.value : answer.error;
}

test('Android: the message listener is taken as it is', async () => {
  const stbHost: HostObject = {
    onmessage: null,
    postMessage(json) {
      queueMicrotask(() => this.onmessage?.({ data: answerTo(json) }));
    },
  };
  expect(hostObjectIn({ stbHost })).toBe(stbHost);
  expect(await asks({ stbHost })).toEqual(identity);
});

test('WebKit: the handler goes one way, the answers come through the object the page puts up', async () => {
  /** As WebKit does it: another `this` is an illegal invocation. */
  const handler = {
    postMessage(json: string) {
      if (this !== handler) throw new TypeError('Illegal invocation');
      queueMicrotask(() => page.stbHost?.onmessage?.({ data: answerTo(json) }));
    },
  };
  const page: WindowWithHost = { webkit: { messageHandlers: { stbHost: handler } } };
  expect(await asks(page)).toEqual(identity);
  expect(hostObjectIn(page)).toBe(page.stbHost);
});

test.each<[string, WindowWithHost]>([
  ['no host', {}],
  ['WebKit without handlers', { webkit: {} }],
  ['WebKit with another handler', { webkit: { messageHandlers: {} } }],
  ['something else under the name', { stbHost: {} as HostObject }],
])('%s: there is no host object', (_, page) => {
  expect(hostObjectIn(page)).toBeUndefined();
});
