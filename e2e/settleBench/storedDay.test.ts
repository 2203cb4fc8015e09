/** A small generated day, settled by a real host: every class of difference is found as planted, and no other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backendConfig } from '../../mocks/operator/backend/config/backendConfig.ts';
import { areAllIn, type DayReport } from '../../mocks/operator/backend/day/dayReport.ts';
import { startNodeHost } from '../../mocks/operator/backend/nodeHost.ts';
import { openState } from '../../mocks/operator/backend/state/stateDirectory.ts';
import { workerText } from '../../mocks/operator/settlement/disk/workerText.fixture.ts';
import { silentLog } from '../../src/shared/log.ts';
import { HOUSEHOLDS, usualDate, writeStoredDay } from './storedDay.ts';
import { plantedIn } from './storedPlan.ts';

const ROWS = 2_000;
const folder = mkdtempSync(join(tmpdir(), 'stored-day-'));
afterAll(() => rmSync(folder, { recursive: true }));

const countsOf = ({ classes }: DayReport): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { class: name, count } of classes) counts[name] = (counts[name] ?? 0) + count;
  return counts;
};

test('two thousand payments: all that was planted is found, and no other', async () => {
  const ports = { portal: 0, boss: 0, ppp: 0, console: 0, ftp: 0 };
  const asked = { state: folder, ports, accounts: [], settleByItself: false };
  const config = backendConfig(JSON.stringify(asked), { given: { bind: '127.0.0.1' } });
  if (!config.ok) throw new Error(config.error);
  const state = await openState({ folder, reset: false, households: HOUSEHOLDS });
  const now = Date.now();
  const date = usualDate(now);
  await writeStoredDay(state.store, { date, now, rows: ROWS });

  const phases = new Set<string>();
  const host = await startNodeHost({
    ...{ config: config.value, state, log: silentLog, portalConfig: {} },
    folders: { portal: folder, console: folder },
    worker: await workerText(),
    heard: ({ phase }) => phases.add(phase),
  });
  try {
    const report = await host.settle(date);
    expect(countsOf(report)).toEqual(plantedIn(ROWS));
    expect(areAllIn(report)).toBe(true);
    expect(report.state).toBe('explained');
    // Payments in doubt are not in the TSP's totals.
    expect(report.sides.tsp!.count).toBe(ROWS - plantedIn(ROWS).IN_DOUBT_OPEN!);
    expect(phases.size).toBe(7);
  } finally {
    await host.stop();
  }
});
