/**
 * The TSP: the platform between box, BOSS and PPP. It alone can have a card debited. The same code runs in the page, in
 * Node and in virtual time.
 */
import type { Fetch } from '../../environment/environment.ts';
import { listRows } from '../../store/rowList.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { bossClient } from './base/bossClient.ts';
import { businessDate } from './base/businessDate.ts';
import { createHealthOfParties, type Health, type Party } from './base/partyHealth.ts';
import type { TspParts, TspSetup } from './base/ports.ts';
import { commit } from './base/unitOfWork.ts';
import { endAttempt } from './books/attemptOutcome.ts';
import type { DayRow } from './books/dayRows.ts';
import { createDeadlines } from './books/deadlines.ts';
import { loadAttempt } from './books/expire.ts';
import { indexCards } from './books/indexCards.ts';
import { indexOrders } from './books/indexOrders.ts';
import { listAttempts } from './books/listAttempts.ts';
import { deadlinesOfAttempts } from './books/store/queueStore.ts';
import { isBeforeMac1 } from './books/transitions/attemptTransitions.ts';
import { type DayUpload, uploadDay } from './claims/upload.ts';
import { createBlacklist } from './controls/blacklist.ts';
import type { Desk } from './controls/desk.ts';
import { createHouseholds, type Households } from './controls/households.ts';
import { createIncidents } from './controls/incidents.ts';
import { createLastingLimits } from './controls/lastingLimits.ts';
import { loadRestrictions } from './controls/psams.ts';
import { tacCheckClient } from './controls/tacChecks.ts';
import { createOutbox } from './delivery/outbox.ts';
import { createDesk } from './desk/createDesk.ts';
import { createPipeline } from './pipeline.ts';
import { settleDay } from './settlement/settleDay.ts';

export interface TspCore {
  /** Answers every request of docs/api/tsp.yaml; never rejects. */
  readonly fetch: Fetch;
  /**
   * Continues what an earlier run left. Call it once, before the first request. While the disk does not work it waits,
   * says so in the log, and goes on by itself.
   */
  start(): Promise<void>;
  /** Ends all timers. Running work may still finish; nothing new begins. */
  stop(): void;
  /** Sends the claims of one business day (`YYYYMMDD`) to the PPP. */
  uploadDay(businessDate: string): Promise<DayUpload>;
  /** Settles one business day (`YYYYMMDD`) as far as it can be settled now; see `settlement/settleDay.ts`. */
  settleDay(businessDate: string): Promise<DayRow>;
  /** What people at the operator may do. */
  readonly desk: Desk;
  /** What BOSS tells people at the operator about subscribers. */
  readonly households: Households;
  /** How the other parties have answered since the start. */
  health(): { readonly [P in Party]: Health };
  /** The business day (`YYYYMMDD`) of a debit made now. */
  businessDate(): string;
  /** Resolves when the incidents noted so far are in the store, or cannot be. */
  incidentsWritten(): Promise<void>;
  /** The counters since the start: problems by code, the portals' own counters, failures. */
  counters(): Readonly<Record<string, number>>;
}

/** Between two tries to start over a disk that does not work. */
const START_RETRY_MS = 1_000;

export function createTsp(setup: TspSetup): TspCore {
  const { environment, limits } = setup;
  const health = createHealthOfParties(environment.clock, limits);
  const store = setup.store.room('tsp');
  const counters = new Map<string, number>();
  const lasting = createLastingLimits({ store, environment, limits, counters });
  const parts: TspParts = {
    ...setup,
    store,
    boss: bossClient(environment, setup.boss, limits.bossMs, health.boss),
    tacChecks: tacCheckClient(setup),
    counters,
    health,
    rateLimits: lasting.rateLimits,
    incidents: createIncidents({ store, environment, limits, counters }),
    wakeOutbox: (key) => outbox.wake(key),
    armDeadline: (at, subject, setAt) => deadlines.arm(at, subject, setAt),
  };
  const outbox = createOutbox(parts);
  const deadlines = createDeadlines(parts);
  const blacklist = createBlacklist(parts);
  const { log, timers } = environment;
  let isRunning = false;
  /** While it begins: what a box begins meanwhile would be taken for something of the last run. */
  let beginning: Promise<void> | null = null;
  const pipeline = createPipeline(parts);

  /** Takes what the rows say into memory. */
  async function load(): Promise<void> {
    await loadRestrictions(parts);
    await deadlines.run();
    outbox.wake();
  }

  async function begin(): Promise<void> {
    await indexCards(parts);
    await listAttempts(parts);
    await indexOrders(parts);
    await lasting.load();
    await voidEarlyAttempts(parts);
    await load();
  }

  /** A commit that was reported as failed may be in the store: nobody has armed its deadline or woken its messages. */
  function loadAgain(): void {
    if (!isRunning) return;
    load().catch((error: unknown) => {
      log('tsp', `after the disk failed: ${String(error)}`);
      if (isRunning) timers.after(limits.deadlineRetryMs, loadAgain);
    });
  }
  const stopHearing = parts.store.onReopened?.(loadAgain);

  return {
    async fetch(request) {
      if (beginning) await beginning.catch(() => {});
      return pipeline(request);
    },
    async start() {
      for (let isTold = false; !isRunning; isTold = true) {
        try {
          beginning = begin();
          await beginning;
          isRunning = true;
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
          if (!isTold) log('tsp', `waits for the disk: ${error.message}`);
          beginning = null;
          await new Promise<void>((resolve) => timers.after(START_RETRY_MS, resolve));
        }
        beginning = null;
      }
      blacklist.run();
    },
    stop() {
      isRunning = false;
      stopHearing?.();
      outbox.stop();
      deadlines.stop();
      blacklist.stop();
    },
    uploadDay: (businessDate) => uploadDay(parts, businessDate),
    settleDay: (businessDate) => settleDay(parts, businessDate),
    desk: createDesk(parts),
    households: createHouseholds(setup),
    health: () => ({
      boss: health.boss.read(),
      ppp: health.ppp.read(),
      hsm: health.hsm.read(),
    }),
    businessDate: () => businessDate(environment.clock.now(), limits.cutOff),
    incidentsWritten: () => parts.incidents.settled(),
    counters: () => Object.fromEntries(parts.counters),
  };
}

/** Voids all attempts without MAC1: their leases ended with the last run. */
async function voidEarlyAttempts(parts: TspParts): Promise<void> {
  const due = await parts.store.transaction((tx) => listRows(tx, deadlinesOfAttempts));
  for (const { id } of due) {
    await commit(parts, 'tsp', async (unit) => {
      const moved = await loadAttempt(unit, id);
      if (!moved || !isBeforeMac1(moved.attempt.state)) return;
      await endAttempt(unit, moved, 'voided', { note: 'the platform restarted' });
    });
  }
}
