/** A BOSS in memory for tests; each of its messages is checked against the contract. */
import { createHmac, randomBytes } from 'node:crypto';
import { silentLog } from '../../../src/shared/log.ts';
import { checked } from '../../contract/checked.ts';
import type { Environment } from '../../environment/environment.ts';
import { memoryStore } from '../../store/memoryStore.ts';
import type { Store } from '../../store/store.ts';
import { nodeHash } from '../settlement/disk/nodeHash.ts';
import { memoryArea } from '../settlement/reconcile/workArea.ts';
import { createBoss } from './createBoss.ts';
import { defaultSeed } from './seed/seed.ts';
import type { BossSeed } from './seedOnce.ts';

/** The day of the pictures: Monday, 23 November 2026, 20:36 in China. */
export const NOW = Date.parse('2026-11-23T20:36:00+08:00');
export const CHANNEL = '0105';
export const SUBSCRIBER = 'sub-20062107';

/** Order ids `…A`, `…B`. */
export const orderId = (letter: string): string => `01HF7YAT31JZECA3K2V2W6E9Q${letter}`;

export function bossFixture(seed: BossSeed = defaultSeed, store: Store = memoryStore()) {
  const clock = { time: NOW, now: () => clock.time };
  const environment: Environment = {
    clock,
    // Time passes only while a timer waits.
    timers: {
      after: (delayMs, callback) => {
        clock.time += delayMs;
        queueMicrotask(callback);
        return () => undefined;
      },
    },
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    crypto: {
      hmacSha256: async (key, data) =>
        new Uint8Array(createHmac('sha256', key).update(data).digest()),
      sha256: () => Promise.reject(new Error('BOSS needs no SHA-256')),
      seal: () => Promise.reject(new Error('BOSS seals nothing')),
      open: () => Promise.reject(new Error('BOSS opens nothing')),
    },
    log: silentLog,
  };
  const files = { hash: nodeHash, channel: CHANNEL, cutOff: '233000', area: memoryArea };
  const { fetch, faults, receive } = createBoss({ environment, store, seed, files });
  const wire = checked('boss', fetch, (message) => {
    throw new Error(message);
  });

  async function ask(method: string, path: string, body?: unknown) {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'Content-Type': 'application/json' };
    const url = `https://boss.test/boss/v1${path}`;
    const response = await wire(new Request(url, { method, headers, ...json }));
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  const item = (serviceId: string, months: number) => ({ serviceId, months });
  return {
    clock,
    faults,
    receive,
    store,
    ask,
    get: (path: string) => ask('GET', path),
    hold: (letter: string, serviceId = 'basic', months = 12) =>
      ask('POST', '/holds', {
        orderId: orderId(letter),
        subscriberId: SUBSCRIBER,
        items: [item(serviceId, months)],
      }),
    activate: (letter: string, amountFen: number, serviceId = 'basic', months = 12) =>
      ask('PUT', `/orders/${orderId(letter)}/activation`, {
        subscriberId: SUBSCRIBER,
        amountFen,
        items: [item(serviceId, months)],
        paidAt: '2026-11-23T20:39:12+08:00',
      }),
    credit: (letter: string, amountFen: number, subscriberId = SUBSCRIBER) =>
      ask('PUT', `/orders/${orderId(letter)}/credit`, { subscriberId, amountFen }),
    order: (letter: string) => ask('GET', `/orders/${orderId(letter)}`),
    service: (serviceId: string) =>
      ask('GET', `/catalogue/${serviceId}?subscriberId=${SUBSCRIBER}`),
  };
}

export type BossFixture = ReturnType<typeof bossFixture>;
