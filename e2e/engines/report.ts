/** Writes the results as a table, for the terminal and for docs/integrate/engines.md. */
import type { Visit } from './tryEngine.ts';

const HEAD = [
  'engine',
  'says it is',
  'first paint',
  'first focus',
  'key → focus p50 / p95',
  'payment',
  'result',
];

/** A percentile of values in any order; `share` is from 0 to 1. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** The rows without the head. Key speeds are also given as a multiple of today's Chromium in the same run. */
export function rowsOf(visits: readonly Visit[], todayId: string): string[][] {
  const moves = (visit: Visit | undefined, share: number) =>
    percentile(visit?.journey?.moves ?? [], share);
  const today = visits.find(({ id, isOrdinary }) => id === todayId && isOrdinary);
  const speed = (visit: Visit, share: number): string => {
    const times = moves(visit, share) / moves(today, share);
    const factor = visit !== today && Number.isFinite(times) ? ` (×${times.toFixed(1)})` : '';
    return ms(moves(visit, share)) + factor;
  };
  return visits.map((visit) => {
    const { name, version, journey, failure, isAbsent } = visit;
    if (isAbsent) return [name, '', '', '', '', '', `not here: ${failure}`];
    if (!journey) return [name, version, '', '', '', '', `FAILED: ${failure}`];
    return [
      name,
      version,
      ms(journey.firstPaint),
      ms(journey.firstFocus),
      `${speed(visit, 0.5)} / ${speed(visit, 0.95)}`,
      ms(journey.paymentMs),
      'paid',
    ];
  });
}

export function plainTable(rows: readonly (readonly string[])[]): string {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const markdownTable = (rows: readonly (readonly string[])[]): string =>
  [HEAD, HEAD.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export const missingList = (visits: readonly Visit[]): string =>
  visits
    .filter(({ isOrdinary, version }) => isOrdinary && version !== '')
    .map(({ name, missing }) => `- ${name}: ${missing.join(', ') || 'nothing of the list'}`)
    .join('\n');
