/** PC/SC in the process that uses it, with what makes the real one hard: calls that fail late, events that join into one. */
import { toHex } from '../../../../src/shared/bytes.ts';
import type { Timers } from '../../../../src/shared/time.ts';
import { type FakePcscd, failing } from './fakePcscd.fixture.ts';
import { type PcscCard, READER_STATE } from './pcsc.ts';
import type { Winscard } from './winscard.ts';

const { changed: CHANGED, unknown: UNKNOWN, present: PRESENT } = READER_STATE;

/** One process: what it holds it holds until it ends. */
export function fakeWinscard(timers: Timers, pcscd: FakePcscd) {
  const { world, moves, holders, breaches, waiters, delivered } = pcscd;
  /** What was told of each reader. */
  const told = new Map<string, number>();
  const cards: [reader: string, card: PcscCard][] = [];
  let isOver = false;

  const stateOf = (reader: string): number => {
    const insertion = world.get(reader);
    if (insertion === undefined) return UNKNOWN;
    const flags = insertion > 0 ? PRESENT : READER_STATE.empty;
    return flags | ((moves.get(reader) ?? 0) << 16);
  };

  function tells(reader: string, state: number): void {
    const before = told.get(reader) ?? 0;
    if (before === state || isOver) return;
    if (state === UNKNOWN) {
      told.delete(reader);
      return void delivered.push([reader, 'gone']);
    }
    told.set(reader, state);
    const isPresent = !!(state & PRESENT);
    if (isPresent && before & PRESENT && before >>> 16 !== state >>> 16) {
      delivered.push([reader, 'empty']);
    }
    delivered.push([reader, isPresent ? 'present' : 'empty']);
  }

  const getStatusChange: Winscard['getStatusChange'] = (context, known, timeoutMs) =>
    new Promise((resolve, reject) => {
      const before = [...known].map(([reader, state]) => [reader, state & ~CHANGED] as const);
      const end = (run: () => void) => {
        waiters.delete(waiter);
        stop();
        timers.after(1, run);
      };
      const changed = () => [...before].filter(([reader, state]) => state !== stateOf(reader));
      /** Tells what is true a little later: what has happened until then has become one change. */
      const look = () => {
        if (changed().length === 0) return;
        end(() => {
          const states = changed().map(([reader]) => [reader, stateOf(reader)] as const);
          for (const [reader, state] of states) tells(reader, state);
          resolve(new Map(states.map(([reader, state]) => [reader, state | CHANGED])));
        });
      };
      const waiter = {
        wakes: (reader: string) => (known.has(reader) ? look() : end(() => resolve(new Map()))),
        fails: (code: string) => end(() => reject(failing(code))),
      };
      const stop = timers.after(timeoutMs, () => end(() => resolve(new Map())));
      if (context !== pcscd.life()) return waiter.fails('InvalidHandle');
      if ([...known.keys()].some((reader) => !world.has(reader))) {
        return waiter.fails('UnknownReader');
      }
      waiters.add(waiter);
      look();
    });

  function cardIn(reader: string, life: number): PcscCard {
    const insertion = world.get(reader);
    let isBusy = false;
    let isReleased = false;
    function alone<T>(what: string, run: () => T): Promise<T> {
      if (isReleased) breaches.push(`${what} after the release`);
      if (isBusy) breaches.push(`${what} during another call`);
      const calling = pcscd.calls(life, run);
      isBusy = true;
      return calling.finally(() => {
        isBusy = false;
      });
    }
    const isThere = () => {
      if (world.get(reader) !== insertion) throw failing('RemovedCard');
    };
    const card: PcscCard = {
      transmit: (apdu) =>
        alone('transmit', () => {
          isThere();
          pcscd.times.set(toHex(apdu), (pcscd.times.get(toHex(apdu)) ?? 0) + 1);
          return Uint8Array.of(0x90, 0);
        }),
      coldReset: () =>
        alone('reset', () => {
          isThere();
          return Uint8Array.of(0x3b, 0);
        }),
      release() {
        // pcscd lets go of the card, whatever it answers.
        if (holders.get(reader) === card) holders.delete(reader);
        const calling = alone('release', () => {});
        isReleased = true;
        return calling;
      },
    };
    return card;
  }

  const winscard: Winscard = {
    async establishContext() {
      if (pcscd.faults[0] === 'throws') throw failing(String(pcscd.faults.shift()));
      const life = pcscd.life();
      if (life === 0) throw failing('NoService');
      return life;
    },
    async listReaders(context) {
      if (context !== pcscd.life()) throw failing('NoService');
      const names = [...world.keys()];
      for (const reader of told.keys()) if (!world.has(reader)) tells(reader, UNKNOWN);
      return names;
    },
    getStatusChange,
    async connect(reader) {
      const life = pcscd.life();
      // What a connection that failed has taken is given back with its context.
      if (pcscd.faults[0] === 'late') pcscd.faults[0] = 'rejects';
      return pcscd.calls(life, () => {
        if (!world.get(reader)) throw failing('NoSmartCard');
        if (holders.has(reader)) throw failing('SharingViolation');
        const card = cardIn(reader, life);
        if (!isOver) holders.set(reader, card);
        cards.push([reader, card]);
        return card;
      });
    },
  };
  return {
    winscard,
    /** The process ends: pcscd frees what it held. */
    ends(): void {
      for (const reader of told.keys()) delivered.push([reader, 'gone']);
      isOver = true;
      for (const [reader, card] of cards) {
        if (holders.get(reader) === card) holders.delete(reader);
      }
    },
  };
}
