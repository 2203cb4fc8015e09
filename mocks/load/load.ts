/** A load run: starts the host, opens sessions, makes payments, brings cards back, checks the books, prints the table. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neverAborted } from '../../src/shared/abort.ts';
import { pause } from '../../src/shared/time.ts';
import { useDesCipher } from '../crypto/des.ts';
import { opensslDes } from '../crypto/opensslDes.ts';
import type { Environment } from '../environment/environment.ts';
import { realEnvironment } from '../environment/realEnvironment.ts';
import { household } from '../operator/boss/seed/households.ts';
import { businessDate } from '../operator/tsp/base/businessDate.ts';
import { defaultLimits } from '../operator/tsp/base/limits.ts';
import { diskStore } from '../store/diskStore.ts';
import { type CardDebit, cardBooksOf, gatherFacts, restFaults } from '../world/invariants.ts';
import { bringCardBack } from './bringCardBack.ts';
import { type HostProcess, startHost, type Usage } from './hostProcess.ts';
import { keepAliveSend } from './keepAliveSend.ts';
import { BALANCE_FEN, createLoadBox, type LoadBox } from './loadBox.ts';
import { type LoadOptions, loadHelp, loadOptions } from './loadOptions.ts';
import { type LoadResult, loadReport } from './loadReport.ts';
import { createMeasures, type Measures } from './measures.ts';
import { runTraffic } from './traffic.ts';

/** How many sessions are opened at once; each makes a request to BOSS. */
const OPENING_AT_ONCE = 16;
/** Longer than a lease and the checks of a doubt. */
const REST_MS = 90_000;

/** Waits until no payment is under way; `false` when that takes too long. */
async function comesToRest(host: HostProcess, environment: Environment): Promise<boolean> {
  const end = environment.clock.now() + REST_MS;
  while (environment.clock.now() < end) {
    const { outbox, attempts } = await host.waiting();
    if (outbox === 0 && attempts === 0) return true;
    await pause(environment.timers, 200, neverAborted);
  }
  return false;
}

async function openSessions(boxes: readonly LoadBox[], measures: Measures): Promise<void> {
  const left = [...boxes];
  const openNext = async () => {
    for (let box = left.shift(); box; box = left.shift()) {
      const sentAt = performance.now();
      const opened = await box.tsp.openSession();
      measures.add('session', performance.now() - sentAt);
      if (!opened.ok) throw new Error(`no session for ${box.household.stbId}`);
    }
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, openNext));
}

const usedMs = (before: Usage | NodeJS.CpuUsage, after: Usage | NodeJS.CpuUsage): number =>
  (after.user + after.system - before.user - before.system) / 1000;

/** Runs the load. @throws Error when the host does not start or a session cannot be opened. */
export async function runLoad(options: LoadOptions, hostProgram: string): Promise<LoadResult> {
  useDesCipher(opensslDes);
  const directory = await mkdtemp(join(tmpdir(), 'portal-load-'));
  const environment = realEnvironment(() => {});
  const { clock } = environment;
  const measures = createMeasures();
  const debits: CardDebit[] = [];
  const { send, close } = keepAliveSend();
  const host = await startHost(hostProgram, { directory, ...options });
  try {
    const boxes = Array.from({ length: options.boxes }, (_, number) =>
      createLoadBox({
        environment,
        send,
        baseUrl: host.baseUrl,
        household: household(number),
        onDebit: (debit) => void debits.push(debit),
      }),
    );
    const day = () => businessDate(clock.now(), defaultLimits.cutOff);
    const firstDay = day();
    await openSessions(boxes, measures);

    const before = { host: await host.usage(), boxes: process.cpuUsage(), at: performance.now() };
    const traffic = await runTraffic({ environment, boxes, options, measures });
    const wallMs = performance.now() - before.at;
    const after = { host: await host.usage(), boxes: process.cpuUsage() };

    for (const box of boxes) await bringCardBack(environment, measures, box);
    const isAtRest = await comesToRest(host, environment);
    const batches = [];
    for (const date of new Set([firstDay, day()]))
      batches.push(...((await host.settle(date)) ?? []));
    const counters = await host.counters();
    await host.stop();

    const store = diskStore(join(directory, 'store'));
    const cards = boxes.map(({ card }) => cardBooksOf(card.state, BALANCE_FEN));
    const faults = restFaults(await gatherFacts(store, environment.crypto, debits, { cards }));
    await store.close();
    if (!isAtRest) faults.push('the host did not come to rest');
    return {
      options,
      ...traffic,
      wallMs,
      hostCpuMs: usedMs(before.host, after.host),
      boxesCpuMs: usedMs(before.boxes, after.boxes),
      hostPeakBytes: after.host.maxRss,
      spreads: measures.spreads(),
      counts: measures.counts(),
      counters,
      debits: debits.length,
      accepted: batches.reduce((sum, { accepted }) => sum + accepted, 0),
      faults,
    };
  } finally {
    close();
    await host.stop().catch(() => {});
    await rm(directory, { recursive: true, force: true });
  }
}

/** The command `npm run load`. Answers the exit code: 1 when an invariant is false, 2 for wrong options. */
export async function load(argv: readonly string[], hostProgram: string): Promise<number> {
  const options = loadOptions(argv);
  if (!options.ok) {
    process.stderr.write(`${options.error}\n`);
    return 2;
  }
  if (options.value === null) {
    process.stdout.write(`${loadHelp}\n`);
    return 0;
  }
  const result = await runLoad(options.value, hostProgram);
  process.stdout.write(`${loadReport(result)}\n`);
  return result.faults.length > 0 ? 1 : 0;
}
