import { expect, test } from 'vitest';
import { simulation } from '../../../mocks/environment/simulation.ts';
import { silentLog } from '../../shared/log.ts';
import { hostLink } from '../hostObject/hostLink.ts';
import { type SocketLike, socketHost } from './socketHost.ts';
import { socketProvider } from './socketProvider.ts';

/** A daemon with one reader and a card that answers everything, in the same process. */
function daemonWithCard() {
  const daemon = {
    current: null as SocketLike | null,
    heard: [] as string[],
    say(message: object) {
      queueMicrotask(() => daemon.current?.onmessage?.({ data: JSON.stringify(message) }));
    },
  };
  class Socket implements SocketLike {
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    onerror: (() => void) | null = null;
    constructor() {
      daemon.current = this;
      queueMicrotask(() => this.onopen?.());
    }
    send(text: string): void {
      const { id, method } = JSON.parse(text) as { id: number; method: string };
      daemon.heard.push(method);
      const results: Record<string, object> = {
        hello: { version: 1 },
        list: { readers: ['slot'] },
        open: { state: 'present' },
        powerOn: { atr: '3B00' },
        transmit: { answer: '9000' },
      };
      daemon.say({ id, result: results[method] ?? {} });
    }
    close(): void {}
  }
  return { daemon, Socket };
}

test('readers behind a socket are readers, and say which way they are reached', async () => {
  const { timers } = simulation().environment;
  const { daemon, Socket } = daemonWithCard();
  const host = socketHost('ws://daemon', 't', { WebSocket: Socket, timers, log: silentLog });
  const provider = socketProvider(host, hostLink(host, timers, silentLog), silentLog);
  expect(provider.transport).toBe('websocket');
  expect(await provider.probe()).toBe('available');
  const readers = await provider.listReaders();
  expect(readers.ok && readers.value).toEqual([{ name: 'slot', transport: 'websocket' }]);
  const reader = await provider.open('slot');
  const card = reader.ok ? await reader.value.connect() : reader;
  if (!card.ok) throw new Error(card.error.code);
  daemon.current?.onclose?.({ code: 1006 });
  const down = await card.value.transmit(new Uint8Array([0x80, 0x54, 1, 0]));
  expect(down.ok || down.error).toMatchObject({ code: 'NO_SERVICE', outcome: 'not-sent' });
  expect(await provider.probe()).toBe('unsupported');
});

test('a command that was on its way when the socket died may have run', async () => {
  const { environment, time } = simulation();
  const { timers } = environment;
  const { daemon, Socket } = daemonWithCard();
  const host = socketHost('ws://daemon', 't', { WebSocket: Socket, timers, log: silentLog });
  const provider = socketProvider(host, hostLink(host, timers, silentLog), silentLog);
  await provider.probe();
  const reader = await provider.open('slot');
  const card = reader.ok ? await reader.value.connect() : reader;
  if (!card.ok) throw new Error(card.error.code);
  daemon.say = () => {};
  const answer = card.value.transmit(new Uint8Array([0x80, 0x54, 1, 0]));
  await Promise.resolve().then(() => daemon.current?.onclose?.({ code: 1006 }));
  const result = await answer;
  expect(result.ok || result.error).toMatchObject({ code: 'NO_SERVICE', outcome: 'unknown' });
  // The daemon comes back, and is sent nothing of what was lost.
  daemon.heard = [];
  await time.runUntil(() => false, 60_000);
  expect(new Set(daemon.heard)).toEqual(new Set(['hello']));
});
