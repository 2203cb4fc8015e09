import { expect, test } from 'vitest';
import { seededRandom, syncCrypto } from '../../../mocks/environment/simulation.ts';
import { lockResetCode } from '../../../mocks/operator/boss/subscribers/lockResetCode.ts';
import { virtualTime } from '../../../mocks/operator/tsp/virtualTime.fixture.ts';
import { toHex, utf8 } from '../../shared/bytes.ts';
import type { BoxIdentity } from '../../tsp/boxIdentity.ts';
import { boxMemory } from './boxMemory.ts';
import { createChildLock } from './createChildLock.ts';
import { fakeStorage } from './storage.fixture.ts';

const EVENING = Date.parse('2026-11-23T20:39:12+08:00');
const MINUTE = 60_000;
const boxKey = utf8('the key of this box, 32 bytes ok');
const box: BoxIdentity = {
  stbId: 'STB-1',
  sign: (message) => syncCrypto.hmacSha256(boxKey, message),
};

/** A box: what it remembers outlives its pages; every page begins with a clock of its own. */
function boxFixture() {
  const storage = fakeStorage();
  /** Goes with the box's power. */
  let session = fakeStorage();
  let seed = 1;
  const start = (now = EVENING) => {
    const time = virtualTime(now);
    let set = 0;
    const lock = createChildLock({
      memory: boxMemory(
        () => storage,
        () => session,
      ),
      crypto: syncCrypto,
      random: seededRandom(seed++),
      clock: { now: () => time.clock.now() + set },
      timers: time.timers,
      box,
    });
    return {
      lock,
      time,
      setClock: (byMs: number) => {
        set += byMs;
      },
    };
  };
  const losesPower = () => {
    session = fakeStorage();
  };
  return { start, storage, losesPower };
}

const wrongly = async (
  lock: ReturnType<ReturnType<typeof boxFixture>['start']>['lock'],
  times: number,
) => {
  for (let i = 0; i < times; i++) expect(await lock.tryPin('9999')).toBeNull();
};

async function locked(pin = '2580') {
  const fixture = boxFixture();
  const first = fixture.start();
  const key = (await first.lock.putOn(pin))!;
  return { ...fixture, ...first, key };
}

test('off at first: nothing is guarded and no PIN opens anything', async () => {
  const { lock } = boxFixture().start();
  expect([lock.limitFen.value, lock.guards(9_999_999), await lock.tryPin('0000')]).toEqual([
    undefined,
    false,
    null,
  ]);
});

test.each([
  [0, 1, true],
  [0, 28_600, true],
  [5_000, 5_000, false],
  [5_000, 5_001, true],
])('with limit %i a payment of %i is guarded: %s', async (limit, amount, isGuarded) => {
  const { lock, key } = await locked();
  key.changeLimit(limit);
  expect(lock.guards(amount)).toBe(isGuarded);
});

test('the lock outlives the page, and only its PIN opens it', async () => {
  const { start, key } = await locked('258014');
  key.changeLimit(10_000);
  const { lock } = start();
  expect(lock.limitFen.value).toBe(10_000);
  expect(await lock.tryPin('258013')).toBeNull();
  expect(await lock.tryPin('25801')).toBeNull();
  expect((await lock.tryPin('258014'))?.takeOff()).toBe(true);
  expect(start().lock.limitFen.value).toBeUndefined();
});

test('what is kept has neither the PIN nor the same hash twice', async () => {
  const first = await locked('2580');
  const other = await locked('2580');
  await other.key.changePin('2580');
  const kept = [first, other].map(({ storage }) => storage.text());
  expect(kept.join()).not.toContain('2580');
  expect(kept.join()).not.toContain(toHex(await syncCrypto.sha256(utf8('2580'))));
  const hashes = kept.map((text) => /"hash":"(\w+)"/.exec(text)?.[1]);
  expect(new Set(hashes).size).toBe(2);
});

