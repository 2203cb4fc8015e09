/** A TSP with fakes around it, and a subscriber who pays: the fixture of most tests here. */
import { createHash } from 'node:crypto';
import type { Bytes } from '../../../src/shared/bytes.ts';
import { checked } from '../../contract/checked.ts';
import { memoryStore } from '../../store/memoryStore.ts';
import type { Store } from '../../store/store.ts';
import { defaultLimits, type TspLimits } from './base/limits.ts';
import type { TspSetup } from './base/ports.ts';
import { fakeBoss } from './bossFake.fixture.ts';
import { type Box, createBox } from './box.fixture.ts';
import { nodeCrypto } from './nodeCrypto.fixture.ts';
import { fakeHsm, fakePool, fakePpp, ISSUER } from './psamAndHsm.fixture.ts';
import { subscriber } from './subscriber.fixture.ts';
import { createTsp } from './tsp.ts';
import { virtualTime } from './virtualTime.fixture.ts';

/** Monday, 23 November 2026, 20:36 in China. */
export const NOW = Date.parse('2026-11-23T20:36:00+08:00');
export const TODAY = '20261123';
/** The timers when nothing is under way: that of the next blacklist. */
export const ONLY_THE_BLACKLIST = 1;
const SUBSCRIBER = 'sub-1';
const BOX_KEYS: Readonly<Record<string, string>> = {
  'STB-1': '11'.repeat(32),
  'STB-2': '22'.repeat(32),
  'STB-9': '99'.repeat(32),
};

/** Gives the same bytes in every run. */
function seededRandom() {
  let counter = 0;
  return {
    bytes(length: number): Bytes {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = createHash('sha256').update(`random ${counter++}`).digest();
        bytes.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return bytes;
    },
  };
}

export function tspFixture(
  options: {
    limits?: Partial<TspLimits>;
    store?: Store;
    wrap?: (store: Store) => Store;
    /** First two bytes of serials; `0006` otherwise. */
    ranges?: readonly string[];
    /** Every MAC1 has the same low counter, as those of new PSAMs have. */
    sameCounter?: boolean;
    setup?: Partial<Pick<TspSetup, 'tacCheck' | 'refusedClaims'>>;
  } = {},
) {
  const time = virtualTime(NOW);
  const logs: string[] = [];
  const environment = {
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(),
    crypto: nodeCrypto,
    log: (area: string, message: string) => logs.push(`${area} ${message}`),
  };
  const violations: string[] = [];
  const noteViolation = (message: string) => violations.push(message);
  const boss = fakeBoss(time);
  for (const [stbId, key] of Object.entries(BOX_KEYS)) {
    boss.boxes.set(stbId, { key, subscriberId: stbId === 'STB-9' ? 'sub-9' : SUBSCRIBER });
  }
  const pool = fakePool(time, options.sameCounter);
  const hsm = fakeHsm();
  const ppp = fakePpp();
  const plain = options.store ?? memoryStore();
  const store = options.wrap ? options.wrap(plain) : plain;
  const limits = { ...defaultLimits, ...options.limits };
  const build = () =>
    createTsp({
      environment,
      store,
      boss: checked('boss', boss.fetch, noteViolation),
      ppp: checked('ppp', ppp.fetch, noteViolation),
      pool,
      hsm,
      limits,
      serialRanges: { [ISSUER]: options.ranges ?? ['0006'] },
      merchant: 'M1',
      terminalGroup: 'TG1',
      ...options.setup,
    });
  let tsp = build();
  const box = (stbId = 'STB-1'): Box =>
    createBox(
      time,
      (request) => checked('tsp', tsp.fetch, noteViolation)(request),
      stbId,
      BOX_KEYS[stbId] ?? '00'.repeat(32),
    );

  return {
    ...subscriber,
    time,
    boss,
    pool,
    hsm,
    ppp,
    logs,
    violations,
    environment,
    limits,
    /** The TSP's own room. */
    room: store.room('tsp'),
    get tsp() {
      return tsp;
    },
    box,
    async opened(stbId = 'STB-1'): Promise<Box> {
      const opened = box(stbId);
      (await opened.open()).value;
      return opened;
    },
    /** Ends the TSP and starts another over the same store. */
    async restart(): Promise<void> {
      tsp.stop();
      pool.restart();
      tsp = build();
      await tsp.start();
      await time.drain();
    },
  };
}

export type Fixture = ReturnType<typeof tspFixture>;
