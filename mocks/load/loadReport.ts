/** The results of a load run as a table. */
import type { LoadOptions } from './loadOptions.ts';
import type { Spread } from './measures.ts';
import type { Traffic } from './traffic.ts';

export interface LoadResult extends Traffic {
  readonly options: LoadOptions;
  /** The duration of the payments alone. */
  readonly wallMs: number;
  readonly hostCpuMs: number;
  readonly boxesCpuMs: number;
  readonly hostPeakBytes: number;
  readonly spreads: readonly (readonly [name: string, spread: Spread])[];
  /** Refusals and other counted events. */
  readonly counts: Readonly<Record<string, number>>;
  /** The TSP's own counters. */
  readonly counters: Readonly<Record<string, number>>;
  /** Debits on the cards. */
  readonly debits: number;
  /** Debits accepted by the PPP. */
  readonly accepted: number;
  /** Broken invariants, a sentence each. */
  readonly faults: readonly string[];
}

const GOAL_PER_SECOND = 125;
const FAULTS_SHOWN = 20;

/** A lower rate cannot meet the goal; without a rate (0) as many are begun as can be. */
const isGoalAsked = ({ rate }: LoadOptions): boolean => rate === 0 || rate >= GOAL_PER_SECOND;

const paymentsPerSecond = ({ paid, paidMs }: LoadResult): number =>
  paidMs > 0 ? (paid * 1000) / paidMs : 0;

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0).padStart(8);

function spreadTable(spreads: LoadResult['spreads']): string[] {
  const head = `${'ms'.padEnd(14)}${['count', 'p50', 'p95', 'p99', 'max'].map((name) => name.padStart(8)).join('')}`;
  const rows = spreads.map(
    ([name, { count, p50, p95, p99, max }]) =>
      `${name.padEnd(14)}${String(count).padStart(8)}${[p50, p95, p99, max].map(ms).join('')}`,
  );
  return [head, ...rows];
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(' · ') || 'nothing';

const spreadOf = ({ spreads }: LoadResult, wanted: string): Spread | undefined =>
  spreads.find(([name]) => name === wanted)?.[1];

/** How many PSAMs were leased at a time on average: number of leases times mean duration, divided by the run's time. */
function psamsUsed(result: LoadResult): string {
  const leases = spreadOf(result, 'PSAM leased');
  return leases ? ((leases.count * leases.mean) / result.wallMs).toFixed(1) : '0';
}

export function loadReport(result: LoadResult): string {
  const { options, outcomes, wallMs, hostCpuMs, boxesCpuMs, counts, faults } = result;
  const perSecond = paymentsPerSecond(result);
  const isMet = perSecond >= GOAL_PER_SECOND && faults.length === 0;
  const each = Math.max(1, result.paid);
  const cores = (cpuMs: number) => (cpuMs / wallMs).toFixed(2);
  return [
    `${options.boxes} boxes, ${options.rate > 0 ? `${options.rate} payments begun a second` : `${options.atOnce} paying at once`}, ${options.psams} PSAMs, ${(wallMs / 1000).toFixed(1)} s`,
    `${perSecond.toFixed(1)} payments/s · ${listed(outcomes)}`,
    '',
    ...spreadTable(result.spreads),
    '',
    `host  ${cores(hostCpuMs)} cores, ${(hostCpuMs / each).toFixed(2)} ms a payment, ${(result.hostPeakBytes / 2 ** 20).toFixed(0)} MB at most`,
    `boxes ${cores(boxesCpuMs)} cores, ${(boxesCpuMs / each).toFixed(2)} ms a payment`,
    `PSAMs in use ${psamsUsed(result)} on average (${options.psams} there)`,
    `boxes counted: ${listed(counts)}`,
    `TSP counted: ${listed(result.counters)}`,
    `${result.debits} debits on cards, ${result.accepted} accepted by the PPP`,
    '',
    ...(faults.length === 0
      ? ['Every invariant is true.']
      : [
          `${faults.length === 1 ? '1 invariant is' : `${faults.length} invariants are`} FALSE:`,
          ...faults.slice(0, FAULTS_SHOWN).map((fault) => `  ${fault}`),
        ]),
    ...(isGoalAsked(options)
      ? [
          `The goal of ${GOAL_PER_SECOND} payments/s with every invariant true is ${isMet ? 'met' : 'NOT met'}.`,
        ]
      : []),
  ].join('\n');
}