test('three wrong PINs bring a wait, each longer than the one before, and during it even the right PIN does nothing', async () => {
  const { lock, time } = await locked();
  for (const minutes of [1, 5, 15, 60, 60]) {
    expect(lock.triesLeft()).toBe(3);
    await wrongly(lock, 3);
    expect(lock.waitsUntil.value).toBe(time.clock.now() + minutes * MINUTE);
    await time.advance(minutes * MINUTE - 1);
    expect(await lock.tryPin('2580')).toBeNull();
    await time.advance(1);
    expect(lock.waitsUntil.value).toBeNull();
  }
  expect(await lock.tryPin('2580')).not.toBeNull();
});

test('the right PIN clears the count of wrong ones', async () => {
  const { lock } = await locked();
  await wrongly(lock, 2);
  expect(lock.triesLeft()).toBe(1);
  expect(await lock.tryPin('2580')).not.toBeNull();
  await wrongly(lock, 2);
  expect([lock.triesLeft(), lock.waitsUntil.value]).toEqual([1, null]);
});

test('a try is counted before it is judged: pulling the plug does not undo it', async () => {
  const { lock, start, storage } = await locked();
  void lock.tryPin('9999');
  expect(storage.text()).toContain('"wrong":1');
  const next = start().lock;
  void next.tryPin('9999');
  void start().lock.tryPin('9999');
  const last = start().lock;
  last.look();
  expect(last.waitsUntil.value).toBe(EVENING + MINUTE);
});

test('a wait goes on after a restart, for what is left of it', async () => {
  const { lock, time, start } = await locked();
  await wrongly(lock, 3);
  await time.advance(20_000);
  const { lock: later, time: laterTime } = start(time.clock.now());
  expect(await later.tryPin('2580')).toBeNull();
  expect(later.waitsUntil.value).toBe(EVENING + MINUTE);
  await laterTime.advance(40_000);
  expect(await later.tryPin('2580')).not.toBeNull();
});

test('a clock set back makes the wait begin again; it never ends early and never lasts for years', async () => {
  const { lock, start } = await locked();
  await wrongly(lock, 3);
  const { lock: later, time } = start(EVENING - 365 * 24 * 60 * MINUTE);
  later.look();
  await time.advance(MINUTE - 1);
  expect(await later.tryPin('2580')).toBeNull();
  await time.advance(1);
  expect(await later.tryPin('2580')).not.toBeNull();
});

test('a clock set forward while the page runs ends no wait', async () => {
  const { lock, setClock, time } = await locked();
  await wrongly(lock, 3);
  setClock(60 * MINUTE);
  await time.advance(MINUTE - 1);
  lock.look();
  expect(await lock.tryPin('2580')).toBeNull();
});

test('two tries at once count as one', async () => {
  const { lock } = await locked();
  const both = await Promise.all([lock.tryPin('9999'), lock.tryPin('2580')]);
  expect(both).toEqual([null, null]);
  expect(lock.triesLeft()).toBe(2);
});

test('a lock that is on cannot be put on again', async () => {
  const { lock } = await locked();
  expect(await lock.putOn('1111')).toBeNull();
  expect(await lock.tryPin('1111')).toBeNull();
  expect(await lock.tryPin('2580')).not.toBeNull();
});

