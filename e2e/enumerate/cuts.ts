/** Stands in every exchange of a simulated world, and cuts it where the seams say so. */

import type { SimulatedSlot } from '../../mocks/box/reader/simulatedSlot.ts';
import type { Cut } from '../../mocks/card/cardTorn.ts';
import type { SimulatedCard } from '../../mocks/card/createCard.ts';
import type { Fetch } from '../../mocks/environment/environment.ts';
import { HsmUnavailable, type SwitchableHsm } from '../../mocks/operator/hsm/hsm.ts';
import type { Psam } from '../../mocks/operator/psam/psam.ts';
import { PsamDead } from '../../mocks/operator/psam/psamFault.ts';
import { apduName } from '../../mocks/trace/trace.ts';
import type { Journal, JournalEntry } from '../../src/payment/journal.ts';
import { readerError } from '../../src/reader/readerError.ts';
import { neverAborted } from '../../src/shared/abort.ts';
import { type Bytes, fromHex } from '../../src/shared/bytes.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { pause, type Timers } from '../../src/shared/time.ts';
import type { CommitCut } from './plainStore.ts';
import type { SeamClass, Seams } from './seams.ts';

/** Longer than every limit of a call. */
const LATE_MS = 60_000;
const LOCKED = fromHex('9303');
const never = <T>(): Promise<T> => new Promise<T>(() => {});
const lost = () => new TypeError('connection lost');

/** The last part of a path that names a kind of thing, not a thing. */
function pathLabel(request: Request): string {
  const { pathname } = new URL(request.url);
  const words = pathname.split('/').filter((part) => /^[a-z-]+$/.test(part) && part !== 'v1');
  return `${request.method} ${words.slice(1).join('/')}`;
}

/** Cuts a wire. Answers of other requests come from the same wire: the last whole one. */
export function cutFetch(seams: Seams, group: SeamClass, timers: Timers, fetch: Fetch): Fetch {
  let last: { readonly status: number; readonly text: string; readonly type: string } | null = null;
  const kept = async (response: Response): Promise<Response> => {
    const text = await response.clone().text();
    last = { status: response.status, text, type: response.headers.get('content-type') ?? '' };
    return response;
  };
  const stale = (before: typeof last): Response => {
    if (!before) throw lost();
    return new Response(before.text, {
      status: before.status,
      headers: { 'Content-Type': before.type },
    });
  };
  const unavailable = () => new Response('', { status: 503 });
  const late = () => pause(timers, LATE_MS, neverAborted);
  return async (request) => {
    const before = last;
    switch (seams.pass(group, pathLabel(request))) {
      case 'lost':
        throw lost();
      case 'answer lost':
        await fetch(request);
        throw lost();
      case 'late':
        await late();
        return fetch(request);
      case 'answer late': {
        const response = await fetch(request);
        await late();
        return response;
      }
      case 'twice': {
        const again = request.clone();
        const response = await fetch(request);
        await fetch(again).catch(() => {});
        return response;
      }
      case 'twice, second answered': {
        const again = request.clone();
        await fetch(request).catch(() => {});
        return fetch(again);
      }
      case '503':
        return unavailable();
      case 'done, 503':
        await fetch(request);
        return unavailable();
      case 'stale answer':
        return stale(before);
      case 'done, stale answer':
        await fetch(request);
        return stale(before);
      default:
        return kept(await fetch(request));
    }
  };
}

interface SlotOfBox {
  cardIn(): SimulatedCard | null;
  /** False once the box has lost its power: nothing reaches the card any more. */
  hasPower(): boolean;
}

