/** Writes results as Markdown, for the terminal and for docs/develop/bench-focus.md. */
import { COLUMNS, type Column } from './columns.ts';
import type { Weight } from './entries.ts';
import { compare, goalsOf, oursIn, timesFloor } from './judge.ts';
import type { Results } from './results.ts';
import type { Visit } from './visit.ts';

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
const weight = ({ min, gz, br }: Weight): string => `${kB(min)} / ${kB(gz)} / ${kB(br)}`;

const value = (column: Column, number: number): string =>
  Number.isFinite(number) ? number.toFixed(column.digits) : 'never';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function heldKey(visits: readonly Visit[]): string {
  const holds = visits.flatMap((visit) =>
    visit.holds.map(({ rows, frames }) => `${rows}/${visit.repeats} in ${frames}`),
  );
  return [...new Set(holds)].slice(0, 2).join('; ');
}

const different = (values: readonly number[]): string => [...new Set(values)].join('; ');

const lastRow = ({ plan }: Results): number => plan.presses + plan.holds * plan.repeats;

function measurements(results: Results): string {
  const columns = Object.values<Column>(COLUMNS).filter((column) => column !== COLUMNS.unmoved);
  const head = [
    'page',
    'script, kB min / gz / br',
    ...columns.map(({ title }) => title),
    'held key: rows/repeats in frames',
    `ends at row (of ${lastRow(results)})`,
  ];
  const rows = results.entries.map((entry) => {
    const visits = results.visits.filter((visit) => visit.entry === entry.name);
    return [
      entry.kind === 'ours' ? `**${entry.name}**` : entry.name,
      weight(entry.js),
      ...columns.map((column) => value(column, column.of(visits))),
      heldKey(visits),
      different(visits.map(({ endsAt }) => endsAt)),
    ];
  });
  return table(head, rows);
}

function comparisons(results: Results): string {
  const rows = compare(results).map(({ column, ours, best, peer, ratio, verdict }) => [
    column.title,
    value(column, ours),
    `${value(column, best)} (${peer})`,
    ratio,
    verdict === 'worse' ? '**worse**' : verdict,
  ]);
  return rows.length === 0
    ? 'No peer was visited.'
    : table(['column', 'portal', 'best peer', 'portal ÷ peer', 'verdict'], rows);
}

function goals(results: Results): string {
  const rows = goalsOf(results).map(({ title, found, met }) => [
    title,
    found,
    met ? 'met' : '**missed**',
  ]);
  return rows.length === 0 ? 'The portal was not visited.' : table(['goal', 'found', ''], rows);
}

/** The comparison with both floors, and what each means. */
function floors(results: Results): string {
  const say = (kind: 'picture' | 'floor', means: string) => {
    const times = timesFloor(results, kind);
    return times === null ? [] : [`- ${times.toFixed(2)} × ${means}`];
  };
  const lines = [
    ...say(
      'picture',
      'the p95 of the same picture without a framework: what is above 1 is what the portal itself costs a press.',
    ),
    ...say(
      'floor',
      'the p95 of ten rows of text: there the picture is counted as well, and neither alone can be read from it; for information.',
    ),
  ];
  return lines.length === 0 ? '' : `\nThe portal's p95 of a press is\n\n${lines.join('\n')}\n`;
}

function sizeOf(results: Results): string {
  const ours = oursIn(results);
  if (ours?.lateBr === undefined) return '';
  const all = ours.js.br + ours.css.br + ours.lateBr;
  return `\nWhat follows the first screen weighs ${kB(ours.lateBr)} kB brotli; the whole portal ${kB(all)} kB.\n`;
}

/** The part of the document that the next run replaces. */
export function report(results: Results): string {
  const { date, browser, machine, load, plan, entries, visits } = results;
  const rounds = Math.round(visits.length / entries.length);
  return `Measured ${date}: ${browser}, processor slowed down ${plan.cpu} times; ${machine}, load ${load.toFixed(1)} at
the start. ${rounds} rounds, in each every page once, every round beginning with another page;
${plan.presses} presses and ${plan.holds} × ${plan.repeats} repeats a visit.

${measurements(results)}

### Against the best peer in each column

${comparisons(results)}

### Goals

${goals(results)}
${floors(results)}${sizeOf(results)}`;
}

/** True when every goal is met and no column is worse than the best peer's. */
export const allIsWell = (results: Results): boolean =>
  goalsOf(results).every(({ met }) => met) &&
  compare(results).every(({ verdict }) => verdict !== 'worse');

const BEGIN = '<!-- measured: written by npm run bench:focus -->';
const END = '<!-- /measured -->';

/** Replaces the measured part of the document. @throws Error when it has none. */
export function withReport(document: string, measured: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('the document has no marks for measurements');
  return `${document.slice(0, begin + BEGIN.length)}\n\n${measured}\n${document.slice(end)}`;
}
