/** The contestants that compare the two files, each as a separate command with the same memory. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Ground {
  readonly tsp: string;
  readonly boss: string;
  /** Directory for temporary files and results. */
  readonly directory: string;
  readonly memoryMegabytes: number;
  readonly threads: number;
}

export interface Run {
  readonly seconds: number;
  /** Resident set, of several processes the largest; 0 where it cannot be measured. */
  readonly peakBytes: number;
  /** Processor time of all its processes; 0 where it cannot be measured. */
  readonly processorSeconds: number;
  /** The differences as lines of `reconcile`, ascending. */
  readonly output: string;
}

interface Finished {
  readonly seconds: number;
  readonly text: string;
}

/** Runs a command. Rejects with its error output unless it exits with 0. `heard` gets lines of the error stream. */
export function finished(
  command: string,
  args: readonly string[],
  heard: (line: string, kill: () => void) => void = () => undefined,
): Promise<Finished> {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let errors = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    errors = `${errors}${line}\n`.slice(-2_000);
    heard(line, () => child.kill('SIGKILL'));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve({ seconds: (performance.now() - began) / 1000, text });
      else reject(new Error(`${command} ended with ${code}: ${errors}`));
    });
  });
}

/** Classifies joined lines of key and two amounts; a repeated key is a duplicate. Head and trailer drop out. */
const CLASSIFY = `awk -F'|' '
length($1) != 26 { next }
$1 == before { print "DUPLICATE|" $1; next }
{ before = $1 }
$2 == "" { print "MISSING_AT_TSP|" $1 "||" $3; next }
$3 == "" { print "MISSING_AT_BOSS|" $1 "|" $2 "|"; next }
$2 != $3 { print "AMOUNT_DIFF|" $1 "|" $2 "|" $3 }'`;

const GNU_TIME = '/usr/bin/time';

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

/** The simple pipeline: sorts whole rows, then joins them. */
export const sortAndJoin = ({ tsp, boss, directory, memoryMegabytes, threads }: Ground): string =>
  `sort -t'|' -k3,3 -S ${memoryMegabytes}M --parallel=${threads} -T ${quoted(directory)} ${quoted(boss)} |
join --nocheck-order -t'|' -1 3 -2 3 -a1 -a2 -o 0,1.10,2.10 ${quoted(tsp)} - | ${CLASSIFY}`;

/** The quicker pipeline: only key and amount are sorted. */
export const cutSortAndJoin = (ground: Ground): string => {
  const { tsp, boss, directory, memoryMegabytes, threads } = ground;
  return `cut -d'|' -f3,10 ${quoted(boss)} |
sort -t'|' -k1,1 -S ${memoryMegabytes}M --parallel=${threads} -T ${quoted(directory)} |
join --nocheck-order -t'|' -a1 -a2 -o 0,1.2,2.2 <(cut -d'|' -f3,10 ${quoted(tsp)}) - | ${CLASSIFY}`;
};

/** Measures memory and processor time of a command with its children, where GNU time is installed. */
export async function timed(
  command: readonly string[],
  heard: Parameters<typeof finished>[2] = () => undefined,
): Promise<Finished & Omit<Run, 'output'>> {
  const all = existsSync(GNU_TIME) ? [GNU_TIME, '-f', 'time %M %U %S', ...command] : command;
  let [kilobytes, user, system] = [0, 0, 0];
  const run = await finished(all[0]!, all.slice(1), (line, kill) => {
    const said = /^time (\d+) ([\d.]+) ([\d.]+)$/.exec(line);
    if (said) [kilobytes, user, system] = said.slice(1).map(Number) as [number, number, number];
    else heard(line, kill);
  });
  return { ...run, peakBytes: kilobytes * 1024, processorSeconds: user + system };
}

/** Runs DuckDB's full outer join in a separate program, because the library is not in this bundle. */
export async function runDuckDb(program: string, ground: Ground): Promise<Run> {
  const output = join(ground.directory, 'duckdb.out');
  const options = JSON.stringify({ ...ground, output });
  const run = await timed([process.execPath, program, options]);
  const text = readFileSync(output, 'utf8');
  rmSync(output);
  return { ...run, output: text };
}

/** Runs a shell pipeline; the peak is that of its largest process. */
export async function runShell(pipeline: string, { directory }: Ground): Promise<Run> {
  const output = join(directory, 'shell.out');
  const script = `set -o pipefail; export LC_ALL=C; { ${pipeline}; } > ${quoted(output)}`;
  const run = await timed(['bash', '-c', script]);
  const text = readFileSync(output, 'utf8');
  rmSync(output);
  return { ...run, output: text };
}
