/**
 * The host's own calendar. Every hour, and just after the cut-off, it settles each day that is over and not settled
 * yet.
 */
import {
  chinaInstant,
  chinaTime,
  DAY_MS,
  dayAfter,
  type Instant,
} from '../../../../src/shared/time.ts';
import { type Environment, steadyMs } from '../../../environment/environment.ts';
import type { Store } from '../../../store/store.ts';
import {
  getFirstDate,
  hostRoom,
  isSettledDay,
  markSettledDay,
  putFirstDate,
} from '../state/hostStore.ts';

interface DayKeeperParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly cutOff: string;
  /** The current business day, `YYYYMMDD`. */
  readonly businessDate: () => string;
  /** Settles one day. True when all sides have answered. A rejection is tried again in an hour. */
  readonly settle: (date: string) => Promise<boolean>;
  /** Other work that is done each hour. */
  readonly hourly: () => Promise<void>;
}

interface DayKeeper {
  start(): Promise<void>;
  /** Resolves when the running round is over. */
  stop(): Promise<void>;
  /** Starts a round now, like the hourly one. */
  tick(): Promise<void>;
}

const HOUR_MS = 3_600_000;
/** Gives a payment that runs at the cut-off time to be reported. */
const AFTER_CUT_OFF_MS = 90_000;
/** A clock that was set by more than this leaves people a round to set it right before a day is settled by it. */
const SET_MS = 10 * 60_000;
/** Days further back are not looked at again. */
const LOOKED_BACK_DAYS = 31;

/** Milliseconds to the next round: an hour, or less if the day ends earlier. */
export function msToNext(now: Instant, cutOff: string): number {
  const today = chinaInstant(chinaTime(now).date, cutOff) + AFTER_CUT_OFF_MS;
  const next = today > now ? today : today + DAY_MS;
  return Math.min(HOUR_MS, next - now);
}

export function createDayKeeper(parts: DayKeeperParts): DayKeeper {
  const { environment, cutOff } = parts;
  const { clock, timers, log } = environment;
  const room = hostRoom(parts.store);
  let cancel = () => {};
  let isOver = false;
  /** How far the wall clock is from the steady one; it changes only when the clock is set. */
  const gapMs = (): number => clock.now() - steadyMs(clock);
  let lastGapMs = gapMs();
  let running: Promise<void> = Promise.resolve();

  /** The days that are over and not settled, since the first day of this host, oldest first. */
  async function unsettled(): Promise<string[]> {
    const today = parts.businessDate();
    return room.transaction(async (tx) => {
      const first = (await getFirstDate(tx)) ?? today;
      putFirstDate(tx, first);
      const earliest = dayAfter(today, -LOOKED_BACK_DAYS);
      const dates: string[] = [];
      for (let date = first < earliest ? earliest : first; date < today; date = dayAfter(date)) {
        if (!(await isSettledDay(tx, date))) dates.push(date);
      }
      return dates;
    });
  }

  /** A day that is over by a wrong clock only must not be settled. */
  function wasSet(): boolean {
    const byMs = gapMs() - lastGapMs;
    lastGapMs += byMs;
    if (Math.abs(byMs) <= SET_MS) return false;
    const minutes = Math.round(byMs / 60_000);
    log('host', `ALARM: the clock was set by ${minutes} minutes; no day is settled for an hour`);
    return true;
  }

  async function round(): Promise<void> {
    if (wasSet()) return;
    for (const date of await unsettled()) {
      if (isOver) return;
      try {
        if (!(await parts.settle(date))) continue;
        await room.transaction(async (tx) => markSettledDay(tx, date, clock.now()));
        log('host', `${date}: all sides have answered`);
      } catch (error) {
        log('host', `${date} could not be settled: ${(error as Error).message}`);
      }
    }
    try {
      await parts.hourly();
    } catch (error) {
      log('host', `hourly: ${(error as Error).message}`);
    }
  }

  const tick = (): Promise<void> => {
    running = running.then(round).catch((error: Error) => log('host', `days: ${error.message}`));
    return running;
  };

  function wait(): void {
    if (isOver) return;
    cancel = timers.after(msToNext(clock.now(), cutOff), () => void tick().then(wait));
  }

  return {
    tick,
    async start() {
      await unsettled();
      void tick();
      wait();
    },
    async stop() {
      isOver = true;
      cancel();
      await running;
    },
  };
}
