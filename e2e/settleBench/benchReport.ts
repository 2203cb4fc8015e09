/** The results of the bench, as the table of its document. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

export interface Measured {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly processorSeconds: readonly number[];
  readonly peakBytes: number;
  /** Whether it found exactly the planted differences, every time. */
  readonly isRight: boolean;
}

export interface Size {
  readonly rows: number;
  readonly bytes: number;
  readonly differences: number;
  /** This project first. */
  readonly contestants: readonly Measured[];
  readonly restart: {
    readonly isRight: boolean;
    readonly seconds: number;
    readonly jobs: number;
    readonly jobsKept: number;
  };
}

interface Conditions {
  readonly memory: number;
  readonly threads: number;
  readonly load: number;
}

interface Report {
  readonly text: string;
  readonly isRight: boolean;
  /** Whether this project is at least as fast as the fastest shell pipeline, by medians. */
  readonly isGoalMet: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const millions = (rows: number): string => `${rows / 1e6} million`;
const columns = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function rowsOf({ rows, contestants }: Size): string[] {
  const ours = median(contestants[0]!.seconds);
  return contestants.map(({ name, seconds, processorSeconds, peakBytes, isRight }) => {
    const middle = median(seconds);
    return columns([
      millions(rows),
      name,
      `${middle.toFixed(1)} s`,
      seconds.map((value) => value.toFixed(1)).join(', '),
      (middle / ours).toFixed(2),
      `${median(processorSeconds).toFixed(1)} s`,
      `${Math.round((2 * rows) / middle / 1000)}`,
      peakBytes ? `${Math.round(peakBytes / 1e6)} MB` : 'not measured',
      isRight ? 'all, no other' : 'WRONG',
    ]);
  });
}

const restartLine = ({ rows, restart, contestants }: Size): string =>
  `${millions(rows)}: killed after three fifths, started again: ${restart.jobsKept} of ${restart.jobs} jobs kept, ` +
  `${restart.seconds.toFixed(1)} s instead of ${median(contestants[0]!.seconds).toFixed(1)} s, ` +
  `the same differences${restart.isRight ? '' : ': NO'}.`;

export function tableOf(sizes: readonly Size[], conditions: Conditions): Report {
  const { memory, threads, load } = conditions;
  const isRight = sizes.every(
    ({ contestants, restart }) =>
      contestants.every((contestant) => contestant.isRight) &&
      restart.isRight &&
      contestants[0]!.peakBytes <= memory * 1e6,
  );
  const isGoalMet = sizes.every(({ contestants: [ours, ...others] }) =>
    others.every(({ seconds }) => median(ours!.seconds) <= median(seconds)),
  );
  const sort = execFileSync('sort', ['--version'], { encoding: 'utf8' }).split('\n')[0];
  const text = [
    `Node ${process.versions.node}, ${sort}, ${cpus()[0]?.model ?? 'unknown processor'}, ${threads} threads for everybody, ` +
      `${memory} MB for everybody, load at the start ${load.toFixed(1)}.`,
    '',
    columns([
      'rows a side',
      'who',
      'median of the rounds',
      'each round, s',
      "time ÷ this project's",
      'processor time',
      'thousand rows/s',
      'peak memory',
      'planted differences found',
    ]),
    columns(['---:', '---', '---:', '---', '---:', '---:', '---:', '---:', '---']),
    ...sizes.flatMap(rowsOf),
    '',
    ...sizes.map(
      ({ rows, bytes, differences }) =>
        `${millions(rows)}: ${(bytes / 1e9).toFixed(2)} GB in two files, ${differences} differences planted.`,
    ),
    ...sizes.map(restartLine),
    '',
    `Goal, at least as fast as the fastest pipeline: ${isGoalMet ? 'met' : 'MISSED'}.`,
  ].join('\n');
  return { text, isRight, isGoalMet };
}

const [BEGIN, END] = ['<!-- results -->', '<!-- end of results -->'];

/** Replaces only the text between the two marks. */
export function writeDocument(path: string, text: string): void {
  const document = readFileSync(path, 'utf8');
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`${path}: put ${BEGIN} and ${END} where the table goes`);
  writeFileSync(path, `${document.slice(0, from + BEGIN.length)}\n${text}\n${document.slice(to)}`);
}