test('the key of a lock that was taken off fits no other', async () => {
  const { lock, key } = await locked();
  expect(key.takeOff()).toBe(true);
  await lock.putOn('1111');
  expect([key.takeOff(), key.changeLimit(9), await key.changePin('0000')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(lock.limitFen.value).toBe(0);
  expect(await lock.tryPin('1111')).not.toBeNull();
});

test.each(['fill', 'goesDeaf'] as const)(
  'on a box that cannot keep the lock (%s) it stays off, also after a reload',
  async (breaks) => {
    const { start, storage } = boxFixture();
    storage[breaks]();
    const { lock } = start();
    expect(await lock.putOn('2580')).toBeNull();
    expect([lock.limitFen.value, start().lock.limitFen.value]).toEqual([undefined, undefined]);
  },
);

test.each(['fill', 'goesDeaf'] as const)(
  'on a box that can keep nothing more (%s) the lock stays as it was kept, also after a reload',
  async (breaks) => {
    const { start, storage, key } = await locked();
    key.changeLimit(5_000);
    storage[breaks]();
    expect([key.changeLimit(0), await key.changePin('1111')]).toEqual([false, false]);
    const { lock } = start();
    expect([lock.limitFen.value, await lock.tryPin('1111')]).toEqual([5_000, null]);
    expect(await lock.tryPin('2580')).not.toBeNull();
  },
);

test.each(['fill', 'goesDeaf'] as const)(
  'a box that can keep nothing more (%s) counts wrong PINs over a reload all the same',
  async (breaks) => {
    const { lock, start, storage, losesPower } = await locked();
    storage[breaks]();
    await wrongly(lock, 2);
    const { lock: second } = start();
    expect(second.triesLeft()).toBe(1);
    await wrongly(second, 1);
    const { lock: third, time } = start();
    expect(await third.tryPin('2580')).toBeNull();
    await time.advance(MINUTE);
    expect(await third.tryPin('2580')).not.toBeNull();
    losesPower();
    expect(start().lock.triesLeft()).toBe(3);
  },
);

test('a count that only the session has goes once the box keeps again', async () => {
  const { lock, start, storage } = await locked();
  storage.fill();
  await wrongly(lock, 2);
  storage.heals();
  expect(await lock.tryPin('2580')).not.toBeNull();
  expect(start().lock.triesLeft()).toBe(3);
});

test.each([
  ['null', 'null'],
  ['half a file', '{"salt":"AB'],
  ['another shape', '{"pin":"2580"}'],
  ['an invalid limit', '{"limitFen":"0"}'],
  [
    'an invalid hash',
    '{"salt":"","hash":"2580","limitFen":500,"wrong":0,"until":0,"challenge":"482913"}',
  ],
])('%s instead of the lock: shut, and only the hotline opens', async (_, text) => {
  const { start, storage } = boxFixture();
  storage.setItem('portal.1.lock', text);
  const { lock } = start();
  const again = start().lock;
  expect(again.challenge()).toBe(lock.challenge());
  expect([again.limitFen.value, await again.tryPin('2580')]).toEqual([0, null]);
  expect(await again.tryResetCode(await codeFor(again.challenge()))).toBe(true);
  expect(start().lock.limitFen.value).toBeUndefined();
});

/** What the operator's side answers. */
const codeFor = (challenge: string, key = boxKey) => lockResetCode(syncCrypto, key, challenge);

test('the hotline’s code takes the lock off, also while a wait is on; nothing else does', async () => {
  const { lock, start } = await locked();
  await wrongly(lock, 3);
  const code = await codeFor(lock.challenge());
  const others = await Promise.all([
    codeFor(lock.challenge(), utf8('the key of some other, 32 bytes.')),
    codeFor('000000'),
  ]);
  for (const wrong of [...others, '', '00000000', code.slice(1), `${code}0`]) {
    expect(await lock.tryResetCode(wrong)).toBe(false);
  }
  expect(await lock.tryResetCode(code)).toBe(true);
  expect([lock.limitFen.value, lock.waitsUntil.value, await lock.tryResetCode(code)]).toEqual([
    undefined,
    null,
    false,
  ]);
  const { lock: next } = start();
  await next.putOn('1111');
  expect(await next.tryResetCode(code)).toBe(false);
});

test('a box that cannot sign cannot be reset', async () => {
  const storage = fakeStorage();
  const time = virtualTime(EVENING);
  const lock = createChildLock({
    memory: boxMemory(() => storage, fakeStorage),
    crypto: syncCrypto,
    random: seededRandom(1),
    ...time,
    box: { stbId: 'STB-1', sign: () => Promise.reject(new Error('no host')) },
  });
  await lock.putOn('2580');
  expect(await lock.tryResetCode('00000000')).toBe(false);
});