/** Cuts the card's slot, in place. */
export function cutSlot(seams: Seams, slot: SimulatedSlot, { cardIn, hasPower }: SlotOfBox): void {
  const transmit = slot.transmit;
  let last: Bytes = fromHex('9000');
  const timedOut = () => fail(readerError('TIMEOUT', 'unknown'));
  slot.transmit = (command) => {
    const before = last;
    const real = () => {
      if (!hasPower()) return timedOut();
      const answered = transmit(command);
      if (answered.ok) last = answered.value;
      return answered;
    };
    const torn = (at: Cut['at']) => {
      cardIn()?.cutNext({ at });
      return real();
    };
    switch (seams.pass('apdu', apduName(command))) {
      case 'lost':
        return timedOut();
      case 'answer lost':
        real();
        return timedOut();
      case 'torn before':
        return torn('before-write');
      case 'torn after the write':
        return torn('after-write');
      case 'torn before the answer':
        return torn('before-answer');
      case 'stale answer':
        return ok(before);
      case 'done, stale answer':
        real();
        return ok(before);
      case '6F00':
        return ok(fromHex('6F00'));
      case 'done, 6F00':
        real();
        return ok(fromHex('6F00'));
      case '6985':
        return ok(fromHex('6985'));
      case 'done, 6985':
        real();
        return ok(fromHex('6985'));
      case 'done, box loses power':
        real();
        seams.strike('box loses power');
        return timedOut();
      default:
        return real();
    }
  };
}

/** Cuts a portal's journal. `isDead`: its page is gone. */
export function cutJournal(seams: Seams, inner: Journal, isDead: () => boolean): Journal {
  async function through<T>(label: string, work: () => Promise<T>): Promise<T> {
    if (isDead()) return never();
    switch (seams.pass('journal', label)) {
      case 'fails':
        throw new DOMException('the journal fails', 'QuotaExceededError');
      case 'page dies before':
        seams.strike('page dies');
        return never();
      case 'page dies after':
        await work();
        seams.strike('page dies');
        return never();
      default:
        return isDead() ? never() : work();
    }
  }
  return {
    put: (entry: JournalEntry) => through(`put ${entry.phase}`, () => inner.put(entry)),
    remove: (attemptId) => through('remove', () => inner.remove(attemptId)),
    all: () => through('all', () => inner.all()),
  };
}

export function cutHsm(seams: Seams, hsm: SwitchableHsm): SwitchableHsm {
  async function through<T>(label: string, work: () => Promise<T>, wrong: T): Promise<T> {
    switch (seams.pass('hsm', label)) {
      case 'down':
        throw new HsmUnavailable();
      case 'silent':
        return never();
      case 'wrong':
        return wrong;
      default:
        return work();
    }
  }
  return {
    verifyMac2: (subject) => through('verify MAC2', () => hsm.verifyMac2(subject), false),
    closingMac2: (subject) => through('closing MAC2', () => hsm.closingMac2(subject), '00000000'),
    setAvailable: (isAvailable) => hsm.setAvailable(isAvailable),
  };
}

const PSAM_COMMANDS: Readonly<Record<number, string>> = { 112: 'INIT SAM', 114: 'CREDIT SAM' };

export function cutPsam(seams: Seams, psam: Psam): Psam {
  return {
    get state() {
      return psam.state;
    },
    reset: () => psam.reset(),
    transmit(command) {
      const name = PSAM_COMMANDS[command[1]!];
      switch (name === undefined ? null : seams.pass('psam', name)) {
        case 'dead':
          throw new PsamDead('cut');
        case 'done, dead':
          psam.transmit(command);
          throw new PsamDead('cut');
        case 'locked':
          return LOCKED;
        default:
          return psam.transmit(command);
      }
    },
  };
}

/** Lists that are in nearly every commit, and say nothing about it. */
const EVERYWHERE = /^(audit|due|open|answer)|-head$|Of$/;

/** The first two lists a commit writes, by their names. */
function writtenLists(keys: readonly string[]): string {
  const all = [...new Set(keys.map((key) => key.split('/')[1]!))].sort();
  const telling = all.filter((name) => !EVERYWHERE.test(name));
  return (telling.length > 0 ? telling : all).slice(0, 2).join('+');
}

/** Cuts commits of the store that all parties share. */
export const cutCommits =
  (seams: Seams) =>
  (room: string, keys: readonly string[]): CommitCut | null => {
    const kind = seams.pass('commit', `${room} ${writtenLists(keys)}`);
    const die = () => {
      if (room === 'tsp') seams.strike('TSP dies');
    };
    const nothing = () => {};
    switch (kind) {
      case 'fails':
        return {
          before() {
            throw new Error('the disk is full');
          },
          after: nothing,
        };
      case 'killed before':
        return {
          before() {
            die();
            throw new Error('killed');
          },
          after: nothing,
        };
      case 'killed after':
        return {
          before: nothing,
          after() {
            die();
            throw new Error('killed');
          },
        };
      default:
        return null;
    }
  };
