/** Writes what the starts came to as tables, between the marks of docs/integrate/start.md. */
import { LOSSES, type Loss } from '../../shipped/lossyProxy.ts';
import type { Started } from './oneStart.ts';
import { FILE_NAMES, type Start } from './startFiles.ts';
import { faultOf } from './startMatrix.ts';

export type Result = readonly [Start, Started];

const WAYS = Object.keys(LOSSES) as Loss[];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row).join('\n');

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** The worst of some starts: seconds to the first screen and to the last side script. */
function worst(results: readonly Result[]): string {
  if (results.length === 0) return '';
  const wrong = results.map(([, started]) => faultOf(started)).find((fault) => fault !== '');
  if (wrong !== undefined) return `**${wrong}**`;
  const most = (of: (started: Started) => number | null) =>
    Math.max(...results.map(([, started]) => of(started)!));
  return `${seconds(most(({ upMs }) => upMs))} / ${seconds(most(({ wholeMs }) => wholeMs))}`;
}

const has = ({ lost }: Start, ...files: readonly string[]): boolean =>
  files.every((file) => lost.some((one) => one.file === file));

/** Files down, losses across; each cell is the worse of once and for a minute. */
export function singlesTable(results: readonly Result[]): string {
  const singles = results.filter(([{ lost }]) => lost.length === 1);
  return table(
    ['seconds to first screen / last script', ...WAYS],
    FILE_NAMES.map((file) => [
      file,
      ...WAYS.map((way) =>
        worst(singles.filter(([start]) => has(start, file) && start.lost[0]!.loss === way)),
      ),
    ]),
  );
}

/** Every file with every other; each cell is the worse of once and for a minute. */
export function pairsTable(results: readonly Result[]): string {
  const pairs = results.filter(([{ lost }]) => lost.length === 2);
  const across = FILE_NAMES.slice(1);
  return table(
    ['with', ...across],
    FILE_NAMES.slice(0, -1).map((file, place) => [
      file,
      ...across.map((other, at) =>
        at < place ? '' : worst(pairs.filter(([start]) => has(start, file, other))),
      ),
    ]),
  );
}

/** Engines down, losses across: the longest start in seconds, and what was lost in it. */
export const enginesTable = (rows: readonly (readonly string[])[]): string =>
  table(['seconds from nothing to both halves', ...WAYS], rows);

/** Puts `text` between the marks with this name. */
export const written = (document: string, name: string, text: string): string =>
  document.replace(
    new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
    (_, from, to) => `${from}${text}\n${to}`,
  );
