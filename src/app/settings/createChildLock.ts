/** The child lock on what the box remembers. Nothing here knows a PIN for longer than it takes to hash it. */
import { signal } from '@preact/signals';
import { type ChildLock, type LockKey, TRIES } from '../../screens/lock/childLock.ts';
import { toHex, uintFrom, utf8 } from '../../shared/bytes.ts';
import type { Crypto } from '../../shared/crypto.ts';
import type { Random } from '../../shared/random.ts';
import type { Clock, Instant, Timers } from '../../shared/time.ts';
import type { BoxIdentity } from '../../tsp/boxIdentity.ts';
import type { BoxMemory } from './boxMemory.ts';
import { type LockRecord, lockRecord, waitMs } from './lockRecord.ts';
import { pinHash } from './pinHash.ts';

interface LockParts {
  readonly memory: BoxMemory;
  readonly crypto: Crypto;
  readonly random: Random;
  /** The TSP's: a wait that began before a restart is measured on it. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly box: BoxIdentity;
}

const NAME = 'lock';
const SALT_BYTES = 16;

const lastDigits = (bytes: ArrayLike<number>, digits: number): string =>
  `0000000${uintFrom(bytes)}`.slice(-digits);

export function createChildLock(parts: LockParts): ChildLock {
  const { memory, crypto, random, clock, timers, box } = parts;
  const newChallenge = () => lastDigits(random.bytes(4), 6);
  let record = lockRecord(memory.read(NAME), newChallenge);
  const limitFen = signal(record?.limitFen);
  // A damaged lock is written again, so that the hotline gets one challenge and not another at each start.
  if (record?.hash === '') memory.write(NAME, record);
  const waitsUntil = signal<Instant | null>(null);
  let isJudging = false;
  let stopWaiting = () => {};

  function apply(next: LockRecord | undefined): void {
    record = next;
    limitFen.value = next?.limitFen;
  }

  /** It applies also where the box cannot keep it. */
  function keep(next: LockRecord): void {
    apply(next);
    if (!memory.write(NAME, next)) memory.hold(NAME, next);
  }

  /** For changes that must not apply unless they are kept. */
  function change(next: LockRecord | undefined): boolean {
    const isKept = memory.write(NAME, next);
    if (isKept) apply(next);
    return isKept;
  }

  /** A wait runs on this page's timer: no clock that is set while it runs ends it early. */
  function wait(leftMs: number): void {
    waitsUntil.value = clock.now() + leftMs;
    const cancel = timers.after(leftMs, () => {
      stopWaiting();
      if (record) keep({ ...record, until: 0 });
    });
    stopWaiting = () => {
      cancel();
      waitsUntil.value = null;
    };
  }

  function look(): void {
    if (!record?.until || waitsUntil.value !== null) return;
    const left = Math.min(record.until - clock.now(), waitMs(record.wrong));
    if (left > 0) wait(left);
    keep({ ...record, until: left > 0 ? record.until : 0 });
  }

  async function withPin(now: Pick<LockRecord, 'limitFen' | 'challenge'>, pin: string) {
    const salt = toHex(random.bytes(SALT_BYTES));
    const hash = await pinHash(crypto, salt, pin);
    return { ...now, salt, hash, wrong: 0, until: 0 };
  }

  function takeOff(): boolean {
    const isOff = change(undefined);
    if (isOff) stopWaiting();
    return isOff;
  }

  /** A key for one lock: once that lock is off, the key fits no other. */
  function keyOf({ challenge }: LockRecord): LockKey {
    const mine = () => (record?.challenge === challenge ? record : undefined);
    return {
      async changePin(pin) {
        const now = mine();
        const next = now && (await withPin(now, pin));
        return mine() !== undefined && change(next);
      },
      changeLimit(limit) {
        const now = mine();
        return now !== undefined && change({ ...now, limitFen: limit });
      },
      takeOff: () => mine() !== undefined && takeOff(),
    };
  }

  return {
    limitFen,
    waitsUntil,
    look,
    triesLeft: () => TRIES - ((record?.wrong ?? 0) % TRIES),
    guards: (amountFen) => amountFen > (limitFen.value ?? Number.POSITIVE_INFINITY),
    async putOn(pin) {
      const next = await withPin({ limitFen: 0, challenge: newChallenge() }, pin);
      return record === undefined && change(next) ? keyOf(next) : null;
    },
    async tryPin(pin) {
      look();
      if (!record || waitsUntil.value !== null || isJudging) return null;
      isJudging = true;
      const wrong = record.wrong + 1;
      const isLast = wrong % TRIES === 0;
      // Counted first: pulling the plug must not undo a try.
      keep({ ...record, wrong, until: isLast ? clock.now() + waitMs(wrong) : 0 });
      const { salt, hash } = record;
      const isRight = (await pinHash(crypto, salt, pin)) === hash;
      isJudging = false;
      if (!isRight || !record) {
        look();
        return null;
      }
      stopWaiting();
      keep({ ...record, wrong: 0, until: 0 });
      return keyOf(record);
    },
    challenge: () => record?.challenge ?? '',
    async tryResetCode(code) {
      if (!record) return false;
      const signature = await box.sign(utf8(`lock-reset|${record.challenge}`)).catch(() => null);
      if (!signature || lastDigits(signature.slice(0, 4), 8) !== code || !record) return false;
      return takeOff();
    },
  };
}
